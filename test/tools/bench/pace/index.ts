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
};

const RUNS = 3;
const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

async function row(what: string, visitors: Visitor[]): Promise<BenchRow> {
	const tasks = visitors.reduce((sum, one) => sum + one.tasks, 0);
	const ratios: number[] = [];
	const refused: number[] = [];
	const unfair: number[] = [];
	for (let run = 0; run < RUNS; run++) {
		const story = await simulate(visitors);
		const waits = story.visits.map(({ waited }) => waited);
		ratios.push(Math.max(...story.visits.map(({ leftAt }) => leftAt)) / boundOf(visitors));
		refused.push(story.refused / tasks);
		unfair.push(Math.max(...waits) / mean(waits));
	}
	return {
		what,
		value: `${figure(mean(ratios))} × the bound of Kie.ai's pace (${figure(boundOf(visitors))} s)`,
		against: `${figure(mean(refused))} refused per task; the longest wait is ${figure(mean(unfair))} × the mean`,
	};
}

/** Processes that share a key and know nothing of each other, on virtual time. */
export async function rows(): Promise<BenchRow[]> {
	const table: BenchRow[] = [];
	for (const [what, visitors] of Object.entries(STORIES)) table.push(await row(what, visitors));
	return table;
}
