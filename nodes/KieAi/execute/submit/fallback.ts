import type { KieError } from '../../../kie/errors';
import { present } from '../../../kie/json';
import type { Values } from '../../actions/field';
import type { RequestJob, Run } from '../job';
import type { Attempt, FailedModel } from './submission';

/**
 * The attempt with the operation's next alternative, where Kie.ai says that the model failed; nothing for an input that
 * Kie.ai refuses, or when no alternative is left.
 */
export function nextModel(
	{ context }: Run,
	first: RequestJob,
	attempt: Attempt,
	{ failure }: KieError,
): Attempt | undefined {
	const { category, retryable, message, taskId } = failure;
	const isLast = attempt.failed.length >= alternativesOf(first).length;
	if (category !== 'provider' || !retryable || isLast) return undefined;
	const model = valuesIn(first, attempt).model as string;
	context.logger.info('Kie.ai model replaced', { itemIndex: first.itemIndex, model, taskId });
	return {
		...attempt,
		failed: [...attempt.failed, present<FailedModel>({ model, message, taskId })],
	};
}

/** The values of an attempt: those of the item, or those of the alternative that its failed models lead to. */
export const valuesIn = (first: RequestJob, { failed }: Attempt): Values =>
	[first.values, ...alternativesOf(first)][failed.length] ?? first.values;

const alternativesOf = ({ operation, values }: RequestJob): Values[] =>
	('alternatives' in operation && operation.alternatives?.(values)) || [];
