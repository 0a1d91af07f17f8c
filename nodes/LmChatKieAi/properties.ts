import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { DEFAULT_CHAT_MODEL } from '../kie/chat/models';
import type { ChatFormat } from '../kie/chat/types';

export const modelField: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'resourceLocator',
	default: {
		mode: 'list',
		value: DEFAULT_CHAT_MODEL.id,
		cachedResultName: DEFAULT_CHAT_MODEL.title,
	},
	required: true,
	description: 'Prices are in credits per million tokens',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchChatModels', searchable: true },
		},
		{ displayName: 'ID', name: 'id', type: 'string', placeholder: 'e.g. claude-sonnet-5' },
	],
};

const FORMATS: Record<ChatFormat, string> = {
	anthropicMessages: 'Anthropic Messages',
	googleGenerateContent: 'Google Generate Content',
	openaiChat: 'OpenAI Chat Completions',
	openaiResponses: 'OpenAI Responses',
};

const formats: INodePropertyOptions[] = [
	{ name: 'Automatic', value: 'auto' },
	...Object.entries(FORMATS).map(([value, name]) => ({ name, value })),
];

const EFFORTS = ['low', 'medium', 'high', 'xhigh', 'max'];

export const efforts: INodePropertyOptions[] = EFFORTS.map((value) => ({
	name: value === 'xhigh' ? 'Extra High' : value[0].toUpperCase() + value.slice(1),
	value,
}));

export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'API Format',
			name: 'format',
			type: 'options',
			options: formats,
			default: 'auto',
			description: 'How the model is asked. Needed only for models that are new at Kie.ai.',
		},
		{
			displayName: 'API Path',
			name: 'path',
			type: 'string',
			default: '',
			placeholder: 'e.g. /openai/v1/responses',
			description:
				'Where the model is asked. Needed only for models that are new at Kie.ai; {model} stands for the ID.',
		},
		{
			displayName: 'Maximum Number of Tokens',
			name: 'maxTokens',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 4096,
			description: 'Longest answer, reasoning included. Models may exceed it.',
		},
		{
			displayName: 'Reasoning Effort',
			name: 'reasoningEffort',
			type: 'options',
			options: efforts,
			default: 'low',
			description: 'How long the model thinks. Not every model has every level.',
		},
		{
			displayName: 'Sampling Temperature',
			name: 'temperature',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 2, numberPrecision: 1 },
			default: 0.7,
			description: 'Higher values make the answers more varied',
		},
		{
			displayName: 'Web Search',
			name: 'webSearch',
			type: 'boolean',
			default: false,
			description:
				'Whether the model may search the web. Not together with tools: use it in chains, or in agents without tools.',
		},
	],
};

export const properties: INodeProperties[] = [modelField, optionsField];
