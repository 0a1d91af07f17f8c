import facts from './chat.json';

/** The formats that Kie.ai's chat models speak, by the last word of their paths. */
export type WireName = 'chatCompletions' | 'messages' | 'responses' | 'generateContent';

/** What is known about one chat model. Optional features are there when a page or a recording names them. */
export interface ChatModelFacts {
	id: string;
	title: string;
	provider: string;
	/** Whether `GET /api/v1/models` names it (1 October 2026). */
	listed: boolean;
	/** Credits per million tokens, as text. */
	price: string | null;
	wire: WireName;
	path: string;
	/** Other paths that serve it, with its id there. */
	alsoAt?: Array<{ path: string; id: string }>;
	/** Whether it streams when the request does not say. */
	streamDefault: boolean;
	/** Levels of reasoning effort. */
	effort?: string[];
	/** Default of `include_thoughts`, where the parameter exists. */
	thoughts?: boolean;
	/** Takes a JSON schema for its answer. */
	jsonSchema?: boolean;
	/** Takes `json_object` as the form of its answer. */
	jsonObject?: boolean;
	/** Takes `thinking: { type: "disabled" }`. */
	thinking?: boolean;
	/** Name of the web search tool. */
	search?: string;
	/** Takes `tool_choice: "auto"`. */
	toolChoice?: boolean;
	media: string[];
	/** Name of the model in its answers, where it is another one. */
	upstream?: string;
}

/** An answer of the real API, documented or recorded, by the wire it came over. */
export interface ChatSample {
	wire: WireName;
	name: string;
	confidence: string;
	body?: Record<string, unknown>;
	/** Lines of a stream. */
	lines?: string[];
}

/** A refusal of a chat path; HTTP 200 where no status is given. */
interface ChatErrorFacts {
	shape: 'kie' | 'openai' | 'anthropic' | 'flat';
	status?: number;
	confidence: string;
	body: Record<string, unknown>;
}

export const chatModels: readonly ChatModelFacts[] = facts.models as ChatModelFacts[];
export const chatSamples: readonly ChatSample[] = facts.samples as unknown as ChatSample[];
export const chatErrors: readonly ChatErrorFacts[] = facts.errors as unknown as ChatErrorFacts[];
