import {
	type IDataObject,
	type INodeType,
	type ITriggerFunctions,
	type ITriggerResponse,
	NodeConnectionTypes,
} from 'n8n-workflow';

/** Starts a workflow with the given items, as n8n's own Manual Trigger does with one empty item. */
export const manualTrigger = (items: IDataObject[] = [{}]): INodeType => ({
	description: {
		displayName: 'Manual Trigger',
		name: 'manualTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Starts the workflow',
		defaults: { name: 'Manual Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		const start = [items.map((json) => ({ json }))];
		return {
			manualTriggerFunction: async () => this.emit(start),
			manualTriggerResponse: Promise.resolve(start),
		};
	},
});
