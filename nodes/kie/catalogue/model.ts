export type Scalar = string | number | boolean;

export type ValueType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';

/** What every entry of a list has to be. */
export interface ItemShape {
	type: ValueType;
	minimum?: number;
	minItems?: number;
	maxItems?: number;
	items?: ItemShape;
	properties?: ModelField[];
}

/** One key of a model's `input`. A default is what Kie.ai takes when the key is left out. */
export interface ModelField {
	name: string;
	type: ValueType;
	required?: boolean;
	enum?: Scalar[];
	enumLabels?: Record<string, string>;
	deprecatedEnum?: Scalar[];
	default?: unknown;
	minimum?: number;
	exclusiveMinimum?: number;
	maximum?: number;
	step?: number;
	/** Numbers that are taken besides the range, such as -1 for "automatic". */
	specialValues?: number[];
	minLength?: number;
	maxLength?: number;
	pattern?: string;
	minItems?: number;
	maxItems?: number;
	items?: ItemShape;
	properties?: ModelField[];
	/** The value is the address of a file, or a list of them. */
	media?: 'image' | 'video' | 'audio' | 'file';
	maxSizeMB?: number;
	maxTotalSizeMB?: number;
	formats?: string[];
	minSeconds?: number;
	maxSeconds?: number;
	totalSeconds?: number;
	minSidePx?: number;
	maxSidePx?: number;
	minPixels?: number;
	maxPixels?: number;
	/** Width divided by height. */
	minAspect?: number;
	maxAspect?: number;
	minFps?: number;
	maxFps?: number;
	/** `asset://…` is taken besides an address. */
	acceptsAssetId?: boolean;
	deprecated?: boolean;
}

/** A test of one field: the value that is sent, else its default. */
export interface Condition {
	field: string;
	equals?: Scalar;
	in?: Scalar[];
	present?: boolean;
}

/** Something between fields. Names such as `list[].key` mean a key of every entry. */
export interface ModelRule {
	kind: string;
	fields: string[];
	with?: string[];
	needs?: string[];
	value?: number;
	values?: Scalar[];
	weights?: number[];
	/** Plausible, not confirmed: worth a warning. */
	soft?: boolean;
	when?: Condition;
}

/** One of several ways to fill in a model; an input has to fit one of them. */
export interface Variant {
	name: string;
	required: string[];
	forbidden?: string[];
	limits?: Record<string, Partial<ModelField>>;
}

/** A model of Kie.ai's one endpoint for models, `POST /api/v1/jobs/createTask`. */
export interface Model {
	id: string;
	title: string;
	provider: string;
	/** Kie.ai's own words, the main one first. */
	taskTypes: string[];
	/** `legacy` models are withdrawn from Kie.ai's pages, `paused` ones refuse every task. */
	status: 'live' | 'legacy' | 'paused';
	/** Kie.ai demands a callback address. */
	needsCallback?: boolean;
	/** Free text of Kie.ai, for people. */
	price?: string;
	variants?: Variant[];
	rules?: ModelRule[];
	fields: ModelField[];
}
