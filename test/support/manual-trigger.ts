import {
	type IDataObject,
	type INodeType,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';

import { describedAs } from './nodes';

/** Starts a workflow with the given items, as n8n's own Manual Trigger does with one empty item. */
export const manualTrigger = (items: IDataObject[] = [{}]): INodeType => ({
	description: describedAs('Manual Trigger', { group: ['trigger'], inputs: [] }),
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		const start = [items.map((json) => ({ json }))];
		return {
			manualTriggerFunction: async () => this.emit(start),
			manualTriggerResponse: Promise.resolve(start),
		};
	},
});
