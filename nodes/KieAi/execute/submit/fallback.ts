import type { IDataObject } from 'n8n-workflow';

import { asKieError } from '../../../kie/errors';
import { present } from '../../../kie/json';
import type { SubmitOperation } from '../../actions/operation';
import { type Job, type Run, discardSubmissions } from '../job';

/**
 * Starts the task of an item, and where Kie.ai says that the model failed, that of the operation's next alternative;
 * never for an input that Kie.ai refuses. The result then says under `insteadOf` what was tried before.
 */
export async function withFallback(
	run: Run,
	job: Job<SubmitOperation>,
	attempt: () => Promise<IDataObject>,
): Promise<IDataObject> {
	const instead = job.operation.alternatives?.(job.values) ?? [];
	const failed: IDataObject[] = [];
	for (;;) {
		const ended = await attempt().then(
			(result) => ({ result }),
			(error: unknown) => ({ error: asKieError(error) }),
		);
		if ('result' in ended) {
			return failed.length > 0 ? { ...ended.result, insteadOf: failed } : ended.result;
		}
		const { category, retryable, message, taskId, taskFailed } = ended.error.failure;
		const next = instead.shift();
		if (!next || category !== 'provider' || !retryable) {
			if (taskFailed) discardSubmissions(job);
			throw job.operation.explain?.(ended.error, job.values) ?? ended.error;
		}
		if (job.submission) (job.replaced ??= []).push(job.submission);
		const { model } = job.values;
		run.context.logger.info('Kie.ai model replaced', { itemIndex: job.itemIndex, model, taskId });
		failed.push(present({ model, message, taskId }) as IDataObject);
		job.values = next;
	}
}
