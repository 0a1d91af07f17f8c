import media from './media.json';
import suno from './suno.json';

/** One request field as Kie.ai documents it. Conditions are small expressions, e.g. `customMode === true`. */
export interface FieldFacts {
	name: string;
	type: string | string[];
	required: boolean;
	requiredWhen?: string;
	allowedWhen?: string;
	forbiddenWhen?: string;
	/** Names that must not be sent together with this one. */
	exclusiveWith?: string[];
	enum?: unknown[];
	/** Values outside `enum` that some page or recording accepts. */
	enumAlso?: unknown[];
	min?: number;
	max?: number;
	exclusiveMin?: number;
	minItems?: number;
	maxItems?: number;
	maxLength?: number;
	maxLengthByModel?: Record<string, number>;
	maxLengthNonCustom?: number;
	default?: unknown;
	format?: string;
	itemType?: string;
	itemFormat?: string;
	deprecated?: boolean;
	note?: string;
}

export interface Envelope {
	code: number;
	msg: string;
	data?: unknown;
}

/** Everything known about one endpoint of Kie.ai: its request, its answers in every state, its callbacks. */
export interface Endpoint {
	id: string;
	method: string;
	path: string;
	host: string;
	/** `task`: answers a task id; `sync`: answers the result; `status`: tells the state of a task; `retrieve`: polled itself. */
	kind: string;
	lifecycle?: string;
	request: { in: string; fields: FieldFacts[] };
	/** Name of the callback field in the request; absent when the endpoint knows none. */
	callBackField?: string;
	statusEndpoint?: { method: string; path: string; queryParam: string };
	statusField?: string;
	statusValues?: { pending: unknown[]; success: unknown[]; failure: unknown[] };
	successExample?: Envelope;
	/** Bodies of the status endpoint, by state. */
	recordExamples?: Record<string, Envelope>;
	/** Further forms of the endpoint's own answer. */
	answerExamples?: Record<string, Envelope>;
	callbackExamples?: Record<string, Envelope>;
	operationType?: string | null;
	taskIdPathInCallback: string[];
	errorExamples: Array<{ case: string; body: Envelope }>;
	notes: string[];
}

const all = [...suno, ...media] as unknown as Endpoint[];

/** All endpoints, in the order of Kie.ai's own index: Suno, then media, Market, upload and account. */
export function endpoints(): Endpoint[] {
	return all;
}

/** The endpoint of a method and path; throws when the facts know none. */
export function endpointOf(method: string, path: string): Endpoint {
	const found = all.find((one) => one.method === method.toUpperCase() && one.path === path);
	if (!found) throw new Error(`No facts about ${method} ${path}`);
	return found;
}
