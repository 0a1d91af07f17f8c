import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';

import type { Envelope } from '../facts/endpoints';
import durations from '../facts/durations.json';
import { factRefusal, refusal } from './answers';
import { Callbacks } from './callbacks';
import { Chat } from './chat';
import { ManualClock, systemClock, type Clock } from './clock';
import { problemsOf, type Violation } from './contract';
import { Discovery } from './discovery';
import { FAMILIES, FAMILY_OF_PATH } from './families';
import { Faults } from './faults';
import { Files } from './files';
import { Ledger } from './ledger';
import { matches, Outcomes } from './outcomes';
import { recordOf, tell, type Surroundings } from './records';
import { Upgrades } from './status';
import { judge } from './submit';
import { Tasks, type Body, type Durations, type Task } from './tasks';
import type { RequestEntry, Sandbox } from './types';
import { Uploads } from './uploads';

export interface SandboxOptions {
	/** Port of the API; a free one when left out. */
	port?: number;
	host?: string;
	clock?: Clock;
	/** The only key that is let in. */
	apiKey?: string;
	/** Callbacks are signed with it; unsigned when left out. */
	hmacKey?: string;
	/** Seconds by family, or a factor: 10 makes everything ten times faster. */
	durations?: Durations;
	/** Kie.ai's limit of 20 new tasks in 10 seconds; on when left out. */
	rateLimit?: boolean;
	/** Credits of the account at the start. */
	credits?: number;
	/** Makes task ids repeatable; they are new at every start when left out. */
	seed?: string;
	/** Called with one line per request and task. */
	log?: (line: string) => void;
}

const LIMIT = 20;
const LIMIT_WINDOW_MS = 10_000;
/** The code with which Kie.ai says that a failed task costs nothing. */
const REFUNDED = 531;
const UPGRADE_1080P_SECONDS = 90;

/** Everything the local Kie.ai knows and does, without HTTP. */
export class Kie {
	readonly clock: Clock;
	readonly apiKey: string;
	readonly tasks: Tasks;
	readonly ledger: Ledger;
	readonly files: Files;
	readonly faults = new Faults();
	readonly outcomes = new Outcomes();
	readonly uploads: Uploads;
	readonly callbacks: Callbacks;
	readonly upgrades: Upgrades;
	readonly discovery: Discovery;
	readonly chat: Chat;
	readonly requests: RequestEntry[] = [];
	readonly violations: Violation[] = [];
	filesUrl = '';

	constructor(private readonly options: SandboxOptions) {
		this.clock = options.clock ?? systemClock;
		this.apiKey = options.apiKey ?? 'sandbox-key';
		const now = () => this.clock.now();
		this.files = new Files(now);
		const seed = options.seed ?? randomUUID();
		this.tasks = new Tasks(now, seed);
		this.ledger = new Ledger(options.credits ?? 10_000, now);
		const { clock, ledger, outcomes, violations } = this;
		this.chat = new Chat({ clock, ledger, outcomes, violations, seed });
		this.discovery = new Discovery(now, this.chat.models);
		this.uploads = new Uploads(this.files, () => this.filesUrl, now);
		this.callbacks = new Callbacks(this.clock, options.hmacKey, () => this.around());
		this.upgrades = new Upgrades(this.secondsOf('veo1080p', UPGRADE_1080P_SECONDS));
	}

	around(): Surroundings {
		return { files: this.filesUrl, balance: this.ledger.balance() };
	}

	/** Takes a submission: refuses it, or queues and charges it. */
	submit(path: string, body: Body): Envelope {
		this.checkContract(path, body);
		const outcome = this.outcomes.take(path, body);
		if (outcome.refuse) {
			return refusal(outcome.refuse.code, outcome.refuse.msg, outcome.refuse.data);
		}
		const verdict = judge(path, body, {
			tasks: this.tasks,
			now: this.clock.now(),
			around: this.around(),
			reachable: (url) => this.reachable(url),
		});
		if (verdict.answer) return verdict.answer;
		if (this.tooMany()) return refusal(429);
		const family = FAMILIES[FAMILY_OF_PATH[path]];
		if (this.ledger.balance() < (outcome.credits ?? family.credits)) return refusal(402);
		const seconds = this.secondsOf(family.name, modelSeconds(body) ?? family.seconds);
		const task = this.tasks.add({ path, body, outcome, seconds, ...verdict });
		this.charge(task);
		this.callbacks.schedule(task);
		this.options.log?.(`task ${task.id} ${path} will be ${task.end}`);
		return this.accepted(task);
	}

