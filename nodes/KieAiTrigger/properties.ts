import type { INodeProperties } from 'n8n-workflow';

import { byText } from '../kie/order';
import { callingFamilyOptions } from '../kie/tasks/labels';
import { downloadFiles, resultOptionFields } from '../results/optionFields';

export const DEFAULT_WINDOW_MINUTES = 5;

const ownOptions: INodeProperties[] = [
	{
		displayName: 'Accept Unsigned Callbacks',
		name: 'acceptUnsigned',
		type: 'boolean',
		default: false,
		description:
			'Whether to accept callbacks without a signature although the credential has a Webhook HMAC Key. Wrong signatures are always refused.',
	},
	{
		displayName: 'Signature Time Window (Minutes)',
		name: 'timeWindow',
		type: 'number',
		default: DEFAULT_WINDOW_MINUTES,
		typeOptions: { minValue: 1, maxValue: 10_080 },
		description: 'How old a signature may be',
	},
	{
		displayName: 'Task Types',
		name: 'taskTypes',
		type: 'multiOptions',
		options: callingFamilyOptions(),
		default: [],
		description: 'Start only for tasks of these kinds; for all when none is chosen',
	},
	{
		displayName: 'Verify With Kie.ai',
		name: 'verify',
		type: 'boolean',
		default: true,
		description:
			'Whether to read the task from Kie.ai before starting the workflow. The signature does not cover the content of a callback, so without it anybody who saw one can change its content.',
	},
];

export const triggerEvents: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options: [
		{
			name: 'First Track Ready',
			value: 'first',
			description: 'The first of several tracks of a music task can be played',
		},
		{
			name: 'Lyrics Ready',
			value: 'text',
			description: 'The words of a music task are written',
		},
		{
			name: 'Other Callback',
			value: 'other',
			description: 'A callback of an unknown kind, returned unchanged with status "unknown"',
		},
		{ name: 'Task Failed', value: 'failure' },
		{ name: 'Task Finished', value: 'success' },
	],
	default: ['success', 'failure', 'other'],
};

export const triggerOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [...resultOptionFields, ...ownOptions].sort(byText(({ displayName }) => displayName)),
};

/** The form of the trigger. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Enter the Production URL of this node as Callback URL to Notify in the options of a Kie.ai node, or as Default Callback URL of the credential',
		name: 'usage',
		type: 'notice',
		default: '',
	},
	triggerEvents,
	downloadFiles,
	triggerOptions,
];
