import recorded from '../../../facts/durations.json';
import type { BenchRow } from '../row';
import { type Cost, askEvery, backOff, betterIntervals, meanOf, show } from './cost';
import { idealFor } from './ideal';
import { oursAfter } from './ours';

const GOLDEN_RATIO = 0.618_033_988_75;

/** Numbers from 0 to 1, spread evenly in any stretch of them, the same in every run. */
const spread = (count: number, from = 0) =>
	Array.from({ length: count }, (_, i) => ((i + from) * GOLDEN_RATIO) % 1);

/** One task, and three of the same model before it. */
interface Sequence {
	seconds: number;
	before: number[];
}

async function oursFor(sequences: Sequence[], known: boolean): Promise<Cost> {
	const costs: Cost[] = [];
	for (const { seconds, before } of sequences) {
		costs.push(await oursAfter(known ? before : [], seconds));
	}
	return meanOf(costs);
}

/** What others pay for the same tasks. The ideal knows how those of every group are distributed. */
function others(groups: number[][], ours: Cost): string {
	const all = groups.flat();
	const fixed = INTERVALS.map(
		(interval) => `every ${interval} s: ${show(meanOf(all.map(askEvery(interval))))}`,
	);
	const doubled = `pauses that double: ${show(meanOf(all.map(backOff)))}`;
	const ideal = `ideal: ${show(idealFor(groups, ours.questions))}`;
	return [betterIntervals(all, ours), ...fixed, doubled, ideal].join('; ');
}

const INTERVALS = [3, 5, 10, 30];
const SAMPLES = 100;
const SCATTERED = 96;

/** How far recorded durations of one model lie from each other: their logarithms around the mean of the model. */
function deviations(): number[] {
	const models = new Set(recorded.map(({ model }) => model));
	return [...models].flatMap((name) => {
		const logs = recorded
			.filter(({ model }) => model === name)
			.map(({ seconds }) => Math.log(seconds));
		const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
		const correction = Math.sqrt(logs.length / (logs.length - 1));
		return logs.length > 1 ? logs.map((log) => (log - mean) * correction) : [];
	});
}

/** A recorded task a few percent shorter or longer, so that it falls together with no interval by chance. */
const around = (seconds: number) => spread(SCATTERED).map((share) => seconds * (0.95 + share / 10));

/** A recorded task as the fourth of its model: the three before it lie as far from it as recorded ones do. */
function fourthOfItsModel(recordedSeconds: number): Sequence[] {
	const known = deviations();
	const pick = (share: number) => known[Math.floor(share * known.length)];
	return around(recordedSeconds).map((seconds, i) => {
		const [own, ...before] = spread(4, 4 * i).map(pick);
		return { seconds, before: before.map((other) => seconds * Math.exp(other - own)) };
	});
}

/** All tasks of a model, as far apart as recorded ones, for somebody who knows how they are distributed. */
function ofOneModel(typical: number): number[] {
	const known = deviations();
	const width = Math.sqrt(known.reduce((sum, one) => sum + one ** 2, 0) / known.length);
	const logistic = (share: number) =>
		Math.log(share / (1 - share)) * width * (Math.sqrt(3) / Math.PI);
	return Array.from(
		{ length: SAMPLES },
		(_, i) => typical * Math.exp(logistic((i + 0.5) / SAMPLES)),
	);
}

async function recordedRows(): Promise<BenchRow[]> {
	const tasks = recorded.map(({ seconds }) => seconds);
	const what = `Waiting for the ${tasks.length} recorded tasks`;
	const sequences = tasks.flatMap(fourthOfItsModel);
	const all = tasks.flatMap(around);
	const first = await oursFor(sequences, false);
	const learned = await oursFor(sequences, true);
	const models = tasks.map(ofOneModel);
	return [
		{ what: `${what}: firsts`, value: show(first), against: others([all], first) },
		{ what: `${what}: after three`, value: show(learned), against: others(models, learned) },
	];
}

const DURATIONS = 40;

/** From 5 seconds to 20 minutes. */
const grid = Array.from({ length: DURATIONS }, (_, i) => 5 * 240 ** (i / (DURATIONS - 1)));

/** Real tasks are never exactly as long as planned: from half of the duration to half more. */
const planned = (duration: number): Sequence[] =>
	spread(SAMPLES).map((share, i) => ({
		seconds: duration * (0.5 + share),
		before: spread(3, SAMPLES + 3 * i).map((other) => duration * (0.5 + other)),
	}));

async function gridRow(duration: number): Promise<BenchRow> {
	const sequences = planned(duration);
	const tasks = sequences.map(({ seconds }) => seconds);
	const first = await oursFor(sequences, false);
	const learned = await oursFor(sequences, true);
	return {
		what: `Waiting for tasks of about ${Math.round(duration)} s`,
		value: `first of a model: ${show(first)} (${betterIntervals(tasks, first)})`,
		against: [
			`after three: ${show(learned)} (${betterIntervals(tasks, learned)})`,
			`ideal: ${show(idealFor([tasks], learned.questions))}`,
			`pauses that double: ${show(meanOf(tasks.map(backOff)))}`,
		].join('; '),
	};
}

/** Status questions per task and the delay of its result. */
export async function rows(): Promise<BenchRow[]> {
	const table = await recordedRows();
	for (const duration of grid) table.push(await gridRow(duration));
	return table;
}