	/** Books a payment of an endpoint that answers at once. */
	pay(path: string, body: unknown, taskId: string, credits: number): void {
		this.ledger.pay({ taskId, path, body, at: this.clock.now(), credits });
	}

	checkContract(path: string, body: unknown): void {
		const problems = problemsOf(path, body);
		if (problems.length > 0) this.violations.push({ path, body, problems });
	}

	/** Middleware that notes every request. */
	logging(host: RequestEntry['host']) {
		return (req: Request, res: Response, next: () => void): void => {
			const { method, path, headers } = req;
			const query = req.query as Record<string, unknown>;
			const entry: RequestEntry = { method, path, query, headers, at: this.clock.now(), host };
			this.requests.push(entry);
			res.locals.entry = entry;
			res.once('close', () => {
				const isGone = !res.writableFinished && res.locals.broken !== true;
				if (isGone) entry.disconnectedAt = this.clock.now();
				this.options.log?.(`${method} ${path} ${res.statusCode} ${entry.code ?? ''}`.trim());
			});
			next();
		};
	}

	/** What the user of the sandbox gets in hand. */
	handle(url: string, close: () => Promise<void>): Sandbox {
		const { tasks, ledger, requests, violations, faults, outcomes, files, callbacks } = this;
		const { discovery, chat } = this;
		return {
			url,
			filesUrl: this.filesUrl,
			apiKey: this.apiKey,
			hmacKey: this.options.hmacKey,
			uploads: this.uploads.all,
			...{ tasks, ledger, requests, violations, faults, outcomes, files, callbacks, discovery },
			chat,
			fileUrl: (name) => `${this.filesUrl}/media/${name}`,
			next: (match, outcome) => outcomes.next(match, outcome),
			setOutcome: (match, outcome) => outcomes.always(match, outcome),
			record: (taskId) => {
				const task = tasks.get(taskId);
				if (!task) throw new Error(`No task ${taskId}`);
				return recordOf(task, this.clock.now(), this.around());
			},
			requestsTo: (method, match) =>
				requests.filter((one) => one.method === method && matches(match, one.path)),
			advance: async (ms) => {
				if (!(this.clock instanceof ManualClock)) throw new Error('The clock is not a ManualClock');
				await this.clock.advance(ms);
			},
			close,
		};
	}

	private accepted(task: Task): Envelope {
		const { path, endpoint } = task;
		const example = endpoint.successExample;
		if (!example) throw new Error(`No example answer of ${path}`);
		return tell(task, example, false, this.around());
	}

	private charge(task: Task): void {
		const { id, path, body, credits, createdAt: at, endsAt } = task;
		const refunded = !task.good && Number(task.errorCode) === REFUNDED;
		const refundAt = refunded ? endsAt : undefined;
		this.ledger.pay({ taskId: id, path, body, at, credits, refundAt });
	}

	private tooMany(): boolean {
		if (this.options.rateLimit === false) return false;
		const since = this.clock.now() - LIMIT_WINDOW_MS;
		const oldest = this.tasks.all.at(-LIMIT);
		return oldest !== undefined && oldest.createdAt > since;
	}

	private secondsOf(family: keyof Exclude<Durations, number>, usual: number): number {
		const wanted = this.options.durations ?? 1;
		return typeof wanted === 'number' ? usual / wanted : (wanted[family] ?? usual);
	}

	/** Kie.ai's servers reach everything but reserved names and links of ours that lead nowhere. */
	private reachable(url: unknown): boolean {
		if (typeof url !== 'string' || !URL.canParse(url)) return false;
		const { origin, hostname, pathname } = new URL(url);
		if (hostname.endsWith('.invalid')) return false;
		if (origin !== this.filesUrl) return true;
		return pathname.startsWith('/signed/') || this.servable(decodeURIComponent(pathname));
	}

	private servable(path: string): boolean {
		return this.files.deathOf(path) === undefined && this.files.read(path) !== undefined;
	}
}

/** Mean time the recorded tasks of a Market model took. */
function modelSeconds({ model }: Body): number | undefined {
	const times = durations.filter((one) => one.model === model).map(({ seconds }) => seconds);
	return times.length > 0 ? times.reduce((sum, one) => sum + one, 0) / times.length : undefined;
}

/** Refusal of a request without the right key, in the words of the host. */
export function unauthorized(path: string): object {
	return path.startsWith('/api/file-')
		? factRefusal('POST', '/api/file-base64-upload', 'auth')
		: refusal(401);
}
