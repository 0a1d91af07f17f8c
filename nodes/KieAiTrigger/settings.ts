import type { IWebhookFunctions } from 'n8n-workflow';

import type { CallbackEvent } from '../kie/callbacks/read';
import { readValue } from '../kie/values';
import { readCollection, specOf } from '../kie/values/property';
import { downloadFiles } from '../results/optionFields';
import { type ResultFields, type ResultOptions, readResultOptions } from '../results/options';
import { DEFAULT_WINDOW_MINUTES, triggerEvents, triggerOptions } from './properties';

/** What a trigger can start a workflow for; `other` is a callback of no known kind of task. */
export type TriggerEvent = CallbackEvent | 'other';

/** What the user wants of the trigger. Times in milliseconds. */
export interface TriggerSettings extends ResultOptions {
	events: TriggerEvent[];
	/** Names of families; empty for all. */
	taskTypes: string[];
	acceptUnsigned: boolean;
	/** Read the record from Kie.ai instead of trusting the body. */
	verify: boolean;
	timeWindow: number;
}

const MINUTE_MS = 60_000;

/** What only the trigger's options hold once they are read. */
interface TriggerOptions extends ResultFields {
	acceptUnsigned?: boolean;
	taskTypes?: string[];
	/** Minutes. */
	timeWindow?: number;
	verify?: boolean;
}

/** @throws {KieError} category `input` */
export function readTriggerSettings(context: IWebhookFunctions): TriggerSettings {
	const warn = (message: string) => context.logger.warn(message);
	const entered = context.getNodeParameter(triggerOptions.name, {});
	const options: TriggerOptions = readCollection(triggerOptions, entered, {}, warn);
	const events = context.getNodeParameter(triggerEvents.name, []);
	const { timeWindow = DEFAULT_WINDOW_MINUTES } = options;
	return {
		...readResultOptions(options, { download: readDownload(context), asTool: false }),
		events: (readValue(specOf(triggerEvents), events).value ?? []) as TriggerEvent[],
		taskTypes: options.taskTypes ?? [],
		acceptUnsigned: options.acceptUnsigned === true,
		verify: options.verify !== false,
		timeWindow: timeWindow * MINUTE_MS,
	};
}

function readDownload(context: IWebhookFunctions): boolean {
	const { name, default: initial } = downloadFiles;
	const entered = context.getNodeParameter(name, initial);
	return readValue({ ...specOf(downloadFiles), default: initial }, entered).value === true;
}
