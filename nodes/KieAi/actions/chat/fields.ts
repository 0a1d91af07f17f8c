import { DEFAULT_CHAT_MODEL } from '../../../kie/chat/models';
import { fallbackFieldOf, modelFieldOf } from '../anyModel/fields';
import { choiceField, numberField, switchField, textField, urlListField } from '../fields';
import { between, positive, whole } from '../limits';
import type { Field } from '../field';

/** A field for JSON of any kind. */
const jsonField = (
	name: string,
	label: string,
	initial: string,
	description: string,
	more: Partial<Field> = {},
): Field => ({
	property: { displayName: label, name, type: 'json', default: initial, description },
	anyJson: true,
	...more,
});

const EXAMPLE_TOOL = `[
  {
    "name": "get_weather",
    "description": "Get the weather of a city",
    "parameters": {
      "type": "object",
      "properties": { "city": { "type": "string" } },
      "required": ["city"]
    }
  }
]`;

export const fields: Field[] = [
	{
		...modelFieldOf({
			search: 'searchChatModels',
			default: DEFAULT_CHAT_MODEL.id,
			title: DEFAULT_CHAT_MODEL.title,
			placeholder: 'e.g. claude-sonnet-5',
		}),
		means: 'chatModel',
	},
	textField('message', {
		label: 'Message',
		rows: 4,
		placeholder: 'e.g. Write the lyrics of a song about autumn rain',
		description:
			'What the model is asked. It may be empty where there are files, or where History ends with a message of the user or the result of a tool.',
	}),
	textField('systemMessage', {
		label: 'System Message',
		rows: 2,
		placeholder: 'e.g. You are a songwriter. Answer with the lyrics only.',
		description:
			'How the model must behave. Without it a short neutral one is sent, because Kie.ai gives models a hidden prompt of its own.',
	}),
	urlListField('files', {
		label: 'Files',
		description:
			'Images for the model to look at; many models also take PDF, sound or video. Files of n8n are uploaded to Kie.ai first, which is free.',
	}),
	switchField('outputAsJson', {
		label: 'Output as JSON',
		default: false,
		description:
			'Whether the answer must be JSON. It is checked, and comes in the field "json" of the output.',
	}),
	jsonField(
		'jsonSchema',
		'JSON Schema',
		'',
		'What the JSON must look like, such as { "type": "object", "properties": { "title": { "type": "string" } }, "required": ["title"] }. When it is empty, any JSON will do.',
		{ when: { outputAsJson: [true] } },
	),
];

const MAX_TEMPERATURE = 2;

/** What is not added is not sent. */
export const options: Field[] = [
	choiceField('apiFormat', {
		label: 'API Format',
		choices: [
			{ name: 'Anthropic Messages', value: 'anthropicMessages' },
			{ name: 'Google Generate Content', value: 'googleGenerateContent' },
			{ name: 'OpenAI Chat Completions', value: 'openaiChat' },
			{ name: 'OpenAI Responses', value: 'openaiResponses' },
		],
		default: 'openaiResponses',
		description: 'Format of the model, where it is too new for this node to know it',
	}),
	textField('apiPath', {
		label: 'API Path',
		placeholder: 'e.g. /openai/v1/responses',
		description:
			'Path of the model at api.kie.ai, where it is too new for this node to know it; {model} stands for its ID',
	}),
	{ ...fallbackFieldOf('getChatModels'), means: 'chatModel' },
	jsonField(
		'history',
		'History',
		'[]',
		'Earlier messages of the conversation, the oldest first: a list of objects with role and content, as OpenAI, Anthropic, Google or a memory of n8n have them',
	),
	switchField('includeRaw', {
		label: 'Include Raw Answer',
		default: false,
		description:
			'Whether to add the answer as Kie.ai sent it, in the field "raw". It may repeat long hidden instructions.',
	}),
	switchField('includeReasoning', {
		label: 'Include Reasoning',
		default: false,
		description: 'Whether to ask for what the model thought, and to add it to the output',
	}),
	numberField('maxTokens', {
		label: 'Maximum Tokens',
		default: 4096,
		min: 1,
		precision: 0,
		limits: [positive, whole],
		description:
			'How long the answer may be. It is not a hard limit: models of Kie.ai may answer with more.',
	}),
	choiceField('reasoningEffort', {
		label: 'Reasoning Effort',
		choices: [
			{ name: 'Low', value: 'low' },
			{ name: 'Medium', value: 'medium' },
			{ name: 'High', value: 'high' },
			{ name: 'Extra High', value: 'xhigh' },
			{ name: 'Maximum', value: 'max' },
		],
		default: 'low',
		description:
			'How much the model thinks before it answers. Each family of models has its own levels; another one is refused before anything is sent.',
		open: true,
	}),
	numberField('temperature', {
		label: 'Temperature',
		default: 1,
		min: 0,
		max: MAX_TEMPERATURE,
		precision: 2,
		limits: [between(0, MAX_TEMPERATURE)],
		description: 'How much the answers vary: 0 the least, 2 the most',
	}),
	numberField('timeLimit', {
		label: 'Time Limit (Minutes)',
		default: 10,
		min: 0.1,
		limits: [positive],
		description:
			'How long to wait for the answer. Kie.ai itself gives up after ten minutes; an answer that comes later is charged and lost.',
	}),
	choiceField('toolChoice', {
		label: 'Tool Choice',
		choices: [
			{ name: 'Automatic', value: 'auto', description: 'The model decides whether to call a tool' },
			{ name: 'None', value: 'none', description: 'No tool is called' },
			{ name: 'Required', value: 'required', description: 'At least one tool is called' },
		],
		default: 'auto',
		description:
			'Whether the model must call a tool; an expression may also give the name of the one to call. Most models know Automatic only.',
		open: true,
	}),
	jsonField(
		'tools',
		'Function Tools',
		EXAMPLE_TOOL,
		'Tools that the model may call, in the format of OpenAI, Anthropic or Google. The node does not run them: the calls come in the field "toolCalls" of the output, and their results go into History of the next node. Not together with Web Search.',
	),
	switchField('webSearch', {
		label: 'Web Search',
		default: true,
		description:
			'Whether the model may search the web. Not together with Function Tools, and not with Claude.',
	}),
];
