import type { IDataObject } from 'n8n-workflow';

/** The formats in which Kie.ai's chat models are asked. */
export type ChatFormat =
	| 'openaiChat'
	| 'openaiResponses'
	| 'anthropicMessages'
	| 'googleGenerateContent';

export type FileKind = 'image' | 'audio' | 'video' | 'document';

/** A file of a message: a public address, or the bytes in base64. */
export interface ChatFile {
	type: 'file';
	mediaType: string;
	url?: string;
	data?: string;
}

/** A call of a function tool, as the model asks for it. */
export interface ToolCall {
	/** Goes back unchanged with the result. */
	id: string;
	name: string;
	arguments: IDataObject;
	/** What the model wrote in place of an object. */
	unreadableArguments?: string;
}

export type ChatPart =
	| { type: 'text'; text: string }
	| ChatFile
	| ({ type: 'toolCall' } & ToolCall)
	| { type: 'toolResult'; id: string; text: string; name?: string; isError?: boolean };

/** One message of a conversation. */
export interface ChatMessage {
	role: 'system' | 'user' | 'assistant' | 'tool';
	parts: ChatPart[];
}

/** A function that a model may have called. */
export interface FunctionTool {
	name: string;
	description: string;
	/** JSON Schema of type `object`. */
	parameters: IDataObject;
}

export type ToolChoice = 'auto' | 'none' | 'required' | { name: string };

/** A question to any chat model. What is left out is not sent. */
export interface ChatRequest {
	model: string;
	messages: ChatMessage[];
	tools?: FunctionTool[];
	toolChoice?: ToolChoice;
	webSearch?: boolean;
	reasoningEffort?: string;
	includeReasoning?: boolean;
	temperature?: number;
	/** Kie.ai's models take it as a wish. */
	maxTokens?: number;
	/** The answer has to be JSON, and to match the schema where there is one. */
	json?: { schema?: IDataObject };
	stream?: boolean;
}

/** What the models of a family take. What is not said is unknown, and left to Kie.ai. */
export interface ChatTraits {
	efforts?: readonly string[];
	files?: readonly FileKind[];
	/** The name of the tool for web search; `false` where there is none. */
	webSearch?: string | false;
	/** The request knows no choice of a tool. */
	toolChoice?: false;
	/** The model itself can keep to a JSON Schema. */
	jsonSchema?: true;
	/** The request can ask for the reasoning or leave it out. */
	includesReasoning?: true;
}

/** A request as a wire writes it: one system message, checked, without what the model does not take. */
export interface WireRequest extends Omit<ChatRequest, 'json' | 'webSearch'> {
	system: string;
	tools: FunctionTool[];
	/** The name of the tool for web search. */
	webSearch?: string;
	/** For the model itself to keep to. */
	jsonSchema?: IDataObject;
	stream: boolean;
	/** The address names the model, so the body need not. */
	modelInPath: boolean;
	traits: ChatTraits;
}

export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'other';

/** The tokens that an answer took. */
export interface ChatUsage {
	inputTokens: number;
	/** Those of the reasoning included. */
	outputTokens: number;
	totalTokens: number;
	/** Of the input, those that Kie.ai had in its cache. */
	cachedTokens?: number;
}

/** The answer of any chat model. */
export interface ChatAnswer {
	text: string;
	toolCalls: ToolCall[];
	finishReason: FinishReason;
	usage?: ChatUsage;
	creditsConsumed?: number;
	reasoning?: string;
	/** Everything that came: one body, or the events of a stream. */
	raw: IDataObject[];
}

/** A piece of a tool call. Pieces with one key belong together; one without is a whole call. */
export interface ToolCallPiece {
	key?: number | string;
	id?: string;
	name?: string;
	arguments?: string;
	/** `arguments` are the whole ones, whatever came before. */
	isWhole?: true;
}

/** What one event of a stream adds to an answer. A whole answer is a single event. */
export interface ChatDelta {
	text?: string;
	reasoning?: string;
	toolCalls?: ToolCallPiece[];
	usage?: Partial<ChatUsage>;
	finishReason?: FinishReason;
	creditsConsumed?: number;
	/** The whole answer again, at the end of a stream. */
	whole?: ChatDelta;
}

/** One of Kie.ai's formats. */
export interface Wire {
	/** Where its models are, unless their family says so. `{model}` stands for the id. */
	path: string;
	/** How the addresses of this format end. */
	ending: RegExp;
	/** The name of the tool for web search, unless the family says otherwise. */
	webSearch: string | false;
	/** Which choices of a tool can be asked for, besides leaving it to the model. */
	toolChoices: ReadonlyArray<'none' | 'required' | 'name'>;
	writeBody(request: WireRequest): IDataObject;
	/** Whether a body or an event is (a part of) an answer in this format. */
	recognises(event: IDataObject): boolean;
	read(event: IDataObject): ChatDelta;
}
