import { inputError } from '../../../kie/errors';
import { isPrivateHost } from '../../../kie/files/addresses';
import type { SubmitOperation, Values } from '../../actions/operation';
import type { Run } from '../job';
import type { TaskSettings } from '../parameters/settings';
import { resumeUrlOf } from './webhooks';

/**
 * Refuses to wait by callback where no callback could ever wake the execution, before anything is paid.
 * @throws {KieError} category `input`
 */
export function assertCanWait(
	{ context, connection }: Run,
	settings: TaskSettings,
	operation: SubmitOperation,
	values: Values,
): void {
	const resumeUrl = resumeUrlOf(context);
	const tooMany = context.getInputData().length > settings.maximumRunningTasks;
	if (settings.asTool) throw cannotWait('an AI agent needs the answer of its tool at once');
	// The kinds of sub-workflow look alike from within: n8n brings some of them back with wrong data or not at all.
	if (context.getMode() === 'integrated') {
		throw cannotWait('n8n does not reliably wake the workflow that called this one');
	}
	if (operation.alternatives?.(values).length) {
		throw cannotWait('Fallback Models needs a node that is there when the model fails');
	}
	if (isUnreachable(resumeUrl, connection.hosts.api)) throw notPublic(resumeUrl);
	if (tooMany) throw moreThan(settings.maximumRunningTasks);
}

/** A Kie.ai that is itself inside the network, such as the sandbox, reaches what is inside. */
function isUnreachable(resumeUrl: string, api: string): boolean {
	const isInside = (url: string) => isPrivateHost(new URL(url).hostname);
	return isInside(resumeUrl) && !isInside(api);
}

const POLL = 'Set Wait for Completion to Polling; nothing was sent and nothing was paid';

const cannotWait = (reason: string) =>
	inputError(`Wait for Completion cannot be Callback here: ${reason}`, POLL);

const notPublic = (resumeUrl: string) =>
	inputError(
		`Wait for Completion cannot be Callback here: Kie.ai cannot reach n8n at ${new URL(resumeUrl).host}`,
		'Set Wait for Completion to Polling, or give n8n a public address (WEBHOOK_URL); nothing was paid',
	);

const moreThan = (limit: number) =>
	inputError(
		`Wait for Completion by Callback starts all items at once, but Maximum Running Tasks is ${limit}`,
		'Raise it, loop over smaller batches, or set Wait for Completion to Polling; nothing was paid',
	);
