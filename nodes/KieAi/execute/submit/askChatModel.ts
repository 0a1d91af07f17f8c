import type { IDataObject } from 'n8n-workflow';

import type { CompleteReply } from '../../../kie/chat/reply';
import { converse } from '../../../kie/converse';
import type { KieRequest } from '../../../kie/types';
import type { ChatOperation } from '../../actions/operation';
import type { Job, Run } from '../job';
import { outputOf } from './answerRequest';
import type { Submission } from './submission';
import { type Send, submitOnce } from './submitOnce';

/**
 * Gets the answer of a chat model, or comes back to the one that an earlier try got. It waits in no queue of requests
 * that are answered at once: models think for minutes.
 * @throws {KieError} as `submitOnce` does, and where the answer does not hold what was asked for
 */
export async function askChatModel(
	run: Run,
	job: Job<ChatOperation>,
	submission: Submission,
	request: KieRequest,
): Promise<IDataObject> {
	const { operation, values } = job;
	const timeout = operation.timeLimit(values);
	const { read, output } = await operation.conversation();
	const send: Send<CompleteReply> = async (prepare, options) =>
		await converse(run.connection, await prepare(), (answer) => read(answer, values), {
			...options,
			timeout,
		});
	const { result } = await submitOnce(run, job, submission, request, send);
	return await outputOf(submission, () => output(result, values));
}
