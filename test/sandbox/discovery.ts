import type { Model } from '../../nodes/kie/catalogue/model';
import snapshot from '../../nodes/kie/catalogue/snapshot.json';
import { refusal, success } from './answers';
import type { ChatModels } from './chat/models';
import { chatEntry, OMNI_ENTRIES, taskEntry, type Entry } from './entries';

const WINDOW_MS = 1_000;
const BUCKET_MS = 10 * 60_000;
const BUCKETS = 144;

type Query = Record<string, unknown>;

/** What Kie.ai says about its models: list, schema, price and success rate, one question per second in all. */
export class Discovery {
	/** Whether the list names the two models that start no task, as Kie.ai's own does. */
	listsOmni = false;

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
		const omni = this.listsOmni ? OMNI_ENTRIES : [];
		return [...this.models.values(), ...omni, ...listed.map(chatEntry)];
	}

	private find(id: string): Entry | undefined {
		const model = this.chat.all.find((one) => one.id === id);
		const omni = OMNI_ENTRIES.find((one) => one.id === id);
		return this.models.get(id) ?? omni ?? (model && chatEntry(model));
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
