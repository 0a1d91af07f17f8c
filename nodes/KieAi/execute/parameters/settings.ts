import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { familyNamed } from '../../../kie/tasks/families';
import { isTool } from '../../../results/agent';
import { type ResultOptions, readResultOptions } from '../../../results/options';

/** What *Wait for Completion* offers. */
export type WaitMode = 'polling' | 'callback' | 'no';

/** *Wait for Completion* and *Task Options* of one item. Times in milliseconds. */
export interface TaskSettings extends ResultOptions {
	wait: WaitMode;
	callbackUrl?: string;
	maximumRunningTasks: number;
	/** Nothing is started while the account has fewer credits. */
	minimumCredits: number;
	resendWhenUncertain: boolean;
	/** Which of Kie.ai's two generations of routes is taken. */
	route: 'automatic' | 'unified' | 'classic';
	timeLimit?: number;
	returnPending: boolean;
}

const DEFAULT_RUNNING_TASKS = 100;
const MINUTE_MS = 60_000;

/** Reads how the user wants tasks to be handled. */
export function readSettings(context: IExecuteFunctions, itemIndex: number): TaskSettings {
	const options = context.getNodeParameter('taskOptions', itemIndex, {}) as IDataObject;
	const wait = context.getNodeParameter('waitForCompletion', itemIndex, 'polling') as WaitMode;
	return settingsFrom(options, wait, isTool(context));
}

/** The settings that the collection *Task Options* holds. */
function settingsFrom(options: IDataObject, wait: WaitMode, asTool: boolean): TaskSettings {
	const minutes = Number(options.timeLimit);
	return {
		...readResultOptions(options, asTool),
		wait,
		callbackUrl: (options.callbackUrl as string) || undefined,
		maximumRunningTasks: Math.max(1, Number(options.maximumRunningTasks) || DEFAULT_RUNNING_TASKS),
		minimumCredits: Number(options.minimumCredits) || 0,
		resendWhenUncertain: options.resendWhenUncertain === true,
		route: (options.route as TaskSettings['route'] | undefined) ?? 'automatic',
		timeLimit: minutes > 0 ? minutes * MINUTE_MS : undefined,
		returnPending: options.whenTimeRunsOut === 'returnPending',
	};
}

/** The user's time limit, or the family's own, in milliseconds. */
export const timeLimitFor = (settings: TaskSettings, family: string): number =>
	settings.timeLimit ?? familyNamed(family).timeLimit * 1000;
