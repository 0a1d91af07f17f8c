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
		/** Half of a file, then the connection breaks. */
		| { kind: 'cut' }
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
		return hit.fault;
	}
}

/** Whether a fault lets the request be served first. */
export function servesFirst(fault: Fault): boolean {
	if (fault.kind === 'drop') return fault.when === 'after-queueing';
	if (fault.kind === 'delay' || fault.kind === 'cut') return true;
	return fault.queued ?? false;
}
