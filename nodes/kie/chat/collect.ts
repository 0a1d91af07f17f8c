import type { IDataObject } from 'n8n-workflow';

import { present } from '../json';
import { readArguments } from './toolArguments';
import type { ChatAnswer, ChatDelta, ChatUsage, ToolCall, ToolCallPiece } from './types';

/** Puts an answer together from what its events add. */
export class AnswerCollector {
	private text = '';
	private reasoning = '';
	private calls: ToolCallPiece[] = [];
	private usage: Partial<ChatUsage> | undefined;
	private finishReason: ChatAnswer['finishReason'] | undefined;
	private creditsConsumed: number | undefined;
	private readonly raw: IDataObject[] = [];

	/** Whether the model said that its answer is complete. */
	get isFinished(): boolean {
		return this.finishReason !== undefined;
	}

	get hasEvents(): boolean {
		return this.raw.length > 0;
	}

	get isEmpty(): boolean {
		return this.text.trim() === '' && this.calls.length === 0;
	}

	add(delta: ChatDelta, event: IDataObject): void {
		this.raw.push(event);
		if (delta.whole) this.complete(delta.whole);
		this.text += delta.text ?? '';
		this.reasoning += delta.reasoning ?? '';
		for (const piece of delta.toolCalls ?? []) addPiece(this.calls, piece);
		if (delta.usage) this.usage = { ...this.usage, ...present(delta.usage) };
		this.finishReason = delta.finishReason ?? this.finishReason;
		this.creditsConsumed = delta.creditsConsumed ?? this.creditsConsumed;
	}

	answer(): ChatAnswer {
		const toolCalls = this.calls.map(toToolCall);
		const said = this.finishReason ?? 'stop';
		return present({
			text: this.text,
			toolCalls,
			// Two of the formats have no word for it, and in the others it may be left out.
			finishReason: toolCalls.length > 0 && said === 'stop' ? ('tool-calls' as const) : said,
			usage: this.usage && completeUsage(this.usage),
			creditsConsumed: this.creditsConsumed,
			reasoning: this.reasoning || undefined,
			raw: this.raw,
		});
	}

	/** Where the pieces of a stream and its whole answer differ, the whole one has everything. */
	private complete({ text, reasoning, toolCalls = [] }: ChatDelta): void {
		if (this.text === '') this.text = text ?? '';
		if (this.reasoning === '') this.reasoning = reasoning ?? '';
		if (toolCalls.length === 0) return;
		this.calls = [];
		for (const piece of toolCalls) addPiece(this.calls, piece);
	}
}

/** Gemini numbers calls side by side all alike: another id is another call. */
function addPiece(calls: ToolCallPiece[], piece: ToolCallPiece): void {
	const known = calls.filter(({ key }) => key !== undefined && key === piece.key).at(-1);
	if (!known || (known.id && piece.id && known.id !== piece.id)) {
		calls.push({ ...piece });
		return;
	}
	known.id ||= piece.id;
	known.name ||= piece.name;
	if (piece.isWhole) known.arguments = piece.arguments ?? known.arguments;
	else known.arguments = (known.arguments ?? '') + (piece.arguments ?? '');
}

const toToolCall = (piece: ToolCallPiece, index: number): ToolCall => ({
	id: piece.id || `call_${index + 1}`,
	name: piece.name ?? '',
	...readArguments(piece.arguments),
});

function completeUsage(usage: Partial<ChatUsage>): ChatUsage {
	const { inputTokens = 0, outputTokens = 0, totalTokens = inputTokens + outputTokens } = usage;
	return { ...usage, inputTokens, outputTokens, totalTokens };
}
