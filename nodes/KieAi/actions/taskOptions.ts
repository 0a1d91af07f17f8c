import type { INodeProperties } from 'n8n-workflow';

import { resultOptionFields } from '../../results/optionFields';
import { filesOf } from './madeFiles';
import { type Operation, isPaid } from './operation';

const waitHere = {
	name: 'Wait Here',
	value: 'polling',
	description: 'The node asks Kie.ai until the task is finished and returns the result',
};

const pause = {
	name: 'Pause Until Kie.ai Calls Back',
	value: 'callback',
	description: 'Stores the execution until Kie.ai calls; n8n must be reachable from the internet',
};

const doNotWait = {
	name: "Don't Wait",
	value: 'no',
	description: 'The node returns the task ID at once; get the result later with Task > Wait',
};

/** What the node does once a task is started. */
export const waitForCompletion: INodeProperties = {
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	type: 'options',
	options: [waitHere, pause, doNotWait],
	default: 'polling',
	description:
		'What happens while the task runs. A paused execution survives a restart of n8n, and its failed tasks come as items with an error.',
};

/** The same for an agent, which cannot pause: it calls the node as a tool and needs an answer. */
export const waitAsTool: INodeProperties = {
	...waitForCompletion,
	options: [waitHere, doNotWait],
	description: 'What happens while the task runs',
};

/** Kie.ai keeps tasks for two months: to wait beyond that is a slip of the pen. */
const LONGEST_WAIT_MINUTES = 60 * 24 * 60;

/** The collection at the end of the form, of the operation and of the task that it starts. */
export const OPTIONS = { displayName: 'Options', name: 'options' };

const whenTimeRunsOut: INodeProperties = {
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
	description: 'When Kie.ai does not call back in time, the task is always returned as pending',
};

const spendAtMost: INodeProperties = {
	displayName: 'Spend at Most (Credits)',
	name: 'spendAtMost',
	type: 'number',
	default: 100,
	required: true,
	typeOptions: { minValue: 0 },
	description:
		'No further item is started once this node would spend more in one execution; what runs is finished. Kie.ai tells a price only when the task runs, so the first item runs alone until then, and one that costs more than those before may exceed this.',
};

/** How long is waited, and for what it is not worth beginning. */
const waitFields: INodeProperties[] = [
	{
		displayName: 'Minimum Credits',
		name: 'minimumCredits',
		type: 'number',
		default: 100,
		required: true,
		typeOptions: { minValue: 0 },
		description:
			'Nothing is started while the Kie.ai account has fewer credits than this; asked once per execution',
	},
	{
		displayName: 'Time Limit (Minutes)',
		name: 'timeLimit',
		type: 'number',
		default: 20,
		typeOptions: { minValue: 0.1, maxValue: LONGEST_WAIT_MINUTES },
		description:
			'How long to wait for a task. When it is finished, each of its files gets the same time again. Without it, a task gets as long as such tasks usually need at most (10 to 30 minutes), and a file an hour.',
	},
	whenTimeRunsOut,
];

const routeOption: INodeProperties = {
	displayName: 'Kie.ai Endpoint',
	name: 'route',
	type: 'options',
	options: [
		{
			name: 'Automatic',
			value: 'automatic',
			description: 'Classic, but Unified where only that one can do it or Classic is gone',
		},
		{
			name: 'Classic',
			value: 'classic',
			description: 'The older endpoint, made for the operation',
		},
		{
			name: 'Unified',
			value: 'unified',
			description: 'The newer endpoint, which all models share',
		},
	],
	default: 'automatic',
	description: 'Kie.ai has an older and a newer endpoint for the same work',
};

const itemsOption: INodeProperties = {
	displayName: 'Items at the Same Time',
	name: 'maximumRunningTasks',
	type: 'number',
	default: 100,
	typeOptions: { minValue: 1, maxValue: 10_000, numberPrecision: 0 },
	description: 'How many items are in progress at Kie.ai at the same time',
};

/** What few users ever need. */
const plumbingFields: INodeProperties[] = [
	{
		displayName: 'Callback URL to Notify',
		name: 'callbackUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/webhook/kie',
		description:
			'Public address that Kie.ai also calls when the task is finished, for example of a Kie.ai Trigger. Without it the one of the credential is used. It is not called when the node itself pauses until Kie.ai calls back.',
	},
	routeOption,
	itemsOption,
	{
		displayName: 'Send Again When Unsure Whether It Arrived',
		name: 'resendWhenUncertain',
		type: 'boolean',
		default: false,
		description:
			'Whether to send a task again when the connection broke before the answer came. It may then be paid for twice.',
	},
];

/** The options of results that apply to what an operation makes. */
function resultOptions(operation: Operation): INodeProperties[] {
	const made = filesOf(operation);
	const idle = new Set([
		...(made === 'none' ? ['maximumFileSize', 'outputFieldName', 'splitIntoItems'] : []),
		...(made === 'written' ? ['maximumFileSize', 'splitIntoItems'] : []),
		...(made === 'written' || made === 'any' ? [] : ['includeNotes']),
	]);
	return resultOptionFields.filter(({ name }) => !idle.has(name));
}

const [minimumCredits, ...timeFields] = waitFields;

const startFields = [minimumCredits, spendAtMost, ...timeFields];

const outputField = resultOptionFields.filter(({ name }) => name === 'outputFieldName');

/** The options that an operation has because of what it is: a task to wait for, a maker of files, one of two routes. */
export function sharedOptions(operation: Operation): INodeProperties[] {
	if (operation.kind === 'submit') {
		return [...resultOptions(operation), ...startFields, ...plumbingFields];
	}
	if (operation.kind === 'poll') {
		// One that exists on both routes starts a task on the other one.
		const starts = operation.unified !== undefined;
		const waiting = starts ? [...waitFields, ...plumbingFields] : [...timeFields, itemsOption];
		return [...resultOptions(operation), ...waiting];
	}
	return [
		...(operation.kind === 'request' && operation.makesFiles ? outputField : []),
		...(isPaid(operation) ? [spendAtMost] : []),
		...(operation.kind === 'request' && operation.unified ? [routeOption] : []),
	];
}
