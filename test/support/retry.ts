import { WorkflowExecute } from 'n8n-core';
import type { IRun, IRunExecutionData } from 'n8n-workflow';

import { type Installation, type WorkflowJson, surroundings } from './engine';

let retries = 0;

/**
 * *Retry* in n8n's list of executions: a new execution that begins at the node that failed, with the data that n8n
 * stored. Follows `execution.service.js` of n8n 2.41.
 * @param json the workflow as it was, or as it is now
 */
export async function retryExecution(
	installation: Installation,
	json: WorkflowJson,
	failed: IRun,
): Promise<IRun> {
	const data = JSON.parse(JSON.stringify(failed.data)) as IRunExecutionData;
	const { lastNodeExecuted, runData } = data.resultData;
	if (lastNodeExecuted) {
		delete data.resultData.error;
		if (runData[lastNodeExecuted]?.at(-1)?.error) runData[lastNodeExecuted].pop();
	}
	const { workflow, additionalData } = surroundings(installation, json, `retry-${++retries}`);
	for (const entry of data.executionData?.nodeExecutionStack ?? []) {
		entry.node = workflow.getNode(entry.node.name) ?? entry.node;
	}
	return await new WorkflowExecute(additionalData, 'retry', data).processRunExecutionData(workflow);
}
