import type { INodeProperties } from 'n8n-workflow';

import { byText } from '../../kie/order';
import { resultOptionFields } from '../../results/optionFields';

/** How the node behaves once a task is started: shown for every operation that starts or follows one. */
export const waitForCompletion: INodeProperties = {
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	type: 'options',
	options: [
		{
			name: 'Polling',
			value: 'polling',
			description: 'The node asks Kie.ai until the task is finished and returns the result',
		},
		{
			name: 'Callback',
			value: 'callback',
			description:
				'The execution is stored and continues with the results when Kie.ai calls; it survives a restart of n8n, which needs a public address. Failed tasks come as items with an error.',
		},
		{
			name: 'No',
			value: 'no',
			description: 'The node returns the task ID at once; use Task > Wait later',
		},
	],
	default: 'polling',
};

/** Kie.ai keeps tasks for two months: to wait beyond that is a slip of the pen. */
const LONGEST_WAIT_MINUTES = 60 * 24 * 60;

const byLabel = byText<INodeProperties>(({ displayName }) => displayName);

const ownFields: INodeProperties[] = [
	{
		displayName: 'Callback URL',
		name: 'callbackUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/webhook/kie',
		description:
			'Public address that Kie.ai also notifies, for example of a Kie.ai Trigger. Without it the one of the credential is used; waiting by Callback uses its own.',
	},
	{
		displayName: 'Maximum Running Tasks',
		name: 'maximumRunningTasks',
		type: 'number',
		default: 100,
		typeOptions: { minValue: 1, maxValue: 10_000, numberPrecision: 0 },
		description: 'How many items are in work at Kie.ai at the same time',
	},
	{
		displayName: 'Minimum Credits',
		name: 'minimumCredits',
		type: 'number',
		default: 100,
		typeOptions: { minValue: 0 },
		description:
			'Nothing is started while the Kie.ai account has fewer credits than this; asked once per execution',
	},
	{
		displayName: 'Resend When Uncertain',
		name: 'resendWhenUncertain',
		type: 'boolean',
		default: false,
		description:
			'Whether to send a task again when the connection broke before the answer came. It may then be paid for twice.',
	},
	{
		displayName: 'Route',
		name: 'route',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'Unified where only that one can do it, otherwise Classic while it lasts',
			},
			{ name: 'Classic', value: 'classic', description: 'The endpoint made for the operation' },
			{ name: 'Unified', value: 'unified', description: 'The endpoint of all models' },
		],
		default: 'automatic',
		description: 'Which of its two generations of endpoints Kie.ai is asked on',
	},
	{
		displayName: 'Time Limit (Minutes)',
		name: 'timeLimit',
		type: 'number',
		default: 20,
		typeOptions: { minValue: 0.1, maxValue: LONGEST_WAIT_MINUTES },
		description:
			'How long to wait for a task, and after that for its files. Without it, as long as such tasks reasonably take (10 to 30 minutes), and an hour for the files.',
	},
	{
		displayName: 'When Time Runs Out',
		name: 'whenTimeRunsOut',
		type: 'options',
		options: [
			{ name: 'Fail', value: 'fail', description: 'The error names the task ID' },
			{
				name: 'Return Pending Task',
				value: 'returnPending',
				description: 'The item continues with status "pending", ready for Task > Wait',
			},
		],
		default: 'fail',
		description: 'After waiting by Callback the task is always returned as pending',
	},
];

export const taskOptions: INodeProperties = {
	displayName: 'Task Options',
	name: 'taskOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [...resultOptionFields, ...ownFields].sort(byLabel),
};

const only = (...names: string[]): INodeProperties => ({
	...taskOptions,
	displayName: 'Options',
	options: taskOptions.options?.filter(({ name }) => names.includes(name)),
});

/** For operations that start no task but have something to make files of. */
export const fileOptions = only('downloadFiles', 'outputFieldName', 'route');

/** For operations that start no task but exist on both of Kie.ai's routes. */
export const routeOption = only('route');
