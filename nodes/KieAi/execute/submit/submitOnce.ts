import { clock } from '../../../kie/clock';
import type { KieError } from '../../../kie/errors';
import { afterStop, unreadAnswer } from '../../../kie/failures';
import { present } from '../../../kie/json';
import { hasFailed, settle } from '../../../kie/outcome';
import { type SubmitOptions, submit } from '../../../kie/transport';
import type { KieRequest } from '../../../kie/types';
import type { RequestJob, Run } from '../job';
import { modelOf } from './composeRequest';
import { flatPriceOf } from './flatPrice';
import type { Submission } from './submission';

/** What identifies a sending to people. `sentAt` is missing as long as nothing was sent. */
interface Sending {
	fingerprint: string;
	sentAt?: string;
}

/** Sends a request, which is ready after `prepare`, and gives what is remembered of the answer. */
export type Send<T> = (prepare: () => Promise<KieRequest>, options: SubmitOptions) => Promise<T>;

/** Sends to where Kie.ai answers at once and in its envelope. `read` takes the data in there. */
export const submitAndRead =
	<T>(run: Run, { settings }: RequestJob, read: (data: unknown) => T): Send<T> =>
	async (prepare, options) =>
		await run.sendings.run(async () =>
			read(await submit(run.connection, await prepare(), { ...settings, ...options })),
		);

/**
 * Sends the request that an item pays for, or comes back to what an earlier try of the same item bought.
 * @param request with the files of n8n still in it: they are uploaded right before
 * @throws {KieError} a refusal; category `uncertain` when it is unknown whether it was bought.
 */
export async function submitOnce<T>(
	run: Run,
	job: RequestJob,
	submission: Submission,
	request: KieRequest,
	send: Send<T>,
): Promise<{ result: T; isNew: boolean }> {
	const { result, uncertain } = submission;
	if (result !== undefined) return { result: result as T, isNew: false };
	if (uncertain && !job.settings.resendWhenUncertain) throw uncertain;

	await run.spending.begin(
		job.itemIndex,
		job.settings.spendAtMost,
		async () => await flatPriceOf(run.catalogue, job.operation, request),
	);
	const sending: Sending = { fingerprint: submission.fingerprint };
	const sent = await settle(async () => await sendNow(run, job, request, sending, send));
	if (hasFailed(sent)) {
		const error = sending.sentAt ? knownAfterSending(sent.error) : sent.error;
		throw noteFailure(run, job, submission, error, request, sending);
	}
	submission.complete(sent.value);
	return { result: sent.value, isNew: true };
}

async function sendNow<T>(
	{ account, files }: Run,
	{ values }: RequestJob,
	request: KieRequest,
	sending: Sending,
	send: Send<T>,
): Promise<T> {
	const product = { path: request.path, model: modelOf(request, values) };
	const onSend = () => {
		if (!sending.sentAt) account.assertOpen(product);
		sending.sentAt = new Date(clock.now()).toISOString();
	};
	const prepare = async () => {
		account.assertOpen(product);
		return await files.upload(request);
	};
	return await send(prepare, { onSend });
}

/** Whatever is thrown once a request is out says nothing of what became of it there. */
const knownAfterSending = (error: KieError): KieError =>
	error.failure.category === 'unexpected' ? unreadAnswer(error) : error;

/** What may have been charged is kept and logged: nobody may ever see the error. */
function noteFailure(
	{ context, account }: Run,
	{ itemIndex, operation, values }: RequestJob,
	submission: Submission,
	error: KieError,
	request: KieRequest,
	sending: Sending,
): KieError {
	const { path } = request;
	const model = modelOf(request, values);
	account.note(error, { path, model });
	const { category, creditsTaken, message } = error.failure;
	if (!sending.sentAt) return error.with({ creditsTaken: 'no' });
	const mayBePaid = category === 'uncertain' || category === 'cancelled';
	if (!mayBePaid || creditsTaken === 'no') return error;
	const known = error.with(present({ ...sending, model }));
	submission.markUncertain(category === 'cancelled' ? afterStop(known) : known);
	const facts = { ...sending, itemIndex, operation: operation.action, path, model, category };
	const what = [`item ${itemIndex}`, operation.action, path, model, `sent at ${sending.sentAt}`];
	// In its usual format n8n's log has no place for anything but the message.
	const text = `${what.filter(Boolean).join(', ')}: ${message}`;
	context.logger.warn(`Kie.ai may have been paid, its answer is missing: ${text}`, {
		...facts,
		reason: message,
	});
	return known;
}
