import { type INode, NodeApiError } from 'n8n-workflow';

import { type Failure, asKieError } from '../kie/errors';

/**
 * What n8n shows of a failed call. A chat window shows only the description and an error output only the message, so both
 * say what Kie.ai said and what to do about it.
 */
export function modelError(node: INode, thrown: unknown): NodeApiError {
	const { failure } = asKieError(thrown);
	const said = wordsOf(failure);
	const error = new NodeApiError(
		node,
		{},
		{
			message: said,
			// n8n drops a description that repeats the message to the letter.
			description: `${said}.`,
			...(failure.code !== undefined && { httpCode: String(failure.code) }),
		},
	);
	// n8n replaces texts that contain a word such as ECONNRESET; ours say more.
	error.message = said;
	error.context.kie = { ...failure };
	return error;
}

function wordsOf({ message, hint, code }: Failure): string {
	const said = message.trim().replace(/\.+$/, '');
	return `${said}${code === undefined ? '' : ` (Kie.ai code ${code})`}. ${hint}`;
}
