import type { Model } from '../../nodes/kie/catalogue/model';
import { snapshot } from '../../nodes/kie/catalogue/snapshot';
import { refusal, success } from './answers';
import { openapiOf } from './openapi';

const WINDOW_MS = 1_000;
const BUCKET_MS = 10 * 60_000;
const BUCKETS = 144;

const CHAT = {
	id: 'claude-opus-5',
	title: 'Claude Opus 5',
	provider: 'Anthropic',
	taskTypes: ['Chat'],
	status: 'live',
	fields: [],
} satisfies Model;

type Query = Record<string, unknown>;

/** What Kie.ai says about its models: list, schema, price and success rate, one question per second in all. */
export class Discovery {
	private readonly models = new Map<string, Model>(
		[...snapshot.filter(({ status }) => status === 'live'), CHAT].map((model) => [model.id, model]),
	);

	private lastAt = -Infinity;

	constructor(private readonly now: () => number) {}

	/** Offers a model, or another form of one. */
	offer(model: Model): void {
		this.models.set(model.id, model);
	}

	/** Takes a model off the list. */
	withdraw(id: string): void {
		this.models.delete(id);
	}

	/** The answer to a GET below `/api/v1/models`. */
	answer(path: string, query: Query): object {
		if (this.now() - this.lastAt < WINDOW_MS) {
			return refusal(429, 'Your call frequency is too high. Please try again later.');
		}
		this.lastAt = this.now();
		const [, id, what] = /^\/api\/v1\/models\/(.+)\/(schema|price|success-rate)$/.exec(path) ?? [];
		if (!id) return success(this.list(query));
		const model = this.models.get(decodeURIComponent(id));
		return model ? success({ model: model.id, ...this.about(model, what) }) : refusal(404);
	}

	private list({ taskType, provider, q }: Query): object {
		const found = [...this.models.values()].filter(
			(model) =>
				(!taskType || model.taskTypes.includes(String(taskType))) &&
				(!provider || model.provider === provider) &&
				(!q || model.id.includes(String(q))),
		);
		return { total: found.length, models: found.map(entryOf) };
	}

	private about(model: Model, what: string): object {
		if (what === 'schema') return { openapi: openapiOf(model) };
		if (what === 'price') return { pricingDesc: priceOf(model) };
		const last = Math.floor(this.now() / BUCKET_MS) * BUCKET_MS;
		const points = Array.from({ length: BUCKETS }, (_, i) => {
			const start = last - (BUCKETS - i) * BUCKET_MS;
			const errorRate = i % 3 === 0 ? null : i % 10;
			const successRate = errorRate === null ? 0 : 100 - errorRate;
			return { start, end: start + BUCKET_MS, successRate, errorRate, isNormal: true };
		});
		return { points };
	}
}

const priceOf = ({ title }: Model) => `${title}: 12 credits per task\n($0.06)`;

/** Recorded titles come with blanks too many. */
const entryOf = (model: Model) => ({
	model: model.id,
	slug: model.id,
	title: `${model.title} `,
	provider: model.provider,
	taskType: model.taskTypes,
	description: null,
	pricingDesc: priceOf(model),
});
