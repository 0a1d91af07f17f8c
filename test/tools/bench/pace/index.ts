import { type BenchRow, figure } from '../row';
import { type Visitor, boundOf, simulate } from './world';

const together = (processes: number, tasks: number): Visitor[] =>
	Array.from({ length: processes }, () => ({ comesAt: 0, tasks }));

const after = (...visitors: Array<[comesAt: number, tasks: number]>): Visitor[] =>
	visitors.map(([comesAt, tasks]) => ({ comesAt, tasks }));

const STORIES: Record<string, Visitor[]> = {
	'1 process, 100 tasks': together(1, 100),
	'2 processes, 40 tasks each': together(2, 40),
	'3 processes, 60 tasks each': together(3, 60),
	'8 processes, 40 tasks each': together(8, 40),
	'16 processes, 40 tasks each': together(16, 40),
	'2 processes, one comes later': after([0, 200], [33, 100]),
	'4 processes that come and go': after([0, 100], [20, 100], [45, 60], [70, 40]),
	'16 processes, one every 7 s': Array.from({ length: 16 }, (_, i) => ({
		comesAt: 7 * i,
		tasks: 40,
	})),
	'2 processes within 1.3 s': after([0, 60], [1.3, 60]),
	'4 processes within 2 s': after([0, 60], [0.7, 60], [1.1, 60], [2, 60]),
};

const RUNS = 10;
const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

interface Measured {
	/** The time that all took, times the bound. */
	ratio: number;
	/** Submissions that Kie.ai refused, per task. */
	refused: number;
	/** The longest wait of a process, times the mean one. */
	unfair: number;
}

const meanOf = (all: Measured[]): Measured => ({
	ratio: mean(all.map(({ ratio }) => ratio)),
	refused: mean(all.map(({ refused }) => refused)),
	unfair: mean(all.map(({ unfair }) => unfair)),
});

async function measure(visitors: Visitor[]): Promise<Measured> {
	const { visits, refused } = await simulate(visitors);
	const waits = visits.map(({ waited }) => waited);
	return {
		ratio: Math.max(...visits.map(({ leftAt }) => leftAt)) / boundOf(visitors),
		refused: refused / visitors.reduce((sum, { tasks }) => sum + tasks, 0),
		unfair: Math.max(...waits) / mean(waits),
	};
}

async function often<T>(run: () => Promise<T>): Promise<T[]> {
	const results: T[] = [];
	for (let count = 0; count < RUNS; count++) results.push(await run());
	return results;
}

const row = (what: string, { ratio, refused, unfair }: Measured, bound = ''): BenchRow => ({
	what,
	value: `${figure(ratio)} × the bound of Kie.ai's pace${bound}`,
	against: `${figure(refused)} refused per task; the longest wait is ${figure(unfair)} × the mean`,
});

/** A process with little to do comes to one that has the whole pace, and has much to do for a long time. */
async function latecomer(): Promise<BenchRow> {
	const visitors = after([0, 1000], [20, 40]);
	const waits = await often(async () => (await simulate(visitors)).visits[1].waited);
	return {
		what: '40 tasks that come to 1,000 others',
		value: `${figure(mean(waits))} s`,
		against: 'with half of the pace from the start: 30 s',
	};
}

/** Processes that share a key and know nothing of each other, on virtual time. */
export async function rows(): Promise<BenchRow[]> {
	const table: BenchRow[] = [];
	const shared: Measured[] = [];
	for (const [what, visitors] of Object.entries(STORIES)) {
		const measured = meanOf(await often(async () => await measure(visitors)));
		if (visitors.length > 1) shared.push(measured);
		table.push(row(what, measured, ` (${figure(boundOf(visitors))} s)`));
	}
	return [...table, row('mean of those with several', meanOf(shared)), await latecomer()];
}
