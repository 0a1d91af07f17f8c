import type { IExecuteFunctions } from 'n8n-workflow';

import { familyNamed } from '../../../kie/tasks/families';
import { type ItemFiles, type ValueType, type Warn, readValue } from '../../../kie/values';
import { readCollection, specOf } from '../../../kie/values/property';
import { DEFAULT_OUTPUT_FIELD, taskOptions, waitForCompletion } from '../../actions/taskOptions';
import { isTool } from '../../../results/agent';

/** What *Wait for Completion* offers. */
export type WaitMode = 'polling' | 'callback' | 'no';

/** *Wait for Completion* and *Task Options* of one item. Times in milliseconds. */
export interface TaskSettings {
	wait: WaitMode;
	callbackUrl?: string;
	includeRecord: boolean;
	maximumRunningTasks: number;
	/** Nothing is started while the account has fewer credits. */
	minimumCredits: number;
	resendWhenUncertain: boolean;
	/** Which of Kie.ai's two generations of routes is taken. */
	route: 'automatic' | 'unified' | 'classic';
	splitIntoItems: boolean;
	timeLimit?: number;
	returnPending: boolean;
	/** Set where the files are wanted: the binary field of the first one. */
	download?: { field: string; maxBytes?: number };
	/** An AI agent reads the result. */
	asTool: boolean;
}

/** What the collection *Task Options* holds once it is read; what was not added is missing. */
export interface TaskOptions {
	callbackUrl?: string;
	downloadFiles?: boolean;
	includeRecord?: boolean;
	/** Megabytes of a million bytes; 0 for any size. */
	maximumFileSize?: number;
	maximumRunningTasks?: number;
	minimumCredits?: number;
	outputFieldName?: string;
	resendWhenUncertain?: boolean;
	route?: TaskSettings['route'];
	splitIntoItems?: boolean;
	/** Minutes. */
	timeLimit?: number;
	whenTimeRunsOut?: 'fail' | 'returnPending';
}

const DEFAULT_RUNNING_TASKS = 100;
const MINUTE_MS = 60_000;

/** Reads how the user wants tasks to be handled. @throws {KieError} category `input` */
export function readSettings(
	context: IExecuteFunctions,
	itemIndex: number,
	{ trustedHosts }: ItemFiles,
	warn: Warn,
): TaskSettings {
	const entered = context.getNodeParameter('taskOptions', itemIndex, {});
	const types: Record<string, ValueType> = {
		callbackUrl: { type: 'callbackUrl', trustedHosts },
	};
	const options = readCollection(taskOptions, entered, types, warn);
	const { name, default: initial } = waitForCompletion;
	const { value } = readValue(
		{ ...specOf(waitForCompletion), default: initial },
		context.getNodeParameter(name, itemIndex, initial),
	);
	return settingsFrom(options, value as WaitMode, isTool(context));
}

/** The settings that the options of the collection *Task Options* make, once they are read. */
export function settingsFrom(options: TaskOptions, wait: WaitMode, asTool: boolean): TaskSettings {
	const { timeLimit, callbackUrl } = options;
	return {
		wait,
		callbackUrl,
		includeRecord: options.includeRecord === true,
		maximumRunningTasks: options.maximumRunningTasks ?? DEFAULT_RUNNING_TASKS,
		minimumCredits: options.minimumCredits ?? 0,
		resendWhenUncertain: options.resendWhenUncertain === true,
		route: options.route ?? 'automatic',
		splitIntoItems: options.splitIntoItems === true,
		timeLimit: timeLimit === undefined ? undefined : timeLimit * MINUTE_MS,
		returnPending: options.whenTimeRunsOut === 'returnPending',
		download: options.downloadFiles === true ? readDownload(options) : undefined,
		asTool,
	};
}

function readDownload({ outputFieldName, maximumFileSize = 0 }: TaskOptions) {
	return {
		field: outputFieldName?.trim() ?? DEFAULT_OUTPUT_FIELD,
		...(maximumFileSize > 0 && { maxBytes: maximumFileSize * 1e6 }),
	};
}

/** The user's time limit, or the family's own, in milliseconds. */
export const timeLimitFor = (settings: TaskSettings, family: string): number =>
	settings.timeLimit ?? familyNamed(family).timeLimit * 1000;
