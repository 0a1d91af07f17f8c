/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import http from 'node:http';

import { ManualClock } from '../sandbox/clock';

type Watched = typeof http.request & { inFlight?: number };

/**
 * Counts the HTTP requests of this process that have no complete answer yet. The count stands with the function that is
 * counted: Jest loads this file anew for every test file, but Node.js has one `http` for all of them.
 */
function watchRequests(): void {
	const original = http.request as Watched;
	if (original.inFlight !== undefined) return;
	const watched = ((...args: Parameters<typeof http.request>) => {
		count(1);
		return original(...args).once('close', () => count(-1));
	}) as Watched;
	const count = (more: number) => (watched.inFlight = requestsInFlight() + more);
	http.request = watched;
	count(0);
}

const requestsInFlight = (): number => (http.request as Watched).inFlight ?? 0;

/** What Node.js does in other threads, such as reading a file, and says in a later turn. */
const IN_THREADS = /^(FSReq|GetAddrInfo)/;

const threadsWork = (): boolean =>
	process.getActiveResourcesInfo().some((kind) => IN_THREADS.test(kind));

/** Turns of the event loop that code without timers needs to get to its next pause or request. */
const TURNS = 12;

const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Time that passes only when everybody sleeps: the moment no HTTP request is under way but those that a server holds, and
 * no file is being read or written, it jumps to the next wake-up. Tests with it are fast and do not depend on the speed of the machine.
 */
export class VirtualClock extends ManualClock {
	private running = false;

	/** Requests whose server sleeps. */
	private held = 0;

	constructor(start?: number) {
		super(start);
		watchRequests();
	}

	override async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		const slept = super.sleep(ms, signal);
		void this.run();
		await slept;
	}

	/** Sleeps too, so that all others are woken on the way. */
	override async advance(ms: number): Promise<void> {
		await this.sleep(ms);
	}

	/** A pause of a server before it answers: its request counts as asleep too. */
	async hold(ms: number, signal?: AbortSignal): Promise<void> {
		this.held++;
		await this.sleep(ms, signal);
		this.held--;
	}

	private async nothingGoesOn(): Promise<void> {
		for (let quiet = 0; quiet < TURNS; quiet++) {
			await turn();
			if (requestsInFlight() > this.held || threadsWork()) quiet = -1;
		}
	}

	private async run(): Promise<void> {
		if (this.running) return;
		this.running = true;
		while (this.next()) {
			await this.nothingGoesOn();
			this.wakeNext();
		}
		this.running = false;
	}
}
