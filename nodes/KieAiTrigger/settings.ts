import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type { CallbackEvent } from '../kie/callbacks/read';
import { type ResultOptions, readResultOptions } from '../results/options';

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
export const DEFAULT_WINDOW_MINUTES = 5;

export function readTriggerSettings(context: IWebhookFunctions): TriggerSettings {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const minutes = Number(options.timeWindow);
	return {
		...readResultOptions(options, false),
		events: context.getNodeParameter('events', []) as TriggerEvent[],
		taskTypes: (options.taskTypes as string[] | undefined) ?? [],
		acceptUnsigned: options.acceptUnsigned === true,
		verify: options.verify !== false,
		timeWindow: (minutes > 0 ? minutes : DEFAULT_WINDOW_MINUTES) * MINUTE_MS,
	};
}
