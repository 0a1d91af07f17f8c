import type {
	ChatModel,
	ChatModelConfig,
	GenerateResult,
	Message,
	MessageContent,
	StreamChunk,
	TokenUsage,
	Tool,
} from '@n8n/ai-node-sdk';

import type { ChatAnswer, ChatDelta, ChatMessage, FunctionTool } from '../kie/chat/types';
import { present } from '../kie/json';
import { readMessages } from './messages';
import { stoppedBy } from './stopping';
import { wholeCalls } from './workarounds/streamedCalls';

/** Options of one call: what the SDK names, and what LangChain and our own wrapper of the adapter hand over. */
interface CallOptions extends ChatModelConfig {
	signal?: AbortSignal;
	onAnswer?(answer: ChatAnswer): void;
}

/** What a model is asked, in the words of `kie/chat`. */
export interface Question {
	messages: ChatMessage[];
	tools: FunctionTool[];
	stream: boolean;
}

/** Gives what an answer consists of while it comes in, then the answer. */
export type Ask = (
	question: Question,
	signal?: AbortSignal,
) => AsyncGenerator<ChatDelta, ChatAnswer>;

interface ModelParts {
	ask: Ask;
	readTools(tools: Tool[]): FunctionTool[];
}

/** A model of Kie.ai as n8n's AI SDK wants one. It needs the SDK's types only. */
export class KieChatModel implements ChatModel<CallOptions> {
	readonly provider = 'kie.ai';

	constructor(
		readonly modelId: string,
		private readonly parts: ModelParts,
		private readonly tools: FunctionTool[] = [],
	) {}

	withTools(tools: Tool[]): KieChatModel {
		return new KieChatModel(this.modelId, this.parts, [
			...this.tools,
			...this.parts.readTools(tools),
		]);
	}

	async generate(messages: Message[], options: CallOptions = {}): Promise<GenerateResult> {
		const answering = this.ask({ messages, stream: false }, options);
		let next = await answering.next();
		while (!next.done) next = await answering.next();
		return resultOf(next.value);
	}

	stream(messages: Message[], options: CallOptions = {}): AsyncGenerator<StreamChunk, void> {
		const { signal, abortSignal = signal } = options;
		return stoppedBy([abortSignal], (stop) =>
			this.streamUntil(messages, { ...options, abortSignal: stop }),
		);
	}

	private async *streamUntil(
		messages: Message[],
		options: CallOptions,
	): AsyncGenerator<StreamChunk, void> {
		const { answer, hasSpoken } = yield* streamText(this.ask({ messages, stream: true }, options));
		// Some models answer with everything at once.
		if (!hasSpoken && answer.text) yield { type: 'text-delta', delta: answer.text };
		yield* wholeCalls(answer);
		yield { type: 'finish', finishReason: answer.finishReason, usage: usageOf(answer) };
	}

	private async *ask(
		{ messages, stream }: Pick<Question, 'stream'> & { messages: Message[] },
		{ signal, abortSignal = signal, onAnswer }: CallOptions,
	): AsyncGenerator<ChatDelta, ChatAnswer> {
		const question = { messages: readMessages(messages), tools: this.tools, stream };
		const answer = yield* this.parts.ask(question, abortSignal);
		onAnswer?.(answer);
		return answer;
	}
}

/** The text of an answer while it comes in. */
async function* streamText(
	answering: AsyncGenerator<ChatDelta, ChatAnswer>,
): AsyncGenerator<StreamChunk, { answer: ChatAnswer; hasSpoken: boolean }> {
	let hasSpoken = false;
	try {
		let next = await answering.next();
		for (; !next.done; next = await answering.next()) {
			if (!next.value.text) continue;
			hasSpoken = true;
			yield { type: 'text-delta', delta: next.value.text };
		}
		return { answer: next.value, hasSpoken };
	} finally {
		// Who reads no further wants no more of the answer: this closes the connection.
		await answering.return(undefined as never);
	}
}

function resultOf(answer: ChatAnswer): GenerateResult {
	const { finishReason, creditsConsumed } = answer;
	return {
		finishReason,
		usage: usageOf(answer),
		message: { role: 'assistant', content: contentOf(answer) },
		providerMetadata: present({ finishReason, creditsConsumed }),
	};
}

const contentOf = ({ text, toolCalls }: ChatAnswer): MessageContent[] => [
	...(text ? [{ type: 'text' as const, text }] : []),
	...toolCalls.map((call) => ({
		type: 'tool-call' as const,
		toolCallId: call.id,
		toolName: call.name,
		input: JSON.stringify(call.arguments),
	})),
];

function usageOf({ usage }: ChatAnswer): TokenUsage | undefined {
	if (!usage) return undefined;
	const { inputTokens, outputTokens, totalTokens, cachedTokens } = usage;
	return {
		promptTokens: inputTokens,
		completionTokens: outputTokens,
		totalTokens,
		...(cachedTokens !== undefined && { inputTokenDetails: { cacheRead: cachedTokens } }),
	};
}
