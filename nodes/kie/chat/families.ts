import type { ChatFormat, ChatTraits, FileKind } from './types';

/** Models that are asked in one way. A new model of a known family needs nothing here. */
interface ChatFamily extends ChatTraits {
	ids: RegExp;
	format: ChatFormat;
	/** `{model}` stands for the id; the format's own address unless given. */
	path?: string;
}

const LOW_OR_HIGH = ['low', 'high'];
const TO_XHIGH = ['low', 'medium', 'high', 'xhigh'];
const TO_MAX = [...TO_XHIGH, 'max'];
const ANY_FILE: FileKind[] = ['image', 'audio', 'video', 'document'];
const IMAGES_AND_DOCUMENTS: FileKind[] = ['image', 'document'];

const CODEX = {
	format: 'openaiResponses',
	path: '/codex/v1/responses',
	files: IMAGES_AND_DOCUMENTS,
	webSearch: 'web_search',
} as const;

const GEMINI = { files: ANY_FILE, webSearch: 'googleSearch', includesReasoning: true } as const;

/** The first family that an id fits is its own. */
export const FAMILIES: readonly ChatFamily[] = [
	{
		ids: /^claude-sonnet-4-5$/,
		format: 'anthropicMessages',
		efforts: [],
		files: IMAGES_AND_DOCUMENTS,
		webSearch: false,
		jsonSchema: true,
	},
	{
		ids: /^claude-/,
		format: 'anthropicMessages',
		efforts: [],
		files: IMAGES_AND_DOCUMENTS,
		webSearch: false,
	},
	{
		ids: /^grok-/,
		...CODEX,
		path: '/grok/v1/responses',
		efforts: TO_XHIGH,
		toolChoice: false,
		jsonSchema: true,
	},
	{ ids: /^gpt-.*codex/, ...CODEX, path: '/api/v1/responses', efforts: TO_XHIGH },
	{
		ids: /^gpt-5-2$/,
		format: 'openaiChat',
		efforts: LOW_OR_HIGH,
		files: ['image'],
		webSearch: 'web_search',
	},
	// The newer base has the same models under ids with dots.
	{ ids: /^gpt-5\.5$/, ...CODEX, path: '/openai/v1/responses', efforts: TO_XHIGH },
	{ ids: /^gpt-\d+\.\d/, ...CODEX, path: '/openai/v1/responses', efforts: TO_MAX },
	{ ids: /^gpt-5-5$/, ...CODEX, efforts: TO_XHIGH },
	{ ids: /^gpt-/, ...CODEX, efforts: TO_MAX },
	{
		ids: /^(kimi|deepseek-v)/,
		format: 'openaiResponses',
		path: '/openai/v1/responses',
		toolChoice: false,
	},
	{
		ids: /^deepseek-(chat|reasoner)$/,
		format: 'openaiChat',
		path: '/api/v1/chat/completions',
		files: [],
		webSearch: false,
	},
	{ ids: /^gemini-2\.5-flash$/, format: 'openaiChat', ...GEMINI, efforts: [], jsonSchema: true },
	{
		ids: /^gemini-(2\.5-pro|3-pro)$/,
		format: 'openaiChat',
		...GEMINI,
		efforts: LOW_OR_HIGH,
		jsonSchema: true,
	},
	{
		ids: /^gemini-(2\.5|3\.1|3-pro|3-flash$|.*-openai$)/,
		format: 'openaiChat',
		...GEMINI,
		efforts: LOW_OR_HIGH,
	},
	{ ids: /^gemini-/, format: 'googleGenerateContent', ...GEMINI, efforts: LOW_OR_HIGH },
];

/** The family of a model; nothing for one that nobody knows yet. */
export const familyOf = (model: string): ChatFamily | undefined =>
	FAMILIES.find(({ ids }) => ids.test(model));
