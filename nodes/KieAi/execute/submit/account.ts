import { KieError } from '../../../kie/errors';

/** Refusals that no other item of the run can escape: wrong key, limit of the key, maintenance. */
const CODES_FOR_ALL = new Set([401, 433, 455]);

/** What has one price at Kie.ai, as far as that can be told beforehand. */
export interface Product {
	path: string;
	model?: string;
}

/**
 * What Kie.ai has said of the account during a run. After such a refusal nothing else is sent; where credits are short,
 * nothing of the same model, since another one may cost less.
 */
export class Account {
	private refusal?: KieError;

	private readonly unaffordable = new Map<string, KieError>();

	note(error: KieError, product: Product): void {
		const { code, category, creditsTaken } = error.failure;
		// What was not sent because of a refusal says nothing new.
		if (creditsTaken !== 'no' || this.refusalFor(product)) return;
		if (CODES_FOR_ALL.has(Number(code))) this.refusal = error;
		else if (category === 'credits') this.unaffordable.set(keyOf(product), error);
	}

	/** @throws {KieError} the refusal, in words for an item that was not sent */
	assertOpen(product: Product): void {
		const refusal = this.refusalFor(product);
		if (!refusal) return;
		const { message, hint, category, retryable, code, retryAfter } = refusal.failure;
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

	private refusalFor(product: Product): KieError | undefined {
		return this.refusal ?? this.unaffordable.get(keyOf(product));
	}
}

const keyOf = ({ path, model }: Product): string => [path, model].join(' ');
