import { figure } from '../row';

/** What waiting costs, per task. */
export interface Cost {
	/** Status questions. */
	questions: number;
	/** Seconds from finished to returned. */
	delay: number;
}

/** Asks every `interval` seconds. */
export const askEvery =
	(interval: number) =>
	(seconds: number): Cost => {
		const questions = Math.ceil(seconds / interval);
		return { questions, delay: questions * interval - seconds };
	};

/** Doubles its pause from two seconds to a minute, as retry helpers do. */
export function backOff(seconds: number): Cost {
	let time = 0;
	let questions = 0;
	while (time < seconds) time += Math.min(2 ** ++questions, 60);
	return { questions, delay: time - seconds };
}

export function meanOf(costs: Cost[]): Cost {
	const sum = (of: (cost: Cost) => number) =>
		costs.reduce((total, cost) => total + of(cost), 0) / costs.length;
	return { questions: sum((cost) => cost.questions), delay: sum((cost) => cost.delay) };
}

/** Which fixed intervals ask less and answer sooner, in whole seconds. */
export function betterIntervals(durations: number[], cost: Cost): string {
	const better = Array.from({ length: 60 }, (_, i) => i + 1).filter((interval) => {
		const other = meanOf(durations.map(askEvery(interval)));
		return other.questions <= cost.questions && other.delay <= cost.delay;
	});
	return better.length > 0
		? `every ${better.join(', ')} s is better in both`
		: 'no fixed interval is better in both';
}

export const show = ({ questions, delay }: Cost): string =>
	`${figure(questions)} questions, ${figure(delay)} s late`;
