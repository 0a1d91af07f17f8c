import { useClock } from '../../nodes/kie/clock';
import { SharedRateLimiter } from '../../nodes/kie/sharedRateLimiter';
import { ManualClock } from '../sandbox/clock';

let clock: ManualClock;
beforeEach(() => {
	useClock((clock = new ManualClock(1e12)));
	// The random pauses are the same in every run.
	let seed = 1;
	jest
		.spyOn(Math, 'random')
		.mockImplementation(() => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647);
});
afterEach(() => {
	jest.restoreAllMocks();
	useClock();
});

const WINDOW = 10_000;

/** Kie.ai's window. */
function gate() {
	const taken: number[] = [];
	const take = () => {
		const isFree = (taken.at(-20) ?? 0) <= clock.now() - WINDOW;
		if (isFree) taken.push(clock.now());
		return isFree;
	};
	return { taken, take };
}

interface Way {
	/** Milliseconds until the answer is there, after Kie.ai counted the request. */
	back?: number;
	/** The pause that refusals name. */
	named?: number;
}

/** Starts so many tasks, each as often as it is refused, and gives the times of all requests. */
function startAll(
	limiter: SharedRateLimiter,
	tasks: number,
	take: () => boolean,
	{ back = 0, named }: Way = {},
) {
	const asked: number[] = [];
	const started: number[] = [];
	const one = async (): Promise<void> => {
		const start = await limiter.acquire();
		asked.push(clock.now());
		await clock.sleep(100);
		const isTaken = take();
		if (isTaken) started.push(clock.now());
		await clock.sleep(back);
		if (isTaken) return start.accept();
		start.refuse(named);
		await one();
	};
	for (let i = 0; i < tasks; i++) void one();
	return { asked, started };
}

const pass = async (seconds: number) => {
	for (let i = 0; i < seconds * 4; i++) await clock.advance(250);
};

describe('the pace of paid requests', () => {
	it('is all that Kie.ai takes for a process that is alone', async () => {
		const { taken, take } = gate();
		const { asked } = startAll(new SharedRateLimiter(), 100, take);

		await pass(1);
		expect(taken).toHaveLength(20);

		await pass(40.75);
		expect(taken).toHaveLength(100);
		expect(asked).toHaveLength(100);
	});

	it('knows that an answer is on its way after Kie.ai counted the request', async () => {
		const { taken, take } = gate();
		const { asked } = startAll(new SharedRateLimiter(), 60, take, { back: 300 });

		await pass(24);

		expect(asked).toHaveLength(60);
		expect(taken[20] - taken[0]).toBeLessThan(WINDOW + 300);
	});

	it.each([
		[2, 0.08],
		[4, 0.13],
		[8, 0.18],
	])('is shared by %i processes that know nothing of each other', async (count, refusals) => {
		const { taken, take } = gate();
		const runs = Array.from({ length: count }, () => startAll(new SharedRateLimiter(), 400, take));

		await pass(240);

		const shares = runs.map(({ started }) => started.length);
		const refused = runs.reduce((sum, { asked }) => sum + asked.length, 0) - taken.length;
		expect(taken.length).toBeGreaterThan(0.95 * 480);
		expect(refused).toBeLessThan(refusals * taken.length);
		expect(Math.min(...shares)).toBeGreaterThan(taken.length / count / 2);
	});

	it('is not lost by a single refusal to a process that is alone', async () => {
		const { taken, take } = gate();
		let count = 0;
		startAll(new SharedRateLimiter(), 200, () => ++count !== 25 && take());

		await pass(93);

		expect(taken.length).toBeGreaterThanOrEqual(199);
	});

	it('is given in part to a process that comes later', async () => {
		const { taken, take } = gate();
		const busy = new SharedRateLimiter();
		for (let task = 0; task < 20; task++) {
			startAll(busy, 1, take);
			await pass(0.5);
		}
		startAll(busy, 2_000, take);
		const { asked, started } = startAll(new SharedRateLimiter(), 2_000, take);

		await pass(600);

		expect(taken.length).toBeGreaterThan(0.95 * 1_200);
		expect(started.length).toBeGreaterThan(0.15 * taken.length);
		expect(asked.length).toBeLessThan(1.1 * started.length);
	});

	it('is not tried more often because refusals name a short pause', async () => {
		const { taken, take } = gate();
		const start = () => startAll(new SharedRateLimiter(), 400, take, { named: 2_000 });
		const runs = [start(), start()];

		await pass(240);

		const refused = runs.reduce((sum, { asked }) => sum + asked.length, 0) - taken.length;
		expect(taken.length).toBeGreaterThan(0.9 * 480);
		expect(refused).toBeLessThan(0.1 * taken.length);
	});

	it('comes back to all of it when the others are gone', async () => {
		const { taken, take } = gate();
		startAll(new SharedRateLimiter(), 60, take);
		const { started } = startAll(new SharedRateLimiter(), 400, take);
		await pass(120);
		const [before, own] = [taken.length, started.length];

		await pass(60);

		expect(started.length - own).toBe(taken.length - before);
		expect(started.length - own).toBeGreaterThanOrEqual(110);
	});

	it('obeys the pause that a refusal names', async () => {
		const limiter = new SharedRateLimiter();
		const { asked } = startAll(limiter, 5, () => true);
		await pass(1);
		(await limiter.acquire()).refuse(17_000);
		startAll(limiter, 5, () => asked.push(clock.now()) > 0);
		const known = asked.length;

		await pass(16);
		expect(asked).toHaveLength(known);

		await pass(4);
		expect(asked.length).toBeGreaterThan(known);
	});

	it.each([86_400_000, Infinity])('is never paused for long: not for %p ms', async (pause) => {
		const limiter = new SharedRateLimiter();
		(await limiter.acquire()).refuse(pause);
		const { started } = startAll(limiter, 1, () => true);

		await pass(70);

		expect(started).toHaveLength(1);
	});

	it('does not wait for answers that take minutes', async () => {
		const limiter = new SharedRateLimiter();
		let started = 0;
		for (let i = 0; i < 40; i++) void limiter.acquire().then(() => started++);

		await pass(60);

		expect(started).toBe(40);
	});

	it.each([-3_600_000, -5_000, 3_600_000])(
		'survives a clock that is set by %i ms',
		async (jump) => {
			const { asked } = startAll(new SharedRateLimiter(), 100, () => true);
			await pass(15);
			const { now } = clock;
			clock.now = () => now.call(clock) + jump;

			await pass(60);

			expect(asked).toHaveLength(100);
		},
	);

	it('takes no start of one who does not want it any more when its turn comes', async () => {
		const limiter = new SharedRateLimiter();
		let refused = 0;
		for (let i = 0; i < 200; i++) {
			const refuse = () => {
				throw new Error('no longer wanted');
			};
			void limiter.acquire(undefined, refuse).catch(() => refused++);
		}

		await pass(0.25);

		expect(refused).toBe(200);
		await expect(limiter.acquire()).resolves.toBeDefined();
	});

	it('ends for one who stops, and for nobody else', async () => {
		const limiter = new SharedRateLimiter();
		startAll(limiter, 20, () => true);
		const stop = new AbortController();
		const stopped = limiter.acquire(stop.signal).catch((error: Error) => error.message);
		const next = limiter.acquire().then(() => clock.now());
		await pass(5);

		stop.abort();

		expect(await stopped).toContain('stopped');
		await pass(10);
		expect(await next).toBeGreaterThan(1e12);
		await expect(limiter.acquire(stop.signal)).rejects.toThrow();
	});
});
