import { createHash } from 'node:crypto';

import { clock } from '../../../kie/clock';
import { type KieError, asKieError } from '../../../kie/errors';
import { submit } from '../../../kie/transport';
import type { KieRequest } from '../../../kie/types';
import type { RequestOperation, SubmitOperation, Values } from '../../actions/operation';
import type { Job, Run } from '../job';
import { type Submission, acquire } from './submissions';
import { bodyOf } from '../parameters/values';

type PaidJob = Job<SubmitOperation | RequestOperation>;

/** What was bought, and whether by this try or by an earlier one of the same item. */
interface Purchase<T> {
	bought: T;
	isNew: boolean;
}

/**
 * Buys what an item asks for, or comes back to what an earlier try of the same item bought.
 * @param requestOf makes the request, after which nothing but sending it is left to do
 * @param read makes of the answer's data what the ledger keeps
 * @throws {KieError} a refusal; category `uncertain` when it is unknown whether it was bought.
 */
export async function submitOnce<T>(
	{ context, connection }: Run,
	job: PaidJob,
	requestOf: () => Promise<KieRequest>,
	read: (data: unknown) => T,
): Promise<Purchase<T>> {
	const { operation, values, settings, itemIndex } = job;
	const fingerprint = fingerprintOf(operation, values);
	job.submission = acquire(
		context.getExecutionId(),
		context.getNode().name,
		itemIndex,
		fingerprint,
	);
	const { result: bought, uncertain } = job.submission;
	if (bought !== undefined) return { bought: bought as T, isNew: false };
	if (uncertain && !settings.resendWhenUncertain) throw uncertain;

	const sentAt = new Date(clock.now()).toISOString();
	const sent = await requestOf()
		.then(async (request) => await submit(connection, request, settings))
		.then(read)
		.then(
			(value) => ({ value }),
			(error: unknown) => ({ error: asKieError(error) }),
		);
	if ('error' in sent)
		throw noteFailure(context, job.submission, sent.error, { fingerprint, sentAt });
	job.submission.complete(sent.value);
	return { bought: sent.value, isNew: true };
}

/** Identifies a request in the ledger and, to people, in an uncertain submission. It holds nothing of the prompt itself. */
function fingerprintOf(operation: PaidJob['operation'], values: Values): string {
	const content = JSON.stringify([operation.request.path, bodyOf(operation, values)]);
	return createHash('sha256').update(content).digest('hex').slice(0, 12);
}

/** What may have been charged is kept and logged: nobody may ever see the error. */
function noteFailure(
	{ logger }: Run['context'],
	owner: Submission,
	error: KieError,
	sent: { fingerprint: string; sentAt: string },
): KieError {
	const { category, creditsTaken } = error.failure;
	const mayBePaid = category === 'uncertain' || category === 'cancelled';
	if (!mayBePaid || creditsTaken === 'no') {
		owner.discard();
		return error;
	}
	const known = error.with(sent);
	owner.markUncertain(known);
	logger.warn('Kie.ai may have been paid, its answer is missing', { ...sent, category });
	return known;
}
