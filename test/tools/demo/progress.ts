/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';

interface Progress {
	taskId: string;
	family: string;
	statusWord: string;
	state: string;
	questions: number;
	/** Milliseconds. */
	elapsed: number;
}

/** Shows what the node tells n8n's log: one line per task, rewritten in place on a terminal. */
export function showProgress(out: NodeJS.WriteStream): void {
	let open: string | undefined;
	const show = (_message: string, facts?: Partial<Progress>) => {
		if (facts?.questions === undefined) return;
		const { taskId = '', family, statusWord, state, questions, elapsed = 0 } = facts;
		const seconds = (elapsed / 1000).toFixed(0).padStart(4);
		const line = `  ${String(family).padEnd(6)} ${taskId}  ${seconds} s  asked ${questions}x  ${state} (${statusWord})`;
		const sameLine = out.isTTY && open === taskId;
		out.write(
			`${sameLine ? '\r\x1b[2K' : open && out.isTTY ? '\n' : ''}${line}${out.isTTY ? '' : '\n'}`,
		);
		open = state === 'pending' ? taskId : undefined;
		if (!open && out.isTTY) out.write('\n');
	};
	const silent = () => {};
	const logger = { info: show, debug: show, warn: silent, error: silent };
	Container.set(Logger, { ...logger, scoped: () => logger } as unknown as Logger);
}
