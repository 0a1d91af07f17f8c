import { KieError } from '../../../kie/errors';

/** Refusals that no other item of the run can escape: wrong key, limit of the key, maintenance. */
const CODES_FOR_ALL = new Set([401, 433, 455]);

/** What Kie.ai takes the same price for, as far as that can be told beforehand. */
export interface Ware {
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

	note(error: KieError, ware: Ware): void {
		const { code, category, creditsTaken } = error.failure;
		// What was not sent because of a refusal says nothing new.
		if (creditsTaken !== 'no' || this.refusalFor(ware)) return;
		if (CODES_FOR_ALL.has(Number(code))) this.refusal = error;
		else if (category === 'credits') this.unaffordable.set(keyOf(ware), error);
	}

	/** @throws {KieError} the refusal, in words for an item that was not sent */
	assertOpen(ware: Ware): void {
		const refusal = this.refusalFor(ware);
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

	private refusalFor(ware: Ware): KieError | undefined {
		return this.refusal ?? this.unaffordable.get(keyOf(ware));
	}
}

const keyOf = ({ path, model }: Ware): string => [path, model].join(' ');
