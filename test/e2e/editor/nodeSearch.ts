import type { Locator, Page } from 'playwright-core';

/** The panel in which a person looks for a node and picks one of its actions. */
export class NodeSearch {
	constructor(private readonly page: Page) {}

	async waitFor(): Promise<void> {
		await this.field().waitFor();
	}

	/**
	 * Types into the search field and waits for a node of that name to be offered.
	 * @returns the names of all nodes offered, best first
	 */
	async find(words: string, node: string): Promise<string[]> {
		await this.field().fill(words);
		await this.itemNamed(node).waitFor();
		return await this.page.getByTestId('node-creator-item-name').allInnerTexts();
	}

	/** Empties the search field, which takes the node of that name off the list. */
	async clear(node: string): Promise<void> {
		await this.field().fill('');
		await this.itemNamed(node).waitFor({ state: 'hidden' });
	}

	/** Looks for a node and opens the list of its actions. */
	async showActions(words: string, node: string): Promise<void> {
		await this.find(words, node);
		await this.itemNamed(node).click();
		await this.unfoldActions();
	}

	/** n8n folds the actions away where it expects a trigger to be picked. */
	private async unfoldActions(): Promise<void> {
		await this.page.getByTestId('node-creator-category-item').first().waitFor();
		const heading = this.page.locator('[data-keyboard-nav-id="Actions"]');
		const folded = this.page.locator('[data-category-collapsed="true"]').filter({ has: heading });
		if (await folded.count()) await heading.click();
	}

	/** Every line of the list of actions, headings in capitals. */
	async actions(): Promise<string[]> {
		return await this.items().allInnerTexts();
	}

	/** Looks for a node and picks one of its actions; n8n then opens the node. */
	async pick(words: string, node: string, action: string): Promise<void> {
		await this.showActions(words, node);
		await this.itemNamed(action).click();
		await this.page.getByTestId('node-parameters').waitFor();
	}

	private field(): Locator {
		return this.page.getByTestId('node-creator-search-bar');
	}

	private items(): Locator {
		return this.page.getByTestId('item-iterator-item');
	}

	private itemNamed(name: string): Locator {
		return this.items().filter({ has: this.page.getByText(name, { exact: true }) });
	}
}
