import type { Locator, Page } from 'playwright-core';

/** A list that Kie.ai refuses to give is asked for several times. */
const LIST_TIMEOUT_MS = 30_000;

/** The list from which a model is picked, inside the open node. */
export class ModelPicker {
	constructor(private readonly page: Page) {}

	/** Opens the list and waits for its models; gives their names, top to bottom. */
	async open(): Promise<string[]> {
		await this.field().getByTestId('rlc-input').click();
		await this.items().first().waitFor({ timeout: LIST_TIMEOUT_MS });
		return await this.names();
	}

	/** Types into the search field of the open list and waits until it holds what was found. */
	async search(words: string): Promise<string[]> {
		const answer = this.page.waitForResponse(
			(response) =>
				response.url().endsWith('/resource-locator-results') &&
				response.request().postDataJSON().filter === words,
		);
		await this.page.getByTestId('rlc-search').fill(words);
		const { data } = (await (await answer).json()) as { data: { results: unknown[] } };
		await this.items().nth(data.results.length).waitFor({ state: 'detached' });
		return await this.names();
	}

	/** Picks the model of that title; its price stands before or after it. */
	async choose(title: string): Promise<void> {
		const literally = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		const name = new RegExp(`(^|· )\\s*${literally}\\s*($| – )`);
		await this.items().filter({ hasText: name }).first().click();
		await this.items().first().waitFor({ state: 'hidden' });
	}

	/** What the closed list shows. */
	async chosen(): Promise<string> {
		return await this.field().getByTestId('rlc-input').inputValue();
	}

	/** Switches to "By ID" and writes one. */
	async enterId(id: string): Promise<void> {
		await this.field().getByTestId('rlc-mode-selector').click();
		await this.page.getByTestId('mode-id').click();
		const input = this.field().getByTestId('rlc-input');
		await input.fill(id);
		await input.blur();
	}

	private field(): Locator {
		return this.page.getByTestId('resource-locator-model');
	}

	private items(): Locator {
		return this.page.getByTestId('rlc-item');
	}

	private async names(): Promise<string[]> {
		return (await this.items().allInnerTexts()).map((name) => name.trim());
	}
}
