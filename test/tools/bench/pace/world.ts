import { useClock } from '../../../../nodes/kie/clock';
import { SharedRateLimiter } from '../../../../nodes/kie/sharedRateLimiter';
import { ManualClock } from '../../../sandbox/clock';

/** One n8n process that comes at a time, with so many tasks to start. */
export interface Visitor {
	comesAt: number;
	tasks: number;
}

export interface Visit {
	/** Seconds. */
	waited: number;
	leftAt: number;
}

const LIMIT = 20;
const WINDOW_MS = 10_000;

/** Kie.ai's limit, which counts what it takes. */
class Gate {
	refused = 0;

	private readonly taken: number[] = [];

	takes(now: number): boolean {
		const isFree = (this.taken.at(-LIMIT) ?? -Infinity) <= now - WINDOW_MS;
		if (isFree) this.taken.push(now);
		else this.refused++;
		return isFree;
	}
}

/** Between n8n and Kie.ai: 50 to 150 milliseconds there, and as many back. */
const onTheWay = () => 50 + Math.random() * 100;

/** All processes share a key and know nothing of each other; what Kie.ai refuses they start again. */
export async function simulate(visitors: Visitor[]): Promise<{ visits: Visit[]; refused: number }> {
	const clock = new ManualClock(0);
	useClock(clock);
	const gate = new Gate();
	const startOne = async (limiter: SharedRateLimiter): Promise<void> => {
		for (;;) {
			const start = await limiter.acquire();
			await clock.sleep(onTheWay());
			const isTaken = gate.takes(clock.now());
			await clock.sleep(onTheWay());
			if (isTaken) return start.accept();
			start.refuse();
		}
	};
	const visit = async ({ comesAt, tasks }: Visitor): Promise<Visit> => {
		await clock.sleep(comesAt * 1000);
		const limiter = new SharedRateLimiter();
		await Promise.all(Array.from({ length: tasks }, async () => await startOne(limiter)));
		const leftAt = clock.now() / 1000;
		return { waited: leftAt - comesAt, leftAt };
	};
	let over = false;
	const visits = Promise.all(visitors.map(visit)).finally(() => (over = true));
	while (!over) await clock.advance(250);
	useClock();
	return { visits: await visits, refused: gate.refused };
}

/** When the last task could have been started if all processes knew of each other, in seconds. */
export function boundOf(visitors: Visitor[]): number {
	const starts: number[] = [];
	for (const { comesAt, tasks } of [...visitors].sort((a, b) => a.comesAt - b.comesAt)) {
		for (let i = 0; i < tasks; i++) {
			const free = (starts.at(-LIMIT) ?? -Infinity) + WINDOW_MS / 1000;
			starts.push(Math.max(comesAt, free, starts.at(-1) ?? 0));
		}
	}
	return starts.at(-1) ?? 0;
}
