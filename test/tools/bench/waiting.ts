import { type Clock, useClock } from '../../../nodes/kie/clock';
import type { KieConnection } from '../../../nodes/kie/transport';
import { pollUntilFinished } from '../../../nodes/kie/tasks/poll';
import { type BenchRow, figure } from './row';

const DURATIONS = [5, 60, 300, 1200];
const INTERVALS = [3, 5, 10, 30];
const SAMPLES = 499;
const GOLDEN_RATIO = 0.618_033_988_75;
/**
 * Real tasks are never exactly as long as planned: each duration is spread evenly over half of itself to half more,
 * in steps that fall together with no interval.
 */
const SPREAD = Array.from({ length: SAMPLES }, (_, i) => 0.5 + ((i * GOLDEN_RATIO) % 1));

interface Cost {
	/** Status questions per task. */
	questions: number;
	/** Seconds from finished to returned. */
	delay: number;
}

/** Time for a single sleeper: a pause is over at once and the clock has moved on. */
function singleSleeper(): Clock {
	let time = 0;
	return {
		now: () => time,
		sleep: async (ms) => {
			time += Math.max(0, ms);
		},
	};
}

async function ours(seconds: number): Promise<Cost> {
	const clock = singleSleeper();
	useClock(clock);
	let questions = 0;
	const finishedAt = seconds * 1000;
	const connection: KieConnection = {
		hosts: { api: '', upload: '' },
		keyId: '',
		send: async () => {
			questions++;
			const status = clock.now() >= finishedAt ? 'SUCCESS' : 'PENDING';
			return { statusCode: 200, headers: {}, body: { code: 200, data: { status } } };
		},
	};
	await pollUntilFinished(
		connection,
		{ taskId: 'task', family: 'music' },
		{ timeLimit: 3_600_000, justStarted: true, onQuestion: () => {} },
	);
	useClock();
	return { questions, delay: (clock.now() - finishedAt) / 1000 };
}

const fixed = (seconds: number, interval: number): Cost => {
	const questions = Math.ceil(seconds / interval);
	return { questions, delay: questions * interval - seconds };
};

async function mean(
	duration: number,
	cost: (seconds: number) => Cost | Promise<Cost>,
): Promise<Cost> {
	const total: Cost = { questions: 0, delay: 0 };
	for (const factor of SPREAD) {
		const { questions, delay } = await cost(duration * factor);
		total.questions += questions / SPREAD.length;
		total.delay += delay / SPREAD.length;
	}
	return total;
}

const show = ({ questions, delay }: Cost) =>
	`${figure(questions)} questions, ${figure(delay)} s late`;

/** Status questions per task and the delay of its result, next to loops with a fixed interval. */
export async function rows(): Promise<BenchRow[]> {
	const table: BenchRow[] = [];
	for (const duration of DURATIONS) {
		const cost = await mean(duration, ours);
		const others = [];
		for (const interval of INTERVALS) {
			const other = await mean(duration, (seconds) => fixed(seconds, interval));
			const beats = other.questions <= cost.questions && other.delay <= cost.delay;
			others.push(`every ${interval} s: ${show(other)}${beats ? ' (better in both)' : ''}`);
		}
		table.push({
			what: `Waiting for a task of ${duration} s`,
			value: show(cost),
			against: others.join('; '),
		});
	}
	return table;
}
