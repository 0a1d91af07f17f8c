import type { IDataObject } from 'n8n-workflow';

import { KieError } from '../../kie/errors';
import { asRecord, number } from '../../kie/json';

/**
 * The answer to a question, once it is sure to hold what was asked for.
 * @throws {KieError} category `provider` where Kie.ai answered well but left it out or empty.
 */
export function answerWith(key: string, data: unknown): IDataObject {
	const answer = asRecord(data) ?? {};
	const value = answer[key];
	if (value !== undefined && value !== null && value !== '') return answer;
	const reason = String(
		answer.errorMsg || answer.errorMessage || `there is no ${key} in its answer`,
	);
	throw new KieError({
		message: `Kie.ai answered without a result: ${reason}`,
		hint: 'Run it again later',
		category: 'provider',
		retryable: true,
		creditsTaken: number(answer.creditsConsumed) === 0 ? 'no' : 'unknown',
	});
}
