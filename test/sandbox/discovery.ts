import prices from '../facts/prices.json';
import { inputSchema, type JsonSchema } from '../catalogue/schema';
import type { Model } from '../../nodes/kie/catalogue/model';
import snapshot from '../../nodes/kie/catalogue/snapshot.json';
import { refusal, success } from './answers';
import { WIRES, type ChatModels } from './chat/models';
import type { ChatModelFacts } from './chat/types';
import { openapiFor, taskOpenapi } from './openapi';

const WINDOW_MS = 1_000;
const BUCKET_MS = 10 * 60_000;
const BUCKETS = 144;

type Query = Record<string, unknown>;

/** One entry of the list, with the document behind it. */
interface Entry {
	id: string;
	title: string;
	provider: string;
	taskTypes: string[];
	/** Free text; null where Kie.ai tells none. */
	price: string | null;
	openapi(): JsonSchema;
}

const PRICES: Partial<Record<string, string | null>> = prices;

const taskEntry = (model: Model): Entry => ({
	...{ id: model.id, title: model.title, provider: model.provider, taskTypes: model.taskTypes },
	price: model.price ?? PRICES[model.id] ?? null,
	openapi: () => taskOpenapi(model.id, inputSchema(model)),
});

const chatEntry = (model: ChatModelFacts): Entry => ({
	...{ id: model.id, title: model.title, provider: model.provider, taskTypes: ['Chat'] },
	price: model.price,
	openapi: () => openapiFor(model.path, WIRES[model.wire].schema(model)),
});

/** What Kie.ai says about its models: list, schema, price and success rate, one question per second in all. */
export class Discovery {
	private readonly models = new Map<string, Entry>();

	private lastAt = -Infinity;

	constructor(
		private readonly now: () => number,
		private readonly chat: ChatModels,
	) {
		const live = (snapshot.models as unknown as Model[]).filter(({ status }) => status === 'live');
		for (const model of live) this.offer(model);
	}

	/** Offers a model, or another form of one. */
	offer(model: Model): void {
		this.models.set(model.id, taskEntry(model));
	}

	/** Takes a model off the list. */
	withdraw(id: string): void {
		this.models.delete(id);
		this.chat.withdraw(id);
	}

	/** The answer to a GET below `/api/v1/models`. */
	answer(path: string, query: Query): object {
		if (this.now() - this.lastAt < WINDOW_MS) {
			return refusal(429, 'Your call frequency is too high. Please try again later.');
		}
		this.lastAt = this.now();
		const [, id, what] = /^\/api\/v1\/models\/(.+)\/(schema|price|success-rate)$/.exec(path) ?? [];
		if (!id) return success(this.list(query));
		const entry = this.find(decodeURIComponent(id));
		return entry ? success({ model: entry.id, ...this.about(entry, what) }) : refusal(404);
	}

	private entries(): Entry[] {
		const listed = this.chat.all.filter((model) => model.listed);
		return [...this.models.values(), ...listed.map(chatEntry)];
	}

	private find(id: string): Entry | undefined {
		const model = this.chat.all.find((one) => one.id === id);
		return this.models.get(id) ?? (model && chatEntry(model));
	}

	/** Several task types are separated by commas. */
	private list({ taskType, provider, q }: Query): object {
		const wanted = taskType ? String(taskType).split(',') : undefined;
		const found = this.entries().filter(
			(entry) =>
				(!wanted || entry.taskTypes.some((one) => wanted.includes(one))) &&
				(!provider || entry.provider === provider) &&
				(!q || entry.id.includes(String(q))),
		);
		return { total: found.length, models: found.map(listed) };
	}

	private about(entry: Entry, what: string): object {
		if (what === 'schema') return { openapi: entry.openapi() };
		if (what === 'price') return { pricingDesc: entry.price };
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

/** Recorded titles come with blanks too many. */
const listed = (entry: Entry) => ({
	model: entry.id,
	slug: entry.id,
	title: `${entry.title} `,
	provider: entry.provider,
	taskType: entry.taskTypes,
	description: null,
	pricingDesc: entry.price,
});
