import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { clock } from '../../kie/clock';
import { asRecords, number, text } from '../../kie/json';
import type { KieFile } from '../../kie/types';
import { type Outcome, hasFailed } from '../../kie/outcome';
import { isPaid } from '../actions/operation';
import type { ResultItem } from '../../results/delivery';
import type { Job, Run } from './job';
import type { Hint } from './outputHints';

interface Made {
	job: Job;
	items: ResultItem[];
}

/** Says above the output what was made, and what to know before the next run: two lines at most. */
export function showHints(
	run: Run,
	jobs: Array<Outcome<Job>>,
	outcomes: Array<Outcome<ResultItem[]>>,
): void {
	const made = jobs.flatMap((job, i): Made[] => {
		const outcome = outcomes[i];
		return hasFailed(job) || hasFailed(outcome) ? [] : [{ job: job.value, items: outcome.value }];
	});
	const results = made.filter(({ job }) => makesSomething(job));
	const hints = [summarize(run, results), noticeFor(run) ?? adviceFor(run.context, results)];
	hints.forEach((hint) => hint && run.hints.show(hint));
}

const makesSomething = ({ operation }: Job): boolean =>
	isPaid(operation) || (operation.kind === 'poll' && operation.until === 'finished');

/** `Made 2 audio files in 1 min 35 s for 12 credits; the links work until 2026-12-10`. */
function summarize({ startedAt }: Run, made: Made[]): Hint | undefined {
	if (made.length === 0) return undefined;
	const tasks = made.map(({ items }) => items[0]?.json ?? {});
	const running = tasks.filter(({ status }) => status === 'pending').length;
	if (running > 0) {
		const message = `${count(running, 'task')} at work; Task > Wait brings the result`;
		return { message };
	}
	const files = made.flatMap(({ items }) => items.flatMap(({ json }) => asRecords(json.files)));
	const hasLinks = files.length > 0;
	const what = hasLinks ? countFiles(files as unknown as KieFile[]) : count(tasks.length, 'result');
	const time = duration(clock.now() - startedAt);
	const expiry = hasLinks ? expiryOf(tasks) : '';
	return { message: `Made ${what} in ${time}${costOf(tasks)}${expiry}` };
}

function costOf(tasks: IDataObject[]): string {
	const prices = tasks.map(({ creditsConsumed }) => number(creditsConsumed));
	const known = prices.filter((price) => price !== undefined);
	if (known.length === 0) return '';
	const sum = Number(known.reduce((total, price) => total + price, 0).toFixed(3));
	return ` for ${known.length < prices.length ? 'at least ' : ''}${count(sum, 'credit')}`;
}

/** The first that expire. */
function expiryOf(tasks: IDataObject[]): string {
	const [first] = tasks.flatMap(({ expiresAt }) => text(expiresAt) ?? []).sort();
	const date = new Date(first ?? NaN);
	if (Number.isNaN(date.getTime())) return '';
	return `; the links work until ${date.toISOString().slice(0, 10)}`;
}

/** What the user has to know of this run. */
function noticeFor({ submissions, files }: Run): Hint | undefined {
	const { pickedUp } = submissions;
	if (files.incomplete) {
		const message = 'Some files could not be downloaded; their items have the links and say why';
		return { message, type: 'warning' };
	}
	if (pickedUp === 0) return undefined;
	const which = pickedUp === 1 ? 'the task' : `the ${pickedUp} tasks`;
	const message = `Continued ${which} of the run before, without paying again; change any value to make a new one`;
	return { message };
}

/** n8n pins no output that has files in it. */
function adviceFor(context: IExecuteFunctions, made: Made[]): Hint | undefined {
	const paid = made.filter(({ job }) => isPaid(job.operation));
	if (context.getMode() !== 'manual' || paid.length === 0) return undefined;
	const items = paid.flatMap((one) => one.items);
	if (!items.some(({ binary }) => binary)) {
		return { message: 'Pin this output to build on it without paying again' };
	}
	if (!items.some(({ json }) => json.taskId)) return undefined;
	const message =
		'Running this step again costs credits again; Task > Wait with the task ID brings the same result for free';
	return { message };
}

const NOUNS: Record<KieFile['kind'], string> = {
	audio: 'audio file',
	video: 'video',
	image: 'image',
	midi: 'MIDI file',
	text: 'text file',
	file: 'file',
};

function countFiles(files: KieFile[]): string {
	const kinds = [...new Set(files.map(({ kind }) => kind))];
	const counts = kinds.map((kind) => {
		const amount = files.filter((file) => file.kind === kind).length;
		return count(amount, NOUNS[kind]);
	});
	return counts.join(' and ');
}

const count = (amount: number, noun: string): string =>
	`${amount} ${noun}${amount === 1 ? '' : 's'}`;

function duration(ms: number): string {
	const seconds = Math.max(1, Math.round(ms / 1000));
	const minutes = Math.floor(seconds / 60);
	return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
