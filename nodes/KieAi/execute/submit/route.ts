import type { IDataObject } from 'n8n-workflow';

import { problemsOf } from '../../../kie/catalogue/check';
import type { Input } from '../../../kie/catalogue/paths';
import { snapshotModel } from '../../../kie/catalogue/snapshot';
import { labelOf } from '../../../kie/catalogue/labels';
import { asKieError, inputError } from '../../../kie/errors';
import { replaceFiles } from '../../../kie/files/input';
import { isUnified } from '../../../kie/tasks/families';
import type { SubmitOperation, UnifiedRoute, Values } from '../../actions/operation';
import { unifiedOperation } from '../../actions/unified';
import type { Job, Run } from '../job';
import { bodyOf } from '../parameters/values';

const NOTHING_PAID = 'Set Route to Automatic; nothing was sent and nothing was paid';

/**
 * Chooses between Kie.ai's two generations of routes, by *Route* and by what exists where.
 * @throws {KieError} category `input` where the chosen route cannot do it
 */
export function chooseRoute(job: Job): void {
	const { operation, values, settings } = job;
	if (operation.kind === 'upload' || operation.kind === 'catalogue') return;
	const { unified, name } = operation;
	if (!unified) {
		const hasRoute = operation.kind === 'submit' && !isUnified(operation);
		if (!hasRoute || settings.route !== 'unified') return;
		throw inputError(`${name} exists on Kie.ai's classic route only`, NOTHING_PAID);
	}
	const isOnlyThere = unified.required?.(values) ?? false;
	if (isOnlyThere && settings.route === 'classic') {
		const model = String(values.model);
		throw inputError(`Model ${model} exists on Kie.ai's unified route only`, NOTHING_PAID);
	}
	const other = unifiedOperation(operation, unified);
	if (settings.route === 'unified' || isOnlyThere || continues(unified, job)) {
		checkUnified(other, values);
		job.operation = other;
	} else if (settings.route === 'automatic') {
		job.otherwise = other;
	}
}

/** A task of the unified route goes on there, where that has been seen to work. */
const continues = (
	{ verified: seen }: UnifiedRoute,
	{ settings, values, incoming }: Job,
): boolean =>
	settings.route === 'automatic' &&
	seen === true &&
	isUnified(incoming) &&
	incoming.taskId === values.taskId;

function checkUnified(operation: SubmitOperation, values: Values): void {
	const { model, input } = bodyOf(operation, values) as { model: string; input: Input };
	const known = snapshotModel(model);
	const addressed = replaceFiles(input, () => 'https://example.com/file') as Input;
	const found = known ? problemsOf(known, addressed, labelOf) : [];
	const hard = found.filter(({ soft }) => !soft).map(({ message }) => message);
	if (hard.length > 0) throw inputError(hard.join('; '));
}

/**
 * Sends the job's request, and where the classic route is gone does it on the other one; that refusal costs nothing.
 * @throws {KieError}
 */
export async function onRoute<T>(
	{ context }: Run,
	job: Job,
	classic: () => Promise<T>,
	unified: (job: Job<SubmitOperation>) => Promise<T>,
): Promise<T> {
	return await classic().catch(async (thrown: unknown) => {
		const error = asKieError(thrown);
		const { otherwise, values } = job;
		if (!otherwise || !isGone(error.failure.code, values)) throw error;
		checkUnified(otherwise, values);
		job.otherwise = undefined;
		job.switched = true;
		context.logger.warn('Kie.ai has no classic route any more', { itemIndex: job.itemIndex });
		return await unified(Object.assign(job, { operation: otherwise }));
	});
}

/** 404 may also be Kie.ai's word for a source task that it does not know. */
const isGone = (code: number | string | undefined, { taskId }: Values) =>
	Number(code) === 505 || (Number(code) === 404 && taskId === undefined);

/** The result of a task that had to take the other route says so. */
export const withRoute = (job: Job, json: IDataObject): IDataObject =>
	job.switched ? { ...json, route: 'unified' } : json;
