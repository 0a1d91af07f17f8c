import { processMemory } from '../boundedMap';
import { familyNamed } from './families';
import type { FamilyName } from '../types';

/** What is known of how long a task will take. Times in milliseconds. */
export interface Expectation {
	/** A question before this time would be in vain. */
	earliest: number;
	/** Half of such tasks are finished by then. */
	typical: number;
	/** How closely tasks keep to `typical`: the exponent of a log-logistic distribution. */
	regularity: number;
}

/** Tasks of one model take alike, those of a whole family do not (24 recorded durations). */
const REGULARITY = { family: 2.2, model: 5 };

const SHARE_OF_SHORTEST = 0.6;

/** So many finished tasks tell what the next one will be like. */
const ENOUGH = 3;

/** Older ones are forgotten: models become faster and slower. */
const LATEST = 10;

interface EndedTask {
	duration: number;
	failed: boolean;
}

const KINDS_OF_TASK = 500;

const endedTasks = processMemory<string, EndedTask[]>(KINDS_OF_TASK);

const keyOf = (family: FamilyName, model = '') => `${family} ${model}`;

/** Keeps in mind how long a task of a model took. */
export function rememberDuration(
	family: FamilyName,
	model: string | undefined,
	ended: EndedTask,
): void {
	const key = keyOf(family, model);
	endedTasks.set(key, [...(endedTasks.get(key) ?? []), ended].slice(-LATEST));
}

/**
 * What to expect of a task: what the last tasks of its model took, and before there are three of them what is usual in
 * its family. Failed tasks tell how soon a task can be over, but not how long the work takes.
 */
export function expectationOf(family: FamilyName, model?: string): Expectation {
	const ended = endedTasks.get(keyOf(family, model)) ?? [];
	const finished = ended.filter(({ failed }) => !failed).map(({ duration }) => duration);
	if (finished.length < ENOUGH) return usualIn(family);
	const shortest = Math.min(...ended.map(({ duration }) => duration));
	return {
		earliest: SHARE_OF_SHORTEST * shortest,
		typical: median(finished),
		regularity: REGULARITY.model,
	};
}

function usualIn(family: FamilyName): Expectation {
	const typical = familyNamed(family).typicalTime * 1000;
	return { earliest: typical / 20, typical, regularity: REGULARITY.family };
}

const median = (values: number[]): number =>
	values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
