import { type IExecuteFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { ErrorCategory } from '../../kie/advice';
import type { Failure, KieError } from '../../kie/errors';
import { isTool } from '../../results/agent';

type N8nFailure = NonNullable<
	NonNullable<ConstructorParameters<typeof NodeOperationError>[2]>['failure']
>;

/** n8n's own words for why a node failed, where it has one (n8n 2.41 and later read it, older ones carry it along). */
const CAUSES: Partial<Record<ErrorCategory, N8nFailure['cause']>> = {
	credential: 'credential-invalid',
	credits: 'quota-exhausted',
	limit: 'quota-exhausted',
	rate: 'rate-limited',
	provider: 'temporarily-unavailable',
	maintenance: 'temporarily-unavailable',
	network: 'temporarily-unavailable',
	input: 'configuration-invalid',
};

/** What n8n shows and stores for a failed item. */
export function nodeError(
	context: IExecuteFunctions,
	error: KieError,
	itemIndex: number,
	others: string[] = [],
) {
	const { failure } = error;
	const node = context.getNode();
	// Of a tool's error a chat window shows nothing but the description.
	const what = isTool(context) ? [failure.message] : [];
	const options = {
		message: failure.message,
		description: sentences([...what, describe(failure), ...others]),
		itemIndex,
		failure: n8nFailure(failure),
	};
	const shown =
		failure.code === undefined
			? new NodeOperationError(node, failure.message, options)
			: new NodeApiError(node, {}, { ...options, httpCode: String(failure.code) });
	// n8n replaces texts that contain a word such as ECONNRESET; ours say more.
	shown.message = failure.message;
	shown.context.kie = { ...failure };
	return shown;
}

/** What a failure cost, for hints that do not say it themselves. */
const COST: Record<Failure['creditsTaken'], string> = {
	no: 'Nothing was paid',
	yes: 'It was paid for',
	unknown: 'It may have been charged: kie.ai/logs shows it',
};

const SAYS_COST = /\b(paid|charged|credits back)\b/;

function describe({ hint, taskId, code, creditsTaken, creditsConsumed }: Failure): string {
	return sentences([
		hint,
		!SAYS_COST.test(hint) && COST[creditsTaken],
		creditsConsumed !== undefined && `Credits: ${creditsConsumed}`,
		taskId && `Task ID: ${taskId}`,
		code !== undefined && `Kie.ai code: ${code}`,
	]);
}

/** Some of Kie.ai's own words end with a period. */
const sentences = (parts: Array<string | false | undefined>): string =>
	parts
		.filter((part) => typeof part === 'string' && part !== '')
		.map((part) => String(part).replace(/\.$/, ''))
		.join('. ');

function n8nFailure({ category, retryAfter }: Failure): N8nFailure | undefined {
	const cause = CAUSES[category];
	if (!cause) return undefined;
	return { cause, ...(retryAfter !== undefined && { retryAfterMs: retryAfter }) } as N8nFailure;
}
