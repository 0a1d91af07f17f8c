import type { IExecuteFunctions } from 'n8n-workflow';

import { FAMILY_LABELS } from '../../kie/tasks/labels';
import type { Progress } from '../../kie/tasks/poll';
import type { TaskRef } from '../../kie/types';

/** Says that a task runs, to n8n's log and to whoever looks at the editor. */
export function tellStart(
	context: IExecuteFunctions,
	task: TaskRef,
	itemIndex: number,
	isNew: boolean,
): void {
	const what = isNew ? 'started' : 'rejoined';
	// In its usual format n8n's log has no place for anything but the message.
	const message = `Kie.ai task ${what}: ${task.family} ${task.taskId}`;
	context.logger.info(message, { ...task, itemIndex });
	tellEditor(context, task, itemIndex, what);
}

/**
 * Tells n8n's log of every change of state, and of every question at debug level; the editor of changes. Never of a
 * prompt.
 */
export function tellProgress(
	context: IExecuteFunctions,
	itemIndex: number,
): (progress: Progress) => void {
	let last = '';
	return ({ task, ...progress }) => {
		const { statusWord, state, elapsed } = progress;
		const facts = { ...task, itemIndex, ...progress };
		if (statusWord === last) return context.logger.debug('Kie.ai task asked', facts);
		last = statusWord;
		context.logger.info('Kie.ai task changed', facts);
		const seconds = Math.round(elapsed / 1000);
		tellEditor(context, task, itemIndex, `${statusWord || state} after ${seconds} s`);
	};
}

/** The console of the browser is all that is left of an execution that is stopped there. */
function tellEditor(
	context: IExecuteFunctions,
	{ taskId, family }: TaskRef,
	itemIndex: number,
	news: string,
): void {
	if (context.getMode() !== 'manual') return;
	const { sendMessageToUI } = context as Partial<IExecuteFunctions>;
	sendMessageToUI?.call(
		context,
		`Kie.ai: ${FAMILY_LABELS[family]} task ${taskId} of item ${itemIndex}: ${news}`,
	);
}
