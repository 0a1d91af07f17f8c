import type { IDataObject } from 'n8n-workflow';

import type { KieError } from '../../../kie/errors';
import { present } from '../../../kie/json';
import { hasFailed, settle } from '../../../kie/outcome';
import type { KieRequest } from '../../../kie/types';
import type { RequestJob, Run } from '../job';
import { answerRequest } from './answerRequest';
import { askChatModel } from './askChatModel';
import { composeRequest, fingerprintOf, modelOf, orderOf } from './composeRequest';
import { nextModel, valuesIn } from './fallback';
import { otherRoute } from './route';
import { submitAndFollow } from './submitAndFollow';
import type { Attempt, Submission } from './submission';

/**
 * Does what the item asks for: on one route of Kie.ai and with one model, and where that does not deliver on the next.
 * What an earlier try of the same item has bought is found and not bought a second time. The result says under `route`
 * and `insteadOf` what was tried before.
 * @throws {KieError} that names every task that was paid for
 */
export async function runAttempts(run: Run, first: RequestJob): Promise<IDataObject> {
	const declared = await composeRequest(first);
	const order = orderOf(first, declared);
	const submission = run.submissions.acquire(first.itemIndex, fingerprintOf(declared), order);
	for (;;) {
		const { attempt } = submission;
		const job = jobFor(first, attempt);
		const request = job === first ? declared : await composeRequest(job);
		const outcome = await settle(async () => await send(run, job, submission, request));
		run.spending.end(job.itemIndex, outcome);
		if (!hasFailed(outcome)) return { ...outcome.value, ...traceOf(attempt) };
		const next =
			afterStopped(submission, outcome.error) ??
			otherRoute(run, job, attempt, outcome.error) ??
			nextModel(run, first, attempt, outcome.error);
		if (next) submission.startAttempt(next);
		else throw await endOf(job, submission, request, outcome.error);
	}
}

/** The job as it is done in an attempt; the very same in the first one. */
function jobFor(first: RequestJob, attempt: Attempt): RequestJob {
	if (attempt.failed.length === 0 && !attempt.otherRoute) return first;
	const operation = (attempt.otherRoute && first.otherRoute) || first.operation;
	return { ...first, operation, values: valuesIn(first, attempt) };
}

async function send(run: Run, job: RequestJob, submission: Submission, request: KieRequest) {
	const { operation } = job;
	switch (operation.kind) {
		case 'submit':
			return await submitAndFollow(run, { ...job, operation }, submission, request);
		case 'request':
			return await answerRequest(run, { ...job, operation }, submission, request);
		case 'chat':
			return await askChatModel(run, { ...job, operation }, submission, request);
	}
}

/** What was stopped may have failed meanwhile: then the item gets what it asks for now. */
const afterStopped = (submission: Submission, { failure }: KieError): Attempt | undefined =>
	submission.isPickedUp && failure.taskFailed ? submission.attempt : undefined;

const traceOf = ({ failed, otherRoute: switched }: Attempt): IDataObject => ({
	...(switched && { route: 'unified' }),
	...(failed.length > 0 && { insteadOf: failed.map(present) }),
});

/** The error of the last attempt, which names what was paid for in those before. */
async function endOf(
	{ operation, values }: RequestJob,
	submission: Submission,
	request: KieRequest,
	thrown: KieError,
): Promise<KieError> {
	const error = thrown.with({ model: modelOf(request, values) });
	const { failed } = submission.attempt;
	if (error.failure.taskFailed) submission.discard();
	const explain = operation.kind === 'submit' ? operation.explain : undefined;
	const known = await settle(async () => await explain?.(error, values));
	const explained = (hasFailed(known) ? undefined : known.value) ?? error;
	if (failed.length === 0) return explained;
	const before = failed.map(({ model, message, taskId }) => {
		const task = taskId ? ` (task ID ${taskId})` : '';
		return `${model}${task}: ${message}`;
	});
	const hint = `${explained.failure.hint}. Tried before: ${before.join('; ')}`;
	return explained.with({ hint, insteadOf: failed.map(present) });
}
