import type { ChatModelFacts, WireName } from '../../facts/chat';
import type { JsonSchema } from '../../facts/schemas';
import type { Body } from '../tasks';

export type { ChatModelFacts, WireName } from '../../facts/chat';

/** A file in a message: its address, or its type and size where it was sent along. */
export interface ChatFile {
	url?: string;
	mimeType?: string;
	/** Bytes, of a file that was sent along. */
	size?: number;
}

export interface ToolCall {
	id: string;
	name: string;
	/** As sent: JSON text or an object. */
	arguments: unknown;
}

interface ToolResult {
	/** Id of the call that it answers; empty where the wire goes by name. */
	id: string;
	name?: string;
	text: string;
}

/** One message of a conversation, whatever wire it came over. */
export interface Turn {
	role: 'user' | 'assistant' | 'tool';
	text: string;
	files: ChatFile[];
	calls: ToolCall[];
	results: ToolResult[];
}

export interface OfferedTool {
	name: string;
	description: string;
	parameters: JsonSchema;
}

/** A request as the brain sees it: the same for every wire. */
export interface ChatRequest {
	model: ChatModelFacts;
	path: string;
	stream: boolean;
	/** All system and developer messages. */
	system: string;
	turns: Turn[];
	tools: OfferedTool[];
	webSearch: boolean;
	/** Schema that the answer has to fit. */
	schema?: JsonSchema;
	/** Whether the reasoning is part of the answer. */
	thoughts: boolean;
	body: Body;
}

export interface Usage {
	inputTokens: number;
	outputTokens: number;
	reasoningTokens?: number;
	totalTokens?: number;
}

/** What a model shall answer. Everything left out is filled in plausibly. */
export interface ChatReply {
	text?: string;
	/** Answered as JSON text. */
	json?: unknown;
	reasoning?: string;
	/** `arguments` as text goes out as it stands, so that it may be broken. */
	toolCalls?: Array<{ name: string; arguments?: object | string; id?: string }>;
	/** Cut off at the limit of tokens. */
	truncated?: boolean;
	usage?: Partial<Usage>;
	credits?: number;
	/** Seconds until the answer, or the first event of a stream, on the sandbox's clock. */
	seconds?: number;
	/** Seconds between two events of a stream. */
	pause?: number;
	/** Refuse instead: nothing is paid. */
	refuse?: { code: number; msg?: string; data?: unknown };
}

/** A complete answer before it is written in the words of a wire. */
export interface ChatAnswer {
	id: string;
	/** Epoch seconds. */
	createdAt: number;
	request: ChatRequest;
	text: string;
	reasoning: string;
	calls: Array<{ id: string; name: string; arguments: string }>;
	truncated: boolean;
	usage: Required<Usage>;
	credits: number;
}

/** One event of a stream; a text is sent as it stands. */
export interface StreamEvent {
	event?: string;
	data: object | string;
}

/** One wire format, both ways. */
export interface Wire {
	name: WireName;
	/** JSON Schema of the requests that pages, recordings and working clients know. */
	schema(model: ChatModelFacts): JsonSchema;
	/** Reads a request that has at least the right outline. */
	read(body: Body, model: ChatModelFacts): Omit<ChatRequest, 'model' | 'path' | 'stream' | 'body'>;
	/** Whole answer. */
	whole(answer: ChatAnswer): Body;
	/** Events of a stream. */
	events(answer: ChatAnswer): StreamEvent[];
	/** Why the server refuses a request, where that is known. */
	refusal?(body: Body, model: ChatModelFacts): { code: number; msg: string } | undefined;
}
