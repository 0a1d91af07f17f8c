import { KieError } from '../../../kie/errors';

/** Refusals that no other item of the run can escape: wrong key, no credits, limit of the key, maintenance. */
const CODES_FOR_ALL = new Set([401, 402, 433, 455]);

/** What Kie.ai has said of the account during a run: after such a refusal nothing else is sent. */
export class Account {
	private refusal?: KieError;

	note(error: KieError): void {
		const { code, category, creditsTaken } = error.failure;
		const isForAll = CODES_FOR_ALL.has(Number(code)) || category === 'credits';
		if (isForAll && creditsTaken === 'no') this.refusal ??= error;
	}

	/** @throws {KieError} the refusal, in words for an item that was not sent */
	assertOpen(): void {
		if (!this.refusal) return;
		const { message, hint, category, retryable, code, retryAfter } = this.refusal.failure;
		throw new KieError({
			message: `Not sent, because Kie.ai refused an item before: ${message}`,
			hint: `${hint}. Nothing was paid for this item`,
			category,
			retryable,
			creditsTaken: 'no',
			code,
			retryAfter,
		});
	}
}
