import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { familyNamed } from '../../../kie/tasks/families';
import { type ItemFiles, type ValueType, type Warn, readValue } from '../../../kie/values';
import { readCollection, specOf } from '../../../kie/values/property';
import { offersDownload } from '../../actions/madeFiles';
import type { Operation } from '../../actions/operation';
import { OPTIONS, sharedOptions, waitForCompletion } from '../../actions/taskOptions';
import { isTool } from '../../../results/agent';
import { downloadFiles } from '../../../results/optionFields';
import { type ResultFields, type ResultOptions, readResultOptions } from '../../../results/options';

/** What *Wait for Completion* offers. */
type WaitMode = 'polling' | 'callback' | 'no';

/** *Wait for Completion* and the *Options* of one item that all tasks have. Times in milliseconds. */
export interface TaskSettings extends ResultOptions {
	wait: WaitMode;
	callbackUrl?: string;
	maximumRunningTasks: number;
	/** Nothing is started while the account has fewer credits. */
	minimumCredits: number;
	/** Credits that the node may spend in one execution. */
	spendAtMost?: number;
	resendWhenUncertain: boolean;
	/** Which of Kie.ai's two generations of routes is taken. */
	route: 'automatic' | 'unified' | 'classic';
	timeLimit?: number;
	returnPending: boolean;
}

/** What *Options* holds of them once it is read; what was not added is missing. */
interface TaskOptions extends ResultFields {
	callbackUrl?: string;
	maximumRunningTasks?: number;
	minimumCredits?: number;
	spendAtMost?: number;
	resendWhenUncertain?: boolean;
	route?: TaskSettings['route'];
	/** Minutes. */
	timeLimit?: number;
	whenTimeRunsOut?: 'fail' | 'returnPending';
}

const DEFAULT_RUNNING_TASKS = 100;
const MINUTE_MS = 60_000;

/** Reads how the user wants tasks to be handled. @throws {KieError} category `input` */
export function readSettings(
	context: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
	{ trustedHosts }: ItemFiles,
	warn: Warn,
): TaskSettings {
	const entered = context.getNodeParameter(OPTIONS.name, itemIndex, {});
	const offered = { ...OPTIONS, options: sharedOptions(operation) };
	const types: Record<string, ValueType> = {
		callbackUrl: { type: 'callbackUrl', trustedHosts },
	};
	const options = readCollection(offered, entered, types, warn);
	const valueOf = (property: INodeProperties) =>
		readValue(
			{ ...specOf(property), default: property.default },
			context.getNodeParameter(property.name, itemIndex, property.default),
		).value;
	return {
		...settingsFrom(options),
		...readResultOptions(options, {
			download: offersDownload(operation) && valueOf(downloadFiles) === true,
			asTool: isTool(context),
		}),
		wait: valueOf(waitForCompletion) as WaitMode,
	};
}

/** The settings that the options make, once they are read. */
function settingsFrom(options: TaskOptions): Omit<TaskSettings, keyof ResultOptions | 'wait'> {
	const { timeLimit, callbackUrl } = options;
	return {
		callbackUrl,
		maximumRunningTasks: options.maximumRunningTasks ?? DEFAULT_RUNNING_TASKS,
		minimumCredits: options.minimumCredits ?? 0,
		spendAtMost: options.spendAtMost,
		resendWhenUncertain: options.resendWhenUncertain === true,
		route: options.route ?? 'automatic',
		timeLimit: timeLimit === undefined ? undefined : timeLimit * MINUTE_MS,
		returnPending: options.whenTimeRunsOut === 'returnPending',
	};
}

/** The user's time limit, or the family's own, in milliseconds. */
export const timeLimitFor = (settings: TaskSettings, family: string): number =>
	settings.timeLimit ?? familyNamed(family).timeLimit * 1000;
