import { problemsOf } from '../../../kie/catalogue/check';
import type { Input } from '../../../kie/catalogue/paths';
import { snapshotModel } from '../../../kie/catalogue/snapshot';
import { labelOf } from '../../../kie/catalogue/labels';
import { type KieError, inputError } from '../../../kie/errors';
import { addressed } from '../../../kie/files/input';
import { isUnified } from '../../../kie/tasks/families';
import { familyCalled } from '../../../kie/tasks/labels';
import type { Values } from '../../actions/field';
import {
	type Operation,
	type SubmitOperation,
	type UnifiedRoute,
	isRouted,
} from '../../actions/operation';
import { unifiedOperation } from '../../actions/unified';
import type { Job, RequestJob, Run } from '../job';
import { bodyOf } from '../parameters/values';
import type { Attempt } from './submission';

const NOTHING_PAID = 'Set Kie.ai Endpoint to Automatic; nothing was sent and nothing was paid';

/**
 * Chooses between Kie.ai's two generations of routes, by *Kie.ai Endpoint* and by what exists where.
 * @returns the job on its route, with the other one where that may be needed
 * @throws {KieError} category `input` where the chosen route cannot do it
 */
export function chooseRoute(job: Job): Job {
	const { operation, values, settings } = job;
	if (!isRouted(operation)) return job;
	const { unified, name } = operation;
	if (!unified) {
		const hasRoute = operation.kind === 'submit' && !isUnified(operation.family);
		if (!hasRoute || settings.route !== 'unified') return job;
		throw inputError(`${name} exists on Kie.ai's classic endpoint only`, NOTHING_PAID);
	}
	const newer = unified.required?.(values) ?? unifiedField(operation, values);
	if (newer && settings.route === 'classic') {
		throw inputError(`${newer} exists on Kie.ai's unified endpoint only`, NOTHING_PAID);
	}
	const other = unifiedOperation(operation, unified);
	if (settings.route === 'unified' || newer || continues(unified, job)) {
		checkUnified(other, values);
		return { ...job, operation: other };
	}
	return settings.route === 'automatic' ? { ...job, otherRoute: other } : job;
}

/** A field that is filled in and that the classic route does not take. */
const unifiedField = ({ fields, options = [] }: Operation, values: Values): string | undefined =>
	[...fields, ...options].find(
		({ property, unifiedOnly }) => unifiedOnly && values[property.name] !== undefined,
	)?.property.displayName;

/** A task of the unified route continues there, where that has been seen to work. */
const continues = ({ verified }: UnifiedRoute, { settings, values, incoming }: Job): boolean =>
	settings.route === 'automatic' &&
	verified === true &&
	isUnified(familyCalled(incoming.taskType)) &&
	incoming.taskId === values.taskId;

function checkUnified(operation: SubmitOperation, values: Values): void {
	const { model, input } = bodyOf(operation, values) as { model: string; input: Input };
	const known = snapshotModel(model);
	const found = known ? problemsOf(known, addressed(input), labelOf) : [];
	const hard = found.filter(({ soft }) => !soft).map(({ message }) => message);
	if (hard.length > 0) throw inputError(hard.join('; '));
}

/**
 * The attempt on Kie.ai's other route, where the classic one is gone; that refusal costs nothing.
 * @throws {KieError} category `input` where the other route cannot do it
 */
export function otherRoute(
	{ context }: Run,
	{ otherRoute: operation, values, itemIndex }: RequestJob,
	attempt: Attempt,
	{ failure }: KieError,
): Attempt | undefined {
	const isRefusal = failure.taskId === undefined && isGone(failure.code, values);
	if (!operation || attempt.otherRoute || !isRefusal) return undefined;
	checkUnified(operation, values);
	context.logger.warn('Kie.ai has no classic route any more', { itemIndex });
	return { ...attempt, otherRoute: true };
}

/** 404 may also be Kie.ai's word for a source task that it does not know. */
const isGone = (code: number | string | undefined, { taskId }: Values) =>
	Number(code) === 505 || (Number(code) === 404 && taskId === undefined);
