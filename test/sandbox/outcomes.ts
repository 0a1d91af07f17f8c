import type { CallbackBehaviour } from './callbacks';
import { endpointOf } from '../facts/endpoints';
import { FAMILIES, FAMILY_OF_PATH } from './families';

/** What shall become of a task. Everything left out stays as Kie.ai usually does it. */
export interface Outcome {
	/** State the task ends in: a key of the endpoint's `recordExamples`, e.g. `SENSITIVE_WORD_ERROR`. */
	end?: string;
	/** Seconds until then. */
	seconds?: number;
	/** State the task never leaves. */
	stay?: string;
	/** Seconds during which the status endpoint does not know the task yet. */
	hiddenFor?: number;
	/** Replaces `errorCode` or `failCode` of a failed record, and the code of its callback. 531 refunds. */
	errorCode?: number | string | null;
	/** Replaces `errorMessage` or `failMsg` of a failed record, and the message of its callback. */
	errorMessage?: string | null;
	/** Price of the task. */
	credits?: number;
	/** Laid over `data` of every record of the task, e.g. `{ status: 'SOMETHING_NEW' }`. */
	patch?: Record<string, unknown>;
	callback?: CallbackBehaviour;
	/** For endpoints that answer at once: key of `answerExamples`, the answer to give instead. */
	answer?: string;
	/** Refuse the submission instead: nothing is queued, nothing is paid. */
	refuse?: { code: number; msg?: string; data?: unknown };
}

/** A path, a pattern over paths, or `'*'`. */
export type PathMatch = string | RegExp;

interface Rule {
	match: PathMatch;
	outcome: Outcome;
	once: boolean;
}

export function matches(match: PathMatch, path: string): boolean {
	return match instanceof RegExp ? match.test(path) : match === '*' || match === path;
}

/** Names of the states a task of this path can be in; empty for a path that starts no task. */
export function statesOf(path: string): string[] {
	const family = FAMILY_OF_PATH[path];
	if (!family) return [];
	const own = Object.keys(endpointOf('POST', path).recordExamples ?? {});
	const shared = Object.keys(endpointOf('GET', FAMILIES[family].status).recordExamples ?? {});
	return [...new Set([...own, ...shared])].filter((state) => state.toLowerCase() !== 'not_found');
}

function checkStates(match: PathMatch, outcome: Outcome): void {
	if (typeof match !== 'string' || match === '*') return;
	const known = statesOf(match);
	for (const state of [outcome.end, outcome.stay]) {
		if (state === undefined || known.includes(state)) continue;
		throw new Error(`${match} has no state ${state}; it has ${known.join(', ') || 'none'}`);
	}
}

/** What the test, or the person at the keyboard, ordered to happen. */
export class Outcomes {
	private rules: Rule[] = [];

	/** The outcome of the next task that is submitted to a matching path. */
	next(match: PathMatch, outcome: Outcome): void {
		checkStates(match, outcome);
		this.rules.push({ match, outcome, once: true });
	}

	/** The outcome of every further task of a matching path, until `clear`. */
	always(match: PathMatch, outcome: Outcome): void {
		checkStates(match, outcome);
		this.rules = this.rules.filter((rule) => rule.once || String(rule.match) !== String(match));
		this.rules.push({ match, outcome, once: false });
	}

	clear(): void {
		this.rules = [];
	}

	/** The ordered outcome for a submission; orders for one task are used up in their order. */
	take(path: string, body: unknown): Outcome {
		const rule =
			this.rules.find((one) => one.once && matches(one.match, path)) ??
			this.rules.find((one) => matches(one.match, path));
		if (rule?.once) this.rules = this.rules.filter((one) => one !== rule);
		return { ...fromMarkers(path, body), ...rule?.outcome };
	}
}

/** Orders written into any text of a request, for people without code: `[sandbox: fail]` and the like. */
function fromMarkers(path: string, body: unknown): Outcome {
	const outcome: Outcome = {};
	const family = FAMILIES[FAMILY_OF_PATH[path]];
	for (const [, order] of JSON.stringify(body ?? '').matchAll(/\[sandbox: ?([^\]]+)\]/g)) {
		const [word, value = ''] = order.trim().split(/ +/);
		if (word === 'fail') outcome.end = family?.failure;
		if (word === 'end' && statesOf(path).includes(value)) outcome.end = value;
		if (word === 'code') outcome.refuse = { code: Number(value) };
		if (word === 'seconds') outcome.seconds = Number(value);
		if (word === 'never') outcome.stay = family?.stages.at(-1)?.state;
		if (word === 'refund') Object.assign(outcome, { end: family?.failure, errorCode: 531 });
	}
	return outcome;
}
