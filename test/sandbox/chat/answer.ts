import { hexOf } from '../tasks';
import type { ChatAnswer, ChatReply, ChatRequest, Usage } from './types';
import { tokensOf } from './words';

const PROMPT_TOKENS = 80;
const LEAST_CREDITS = 0.01;
const MILLION = 1_000_000;

const textsOf = ({ system, turns }: ChatRequest): string =>
	[system, ...turns.flatMap(({ text, results }) => [text, ...results.map((one) => one.text)])].join(
		' ',
	);

/** Credits by the price of the model, rounded as Kie.ai rounds them; its prices are texts such as "100 in, 700 out". */
function creditsFor(price: string | null, usage: Usage): number {
	const rate = (word: string) =>
		Number(new RegExp(`([\\d.]+) ${word}`).exec(price ?? '')?.[1] ?? 0);
	const spent = usage.inputTokens * rate('in') + usage.outputTokens * rate('out');
	return Math.max(LEAST_CREDITS, Math.round((spent / MILLION) * 100) / 100);
}

function usageFor(request: ChatRequest, reply: ChatReply, said: string): Required<Usage> {
	const reasoningTokens = reply.usage?.reasoningTokens ?? tokensOf(reply.reasoning ?? '');
	const inputTokens = reply.usage?.inputTokens ?? PROMPT_TOKENS + tokensOf(textsOf(request));
	const outputTokens = reply.usage?.outputTokens ?? tokensOf(said) + reasoningTokens;
	const totalTokens = reply.usage?.totalTokens ?? inputTokens + outputTokens;
	return { inputTokens, outputTokens, reasoningTokens, totalTokens };
}

const argumentsOf = (given: object | string = {}): string =>
	typeof given === 'string' ? given : JSON.stringify(given);

/**
 * The whole answer that a reply stands for.
 * @param seed makes the ids of the answer and its calls
 */
export function completeAnswer(
	request: ChatRequest,
	reply: ChatReply,
	seed: string,
	now: number,
): ChatAnswer {
	const text = reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json));
	const calls = (reply.toolCalls ?? []).map(({ name, arguments: given, id }, index) => ({
		...{ id: id ?? `call_${hexOf(`${seed} ${index}`).slice(0, 12)}`, name },
		arguments: argumentsOf(given),
	}));
	const said = text + calls.map((call) => call.name + call.arguments).join('');
	const usage = usageFor(request, reply, said);
	return {
		...{ id: hexOf(seed), createdAt: Math.floor(now / 1000), request, text, calls, usage },
		reasoning: request.thoughts ? (reply.reasoning ?? '') : '',
		truncated: reply.truncated ?? false,
		credits: reply.credits ?? creditsFor(request.model.price, usage),
	};
}
