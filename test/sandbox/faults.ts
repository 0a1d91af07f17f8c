import { matches, type PathMatch } from './outcomes';

interface Place {
	/** `GET` or `POST`; any when left out. */
	method?: string;
	/** Any path when left out. */
	path?: PathMatch;
	/** How often it happens: once when left out. */
	times?: number;
	/** Matching requests that pass unharmed before it happens. */
	skip?: number;
}

/** `queued`: the request is served (its task queued and paid) before the answer is spoiled. */
interface Spoiled {
	queued?: boolean;
}

/** What can become of the answer of a chat model; it is paid all the same. */
type ChatFault =
	/** An answer without content. */
	| { kind: 'empty' }
	/** Arguments of tools with an empty object glued in front. */
	| { kind: 'glued' }
	/** The answer inside an envelope with code 200. */
	| { kind: 'wrapped' }
	/** Another content type, or none. */
	| { kind: 'contentType'; type?: string }
	/** A stream that breaks after some events (2), or with `end` just stops there. */
	| { kind: 'break'; after?: number; end?: boolean }
	/** A stream whose next event, after some (2), is a refusal. */
	| { kind: 'streamError'; after?: number; code?: number; msg?: string; body?: object }
	/** A stream as one JSON list of its events, as a client of Google's wire has seen it. */
	| { kind: 'chunkList' };

const AFTER_SERVING = [
	...['delay', 'cut', 'empty', 'glued', 'wrapped', 'contentType', 'break', 'streamError'],
	'chunkList',
];

/** A fault on demand. */
export type Fault = Place &
	(
		| ({
				kind: 'code';
				code: number;
				msg?: string;
				data?: unknown;
				headers?: Record<string, string>;
		  } & Spoiled)
		| ({
				kind: 'status';
				status: number;
				body?: unknown;
				headers?: Record<string, string>;
		  } & Spoiled)
		| ({ kind: 'html'; status?: number } & Spoiled)
		| ({ kind: 'malformed' } & Spoiled)
		| ({ kind: 'nullRecord' } & Spoiled)
		| ({ kind: 'hang' } & Spoiled)
		| { kind: 'drop'; when: 'before-reading' | 'before-queueing' | 'after-queueing' }
		| { kind: 'delay'; ms: number }
		/** Half of a file, or of a chat answer, then the connection breaks. */
		| { kind: 'cut' }
		| ChatFault
	);

/** Faults waiting to happen, in the order they were added. */
export class Faults {
	private waiting: Array<{ fault: Fault; skip: number; left: number }> = [];

	add(fault: Fault): void {
		const { skip = 0, times = 1 } = fault;
		this.waiting.push({ fault, skip, left: times });
	}

	clear(): void {
		this.waiting = [];
	}

	/** The fault that shall hit a request, if any. */
	take(method: string, path: string): Fault | undefined {
		const hit = this.waiting.find(
			({ fault, left }) =>
				left > 0 &&
				(fault.method ?? method) === method &&
				(fault.path === undefined || matches(fault.path, path)),
		);
		if (!hit) return undefined;
		if (hit.skip > 0) {
			hit.skip -= 1;
			return undefined;
		}
		hit.left -= 1;
		if (hit.left === 0) this.waiting = this.waiting.filter((one) => one !== hit);
		return hit.fault;
	}
}

/** Whether a fault lets the request be served first. */
export function servesFirst(fault: Fault): boolean {
	if (fault.kind === 'drop') return fault.when === 'after-queueing';
	return AFTER_SERVING.includes(fault.kind) || ('queued' in fault && fault.queued === true);
}
