import { resetMemories } from '../../../nodes/kie/boundedMap';
import { clock, useClock } from '../../../nodes/kie/clock';
import { expectationOf } from '../../../nodes/kie/tasks/durations';
import { pollUntilFinished } from '../../../nodes/kie/tasks/poll';
import { type KnownTask, TaskTiming } from '../../../nodes/kie/tasks/timing';
import type { KieConnection } from '../../../nodes/kie/transport';
import { VirtualClock } from '../../support/virtual-clock';

const MODEL = 'wan/2-7-image';

interface Story {
	seconds: number;
	end?: 'success' | 'fail';
	/** What the record says of its times, where that is not the truth. */
	record?: object;
}

/** Waits for a task, and gives the times of the questions in seconds since its start. */
async function wait(
	{ seconds, end = 'success', record = {} }: Story,
	known: KnownTask = { startedAt: clock.now(), model: MODEL },
): Promise<number[]> {
	const createTime = known.startedAt ?? clock.now();
	const completeTime = createTime + seconds * 1000;
	const asked: number[] = [];
	const connection: KieConnection = {
		hosts: { api: '', upload: '' },
		keyId: '',
		send: async () => {
			asked.push((clock.now() - createTime) / 1000);
			const isOver = clock.now() >= completeTime;
			const data = isOver
				? { state: end, resultJson: '{"answer":"yes"}', createTime, completeTime, ...record }
				: { state: 'generating', createTime, param: `{"model":"${MODEL}"}`, ...record };
			return await Promise.resolve({ statusCode: 200, headers: {}, body: { code: 200, data } });
		},
	};
	const task = { taskId: 'task', family: 'market' as const };
	const options = { timeLimit: 7_200_000, onQuestion: () => {}, ...known };
	await pollUntilFinished(connection, task, options).catch((error: Error) => {
		if (end === 'success') throw error;
	});
	return asked;
}

const usual = () => expectationOf('market');
const learned = () => expectationOf('market', MODEL);

async function learn(...seconds: number[]): Promise<void> {
	for (const one of seconds) await wait({ seconds: one });
}

beforeEach(() => {
	useClock(new VirtualClock());
	resetMemories();
});
afterEach(() => useClock());

describe('how long tasks take', () => {
	it('is what is usual in the family, until three tasks of the model are finished', async () => {
		await learn(300, 320);
		expect(learned()).toEqual(usual());

		await learn(400);

		expect(learned()).toMatchObject({ earliest: 180_000, typical: 320_000 });
		expect(expectationOf('market', 'another-model')).toEqual(usual());
		expect(expectationOf('music', MODEL)).not.toEqual(learned());
	});

	it('makes the fourth task cheaper: no question before 0.6 of the shortest, and fewer then', async () => {
		const first = await wait({ seconds: 300 });
		await learn(300, 300);

		const fourth = await wait({ seconds: 300 });

		expect(fourth[0]).toBeGreaterThanOrEqual(0.6 * 300 * 0.94);
		expect(fourth.length).toBeLessThan(first.length / 2);
	});

	it('is forgotten after ten others', async () => {
		await learn(20, ...Array.from({ length: 10 }, () => 200));

		expect(learned()).toMatchObject({ earliest: 120_000, typical: 200_000 });
	});

	it('does not come from failures, which only tell how soon a task can be over', async () => {
		await learn(200, 200);
		await wait({ seconds: 10, end: 'fail' });
		expect(learned()).toEqual(usual());

		await learn(200);

		expect(learned().typical).toBe(200_000);
		expect(learned().earliest).toBeLessThan(10_000);
	});

	it.each([
		['a thousand years', { createTime: 1, completeTime: 4e13 }],
		['less than nothing', { createTime: 9e12, completeTime: 1 }],
		['no time at all', { createTime: 5e12, completeTime: 5e12 }],
		['words', { createTime: 'soon', completeTime: 'later' }],
	])('is not believed beyond what was seen: a record of %s', async (_, record) => {
		for (let i = 0; i < 3; i++) await wait({ seconds: 100, record });

		expect(learned().typical).toBeGreaterThan(90_000);
		expect(learned().typical).toBeLessThan(110_000);
		expect(learned().earliest).toBeGreaterThan(54_000);
	});

	it('is not learned from tasks that were finished long before they were asked about', async () => {
		const record = { createTime: null, completeTime: null };
		for (let i = 0; i < 3; i++) {
			const startedAt = clock.now() - 86_400_000;
			await wait({ seconds: 100, record }, { startedAt, model: MODEL });
		}

		expect(learned()).toEqual(usual());
	});

	it('is not learned while the machine sleeps', async () => {
		await learn(100, 100, 100);
		const record = { createTime: null, completeTime: null };
		const startedAt = clock.now();
		const timing = new TaskTiming({ taskId: 't', family: 'market' }, { startedAt, model: MODEL });
		for (let i = 0; i < 10; i++) {
			timing.note({ state: 'pending', statusWord: '', record }, 60_000);
			const outcome = { files: [] };
			timing.note({ state: 'success', statusWord: '', outcome, record }, 8 * 3_600_000);
		}

		expect(learned().typical).toBe(100_000);
	});

	it('is not learned from tasks that somebody else started', async () => {
		for (let i = 0; i < 3; i++) await wait({ seconds: 100 }, {});

		expect(learned()).toEqual(usual());
	});
});

