import type { IDataObject } from 'n8n-workflow';

import { hasFailed, settle } from '../../../kie/outcome';
import { ask } from '../../../kie/transport';
import type { KieRequest } from '../../../kie/types';
import type { RequestOperation } from '../../actions/operation';
import type { Job, Run } from '../job';
import type { Submission } from './submission';
import { submitAndRead, submitOnce } from './submitOnce';

/** Gets the answer to a request that is answered at once. @throws {KieError} */
export async function answerRequest(
	run: Run,
	job: Job<RequestOperation>,
	submission: Submission,
	request: KieRequest,
): Promise<IDataObject> {
	const { operation, values } = job;
	if (!operation.paid) {
		return operation.output(await ask(run.connection, await run.files.upload(request)), values);
	}
	const send = submitAndRead(run, job, (data) => data);
	const { result } = await submitOnce(run, job, submission, request, send);
	return await outputOf(submission, () => operation.output(result, values));
}

/** The output item of what was bought; where that holds nothing, there is nothing for a retry to come back to. */
export async function outputOf(
	submission: Submission,
	output: () => IDataObject,
): Promise<IDataObject> {
	const outcome = await settle(output);
	if (!hasFailed(outcome)) return outcome.value;
	submission.discard();
	throw outcome.error;
}
