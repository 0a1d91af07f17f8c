import { clock } from '../../../kie/clock';
import type { KieError } from '../../../kie/errors';
import { hasFailed, settle } from '../../../kie/outcome';
import { submit } from '../../../kie/transport';
import type { KieRequest } from '../../../kie/types';
import type { RequestJob, Run } from '../job';
import { fingerprintOf } from './composeRequest';
import type { Submission } from './submissions';

/**
 * Sends the request that an item pays for, or comes back to what an earlier try of the same item bought.
 * @param request with the files of n8n still in it: they are uploaded right before
 * @param read makes of the answer's data what is remembered
 * @throws {KieError} a refusal; category `uncertain` when it is unknown whether it was bought.
 */
export async function submitOnce<T>(
	run: Run,
	{ settings }: RequestJob,
	submission: Submission,
	request: KieRequest,
	read: (data: unknown) => T,
): Promise<{ result: T; isNew: boolean }> {
	const { result, uncertain } = submission;
	if (result !== undefined) return { result: result as T, isNew: false };
	if (uncertain && !settings.resendWhenUncertain) throw uncertain;

	const ready = await run.files.upload(request);
	const sentAt = new Date(clock.now()).toISOString();
	const sent = await settle(async () => read(await submit(run.connection, ready, settings)));
	if (hasFailed(sent)) {
		const facts = { fingerprint: fingerprintOf(request), sentAt };
		throw noteFailure(run, submission, sent.error, facts);
	}
	submission.complete(sent.value);
	return { result: sent.value, isNew: true };
}

/** What may have been charged is kept and logged: nobody may ever see the error. */
function noteFailure(
	{ context }: Run,
	submission: Submission,
	error: KieError,
	sent: { fingerprint: string; sentAt: string },
): KieError {
	const { category, creditsTaken } = error.failure;
	const mayBePaid = category === 'uncertain' || category === 'cancelled';
	if (!mayBePaid || creditsTaken === 'no') return error;
	const known = error.with(sent);
	submission.markUncertain(known);
	context.logger.warn('Kie.ai may have been paid, its answer is missing', { ...sent, category });
	return known;
}
