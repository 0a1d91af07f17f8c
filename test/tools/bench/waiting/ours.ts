import { resetMemories } from '../../../../nodes/kie/boundedMap';
import { type Clock, clock, useClock } from '../../../../nodes/kie/clock';
import { pollUntilFinished } from '../../../../nodes/kie/tasks/poll';
import type { KieConnection } from '../../../../nodes/kie/transport';
import type { Cost } from './cost';

/** Time for a single sleeper: a pause is over at once and the clock has moved on. */
function singleSleeper(): Clock {
	let time = Date.parse('2026-01-01');
	return {
		now: () => time,
		sleep: async (ms) => {
			time += Math.max(0, ms);
		},
	};
}

/** Kie.ai with one task of a Market model. */
function kieWith(createTime: number, completeTime: number) {
	const connection: KieConnection & { questions: number } = {
		questions: 0,
		hosts: { api: '', upload: '' },
		keyId: '',
		send: async () => {
			connection.questions++;
			const data =
				clock.now() >= completeTime
					? { state: 'success', resultJson: '{"answer":"yes"}', createTime, completeTime }
					: { state: 'generating', createTime };
			return { statusCode: 200, headers: {}, body: { code: 200, data } };
		},
	};
	return connection;
}

async function waitFor(seconds: number): Promise<Cost> {
	const startedAt = clock.now();
	const end = startedAt + seconds * 1000;
	const connection = kieWith(startedAt, end);
	await pollUntilFinished(
		connection,
		{ taskId: 'task', family: 'market' },
		{ timeLimit: 7_200_000, startedAt, model: 'model', onQuestion: () => {} },
	);
	return { questions: connection.questions, delay: (clock.now() - end) / 1000 };
}

/** What the wait for the last task costs after those before it, in a process that knows nothing else. */
export async function oursAfter(before: number[], seconds: number): Promise<Cost> {
	useClock(singleSleeper());
	resetMemories();
	for (const one of before) await waitFor(one);
	return await waitFor(seconds).finally(() => useClock());
}
