import { type KieError, inputError } from '../errors';
import { closest } from './modelAreas';
import type { Catalogue } from './catalogue';
import { problemsOf } from './check';
import type { Model } from './model';
import type { Input } from './paths';
import { snapshotModel } from './snapshot';
import type { Naming, Problem } from './values';

/** An input that is to be looked through before it is sent. */
export interface Check {
	id: string;
	input: Input;
	named: Naming;
	/** The user wants it sent whatever is found. */
	sendAnyway: boolean;
}

/**
 * Looks for everything that Kie.ai would refuse or, worse, take and fail. The bundled snapshot decides, unless Kie.ai's
 * live schema allows what it forbids; the live schema alone, which can be wrong, forbids nothing.
 * @returns what is worth a warning
 * @throws {KieError} category `input`, naming field, value and limit. Nothing has been sent by then.
 */
export async function validate(catalogue: Catalogue, check: Check): Promise<Problem[]> {
	const { id, input, named, sendAnyway } = check;
	const known = snapshotModel(id);
	if (!known) {
		const described = await catalogue.describe(id);
		return described ? problemsOf(described.model, input, named) : [];
	}
	const retired = await retirement(catalogue, known);
	if (retired && !retired.soft && !sendAnyway) throw refused([retired]);
	const found = problemsOf(known, input, named);
	const hard = found.filter(({ soft }) => !soft);
	const confirmed = hard.length > 0 && !sendAnyway ? await confirm(catalogue, check, hard) : [];
	if (confirmed.length > 0) throw refused(confirmed);
	return retired ? [retired, ...found] : found;
}

/** Leaves out what the live schema allows by now. */
async function confirm(
	catalogue: Catalogue,
	{ id, input, named }: Check,
	found: Problem[],
): Promise<Problem[]> {
	const described = await catalogue.describe(id);
	if (described?.source !== 'live') return found;
	const still = problemsOf(described.model, input, named);
	return found.filter(({ field, kind }) =>
		still.some((other) => other.field === field && other.kind === kind),
	);
}

async function retirement(catalogue: Catalogue, known: Model): Promise<Problem | undefined> {
	if (known.status === 'live') return undefined;
	const { models, source } = await catalogue.list();
	if (source === 'live' && models.some(({ id }) => id === known.id)) return undefined;
	const instead = closest(known, models);
	const advice = instead ? `; the closest live model is ${instead.title} (${instead.id})` : '';
	const paused = known.status === 'paused';
	const state = paused ? 'is paused at Kie.ai and refuses every task' : 'was withdrawn by Kie.ai';
	return {
		field: 'model',
		kind: 'status',
		message: `${known.title} (${known.id}) ${state}${advice}`,
		...(!paused && { soft: true }),
	};
}

const MOST = 5;

function refused(problems: Problem[]): KieError {
	const messages = [...new Set(problems.map(({ message }) => message))];
	const more = messages.length > MOST ? [`${messages.length - MOST} more`] : [];
	return inputError([...messages.slice(0, MOST), ...more].join('; '));
}
