import { clock, startStopwatch, useClock } from '../../nodes/kie/clock';

describe('a pause on the system clock', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('ends within a second of a stop', async () => {
		const stop = new AbortController();
		const paused = clock.sleep(600_000, stop.signal).then(() => clock.now());
		const start = clock.now();
		await jest.advanceTimersByTimeAsync(5_000);

		stop.abort();
		await jest.advanceTimersByTimeAsync(1_000);

		expect((await paused) - start).toBeLessThanOrEqual(6_000);
	});

	it('lasts as long as it should otherwise', async () => {
		const start = clock.now();
		const paused = clock.sleep(30_000).then(() => clock.now());
		await jest.advanceTimersByTimeAsync(60_000);

		expect((await paused) - start).toBeGreaterThanOrEqual(30_000);
		expect((await paused) - start).toBeLessThan(31_000);
	});
});

describe('a stopwatch', () => {
	afterEach(() => useClock());

	it('stops while the clock of the machine is set back, and goes on from there', () => {
		let now = 100_000;
		useClock({ now: () => now, sleep: async () => await Promise.resolve() });
		const elapsed = startStopwatch();

		now += 5_000;
		expect(elapsed()).toBe(5_000);
		now -= 60_000;
		expect(elapsed()).toBe(5_000);
		now += 1_000;
		expect(elapsed()).toBe(6_000);
	});
});
