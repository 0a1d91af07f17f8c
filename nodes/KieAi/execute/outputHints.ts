import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import { isTool } from '../../results/agent';

/** One line above the output. */
export type Hint = Pick<NodeExecutionHint, 'message' | 'type'>;

/** Warnings about the values of items: enough to see what may be wrong. */
const MOST_WARNINGS = 10;

/** What one run of the node says above its output. Nothing fails when it cannot be said. */
export class OutputHints {
	private readonly warnings = new Set<string>();

	constructor(private readonly context: IExecuteFunctions) {}

	/** Says what may be wrong with the values of an item, once for all items that have the same fault. */
	warn(message: string): void {
		if (this.warnings.has(message) || this.warnings.size >= MOST_WARNINGS) return;
		this.warnings.add(message);
		this.show({ message });
	}

	/** Shows a line. n8n takes it for HTML, and there may be words of an item or of Kie.ai in it. */
	show({ message, type = 'info' }: Hint): void {
		const { context } = this;
		if (isTool(context)) return;
		try {
			// Older versions of n8n have no hints.
			context.addExecutionHints?.({ message: asHtml(message), type, location: 'outputPane' });
		} catch {
			context.logger.info(message);
		}
	}
}

const asHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