describe('a task that was not started just now', () => {
	it('is asked about at once, and then as one of its model and age', async () => {
		await learn(300, 300, 300);
		const asked = await wait({ seconds: 300 }, {});

		expect(asked[0]).toBe(0);
		expect(asked[1]).toBeGreaterThanOrEqual(0.6 * 300 * 0.94);
	});

	it.each([
		['in the future', { createTime: Date.now() + 9e9 }],
		['ages ago', { createTime: 1 }],
		['nobody knows when', { createTime: null }],
	])('is asked about soon when its record says that it began %s', async (_, record) => {
		await learn(300, 300, 300);

		const asked = await wait({ seconds: 20, record }, {});

		expect(asked[1]).toBeLessThan(20);
	});

	it('and is rejoined by its node: its age counts from its start', async () => {
		await learn(300, 300, 300);
		const startedAt = clock.now() - 290_000;

		const asked = await wait({ seconds: 300 }, { startedAt, model: MODEL });

		expect(asked[asked.length - 1]).toBeLessThan(315);
	});
});

describe('a clock that jumps', () => {
	/** Sleeps as long as it should, and is set by `jumps` seconds at its second pause. */
	function jumping(jump: number) {
		let time = 1e12;
		let pauses = 0;
		const sleep = async (ms: number) => {
			time += ms + (++pauses === 2 ? jump * 1000 : 0);
			return await Promise.resolve();
		};
		useClock({ now: () => time, sleep });
	}

	it.each([-86_400, -100, 100])(
		'by %i s costs neither the wait nor the knowledge',
		async (jump) => {
			await learn(300, 300, 300);
			jumping(jump);
			let questions = 0;
			const connection: KieConnection = {
				hosts: { api: '', upload: '' },
				keyId: '',
				send: async () => {
					const data = {
						state: ++questions < 5 ? 'generating' : 'success',
						resultJson: '{"answer":"yes"}',
					};
					return await Promise.resolve({ statusCode: 200, headers: {}, body: { code: 200, data } });
				},
			};
			const known = { startedAt: clock.now(), model: MODEL };
			const options = { timeLimit: 3_600_000, onQuestion: () => {}, ...known };

			await pollUntilFinished(connection, { taskId: 't', family: 'market' }, options);

			expect(questions).toBe(5);
			expect(learned().typical).toBe(300_000);
			expect(learned().earliest).toBeGreaterThan(60_000);
		},
	);

	it('never makes a pause longer than half a minute after the earliest end', () => {
		const startedAt = clock.now() + 1e12;
		const timing = new TaskTiming({ taskId: 't', family: 'market' }, { startedAt });

		for (const elapsed of [0, 1, 1e3, 1e5, 1e7, 1e12]) {
			expect(timing.delay(elapsed)).toBeGreaterThan(0);
			expect(timing.delay(elapsed)).toBeLessThanOrEqual(30_000);
		}
	});
});
