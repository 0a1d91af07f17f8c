import type { Cost } from './cost';

/**
 * The shortest delay that can be had for as many questions (or the fewest more) by somebody who knows beforehand how
 * the durations of every group are distributed, and asks at the best times.
 */
export function idealFor(groups: number[][], questions: number): Cost {
	const sorted = groups.map((group) => [...group].sort((a, b) => a - b));
	let [cheap, dear] = [0, 1_000];
	for (let step = 0; step < 40; step++) {
		const price = (cheap + dear) / 2;
		if (costAt(sorted, price).questions > questions) cheap = price;
		else dear = price;
	}
	return costAt(sorted, dear);
}

/** The best times where a question costs as much as `price` seconds of delay. */
function costAt(groups: number[][], price: number): Cost {
	const costs = groups.map((group) => bestPlan(group, price));
	const tasks = groups.reduce((sum, group) => sum + group.length, 0);
	const total = (of: (cost: Cost) => number) =>
		costs.reduce((sum, cost) => sum + of(cost), 0) / tasks;
	return { questions: total((cost) => cost.questions), delay: total((cost) => cost.delay) };
}

/** Plans backwards: the best way from the moment when the first `i` tasks are over, which begins with a question. */
function bestPlan(times: number[], price: number): Cost {
	const plans: Cost[] = [];
	plans[times.length] = { questions: 0, delay: 0 };
	const worth = ({ questions, delay }: Cost) => questions * price + delay;
	for (let i = times.length - 1; i >= 0; i--) {
		let waited = 0;
		for (let j = i + 1; j <= times.length; j++) {
			if (j > i + 1) waited += (j - 1 - i) * (times[j - 1] - times[j - 2]);
			const next = plans[j];
			const plan = { questions: times.length - i + next.questions, delay: waited + next.delay };
			if (!plans[i] || worth(plan) < worth(plans[i])) plans[i] = plan;
		}
	}
	return plans[0];
}
