import type { IDataObject, IExecuteFunctions, IRunExecutionData } from 'n8n-workflow';

import { inputError } from '../../../kie/errors';
import { isPrivateHost } from '../../../kie/files/addresses';
import type { SubmitOperation } from '../../actions/operation';
import type { Run } from '../job';
import { type TaskSettings, timeLimitFor } from '../parameters/settings';
import { resumeUrlOf } from './webhooks';

/**
 * Refuses to wait by callback where the execution could not be woken, or where somebody waits for its end, before
 * anything is paid.
 * @throws {KieError} category `input`
 */
export function assertCanWait(
	{ context, connection }: Run,
	settings: TaskSettings,
	operation: SubmitOperation,
): void {
	const resumeUrl = resumeUrlOf(context);
	const tooMany = context.getInputData().length > settings.maximumRunningTasks;
	if (settings.asTool) throw cannotWait('an AI agent needs the answer of its tool at once');
	if (isAwaitedByParent(context)) {
		throw cannotWait('n8n does not reliably wake the workflow that called this one');
	}
	if (isAwaitedByCaller(context)) {
		throw cannotWait('whoever called the workflow waits for its last node and would get no result');
	}
	if (isUnreachable(resumeUrl, connection.hosts.api)) throw notPublic(resumeUrl);
	if (tooMany) throw moreThan(settings.maximumRunningTasks);
	const timeout = workflowTimeout(context);
	const limit = timeLimitFor(settings, operation.family);
	if (timeout < limit) throw endsBefore(limit, timeout);
}

/**
 * A sub-workflow brings its caller back with wrong data or not at all, unless *Wait for Sub-Workflow Completion* is
 * off. n8n keeps that with the execution and tells nodes in no other way; where it does not, the caller may wait.
 */
function isAwaitedByParent(context: IExecuteFunctions): boolean {
	if (context.getMode() !== 'integrated') return false;
	const { runExecutionData } = context as unknown as { runExecutionData?: IRunExecutionData };
	return runExecutionData?.parentExecution?.shouldResume !== false;
}

/** Triggers that answer their caller with the data of the last node, and whether they do so. */
const ANSWERS_WITH_LAST_NODE: Record<string, (parameters: IDataObject) => boolean> = {
	'n8n-nodes-base.webhook': ({ responseMode }) => responseMode === 'lastNode',
	'@n8n/n8n-nodes-langchain.chatTrigger': ({ options }) =>
		['lastNode', undefined].includes((options as IDataObject | undefined)?.responseMode as string),
};

/** In the editor nobody waits but the person in front of it. */
function isAwaitedByCaller(context: IExecuteFunctions): boolean {
	if (!['webhook', 'chat'].includes(context.getMode())) return false;
	const parents = context.getParentNodes(context.getNode().name, { includeNodeParameters: true });
	return parents.some(({ name, type, parameters = {} }) => {
		const answers = ANSWERS_WITH_LAST_NODE[type]?.(parameters as IDataObject) ?? false;
		return answers && context.evaluateExpression(`{{ $(${JSON.stringify(name)}).isExecuted }}`, 0);
	});
}

/** The workflow's own *Timeout After* in milliseconds; n8n keeps seconds, and -1 where there is none. */
function workflowTimeout(context: IExecuteFunctions): number {
	const seconds = Number(context.getWorkflowSettings().executionTimeout ?? -1);
	return seconds > 0 ? seconds * 1000 : Infinity;
}

/** A Kie.ai that is itself inside the network, such as the sandbox, reaches what is inside. */
function isUnreachable(resumeUrl: string, api: string): boolean {
	const isInside = (url: string) => isPrivateHost(new URL(url).hostname);
	return isInside(resumeUrl) && !isInside(api);
}

const POLL = 'Set Wait for Completion to Wait Here; nothing was sent and nothing was paid';

const cannotWait = (reason: string) =>
	inputError(`Wait for Completion cannot pause the execution here: ${reason}`, POLL);

const notPublic = (resumeUrl: string) =>
	inputError(
		`Wait for Completion cannot pause the execution here: Kie.ai cannot reach n8n at ${new URL(resumeUrl).host}`,
		'Set Wait for Completion to Wait Here, or give n8n a public address (WEBHOOK_URL); nothing was paid',
	);

const moreThan = (limit: number) =>
	inputError(
		`An execution that pauses starts all items at once, but Items at the Same Time is ${limit}`,
		'Raise it, loop over smaller batches, or set Wait for Completion to Wait Here; nothing was paid',
	);

const endsBefore = (limit: number, timeout: number) =>
	inputError(
		`The pause until Kie.ai calls back may take ${minutes(limit)}, but the workflow is stopped after ${minutes(timeout)}`,
		'Raise Timeout Workflow in the settings of the workflow, or lower Time Limit; nothing was sent and nothing was paid',
	);

const minutes = (ms: number) => `${Math.round(ms / 6_000) / 10} minutes`;
