import type { Locator, Page } from 'playwright-core';

import { NodeSearch } from './nodeSearch';

const RUN_TIMEOUT_MS = 90_000;

/** The drawing of the workflow. */
export class Canvas {
	readonly search: NodeSearch;

	constructor(private readonly page: Page) {
		this.search = new NodeSearch(page);
	}

	/** Opens the node search of an empty workflow. */
	async addFirstStep(): Promise<NodeSearch> {
		await this.page.getByTestId('canvas-plus-button').click();
		await this.search.waitFor();
		return this.search;
	}

	/** Opens the node search from the plus behind a node, so that what is picked gets connected to it. */
	async addAfter(node: string): Promise<NodeSearch> {
		await this.nodeNamed(node).getByTestId('canvas-handle-plus').first().click();
		await this.search.waitFor();
		return this.search;
	}

	nodeNamed(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	async open(name: string): Promise<void> {
		await this.nodeNamed(name).dblclick();
		await this.page.getByTestId('ndv').waitFor();
	}

	/** Brings every node into view. */
	async fit(): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
	}

	/** Presses "Execute workflow"; does not wait. */
	async execute(): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').click();
	}

	/** Presses Stop; does not wait. */
	async stop(): Promise<void> {
		await this.page.getByTestId('stop-execution-button').click();
	}

	/** Waits until nothing runs any more. */
	async waitUntilIdle(): Promise<void> {
		const button = this.page.getByTestId('stop-execution-button');
		await button.waitFor({ state: 'hidden', timeout: RUN_TIMEOUT_MS });
	}

	/** Waits for the green tick on a node. */
	async waitForSuccess(node: string): Promise<void> {
		const tick = this.nodeNamed(node).getByTestId('canvas-node-status-success');
		await tick.waitFor({ timeout: RUN_TIMEOUT_MS });
	}

	/** The words of the messages in the corner, newest first. */
	async messages(): Promise<string[]> {
		return await this.page.getByRole('alert').allInnerTexts();
	}
}
