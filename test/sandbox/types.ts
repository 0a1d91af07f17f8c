import type { Envelope } from '../facts/endpoints';
import type { Callbacks } from './callbacks';
import type { Chat } from './chat';
import type { Violation } from './contract';
import type { Discovery } from './discovery';
import type { Faults } from './faults';
import type { Files } from './files';
import type { Ledger } from './ledger';
import type { Outcome, Outcomes, PathMatch } from './outcomes';
import type { Tasks } from './tasks';
import type { Upload } from './uploads';

/** One request that reached the sandbox. */
export interface RequestEntry {
	method: string;
	path: string;
	query: Record<string, unknown>;
	headers: Record<string, string | string[] | undefined>;
	/** Parsed JSON body of a POST; absent when it was never read. */
	body?: unknown;
	/** Epoch milliseconds. */
	at: number;
	/** `api` is api.kie.ai together with the upload host; `files` is the host of the results. */
	host: 'api' | 'files';
	/** Epoch milliseconds at which the client went away without the whole answer. */
	disconnectedAt?: number;
	/** Code of the answer's body, when it has one. */
	code?: number;
}

/** A running local Kie.ai. */
export interface Sandbox {
	/** Address of the API and of the upload host, without trailing slash. */
	readonly url: string;
	/** Address of the host that the result links lead to: another origin, as with Kie.ai. */
	readonly filesUrl: string;
	readonly apiKey: string;
	readonly hmacKey: string | undefined;
	readonly tasks: Tasks;
	readonly ledger: Ledger;
	readonly requests: RequestEntry[];
	/** Requests that the documented contract does not allow. */
	readonly violations: Violation[];
	readonly uploads: Upload[];
	readonly faults: Faults;
	readonly outcomes: Outcomes;
	readonly files: Files;
	readonly callbacks: Callbacks;
	readonly discovery: Discovery;
	readonly chat: Chat;
	/** Address of a sample file: `song-1.mp3`, `speech.wav`, `picture.png`, `picture.jpg`, `video.mp4`. */
	fileUrl(name: string): string;
	/** The outcome of the next task submitted to a path. */
	next(match: PathMatch, outcome: Outcome): void;
	/** The outcome of all further tasks of a path. */
	setOutcome(match: PathMatch, outcome: Outcome): void;
	/** What the status endpoint would answer about a task now. */
	record(taskId: string): Envelope;
	/** Requests of a method and path so far. */
	requestsTo(method: string, match: PathMatch): RequestEntry[];
	/** Moves a manual clock on; rejects when the sandbox runs on another clock. */
	advance(ms: number): Promise<void>;
	close(): Promise<void>;
}
