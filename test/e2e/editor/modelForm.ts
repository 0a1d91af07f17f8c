import type { Locator, Page } from 'playwright-core';

/** A form that Kie.ai refuses to describe is asked for several times. */
const FIELDS_TIMEOUT_MS = 30_000;

/** The fields of the chosen model, inside the open node. */
export class ModelForm {
	constructor(private readonly page: Page) {}

	/** Waits for the field of that name, as Kie.ai calls it. */
	async waitFor(field: string): Promise<void> {
		await this.form()
			.getByTestId(`parameter-input-${field}`)
			.waitFor({ timeout: FIELDS_TIMEOUT_MS });
	}

	/** The labels of the fields that are shown, top to bottom; the first label is the heading. */
	async labels(): Promise<string[]> {
		const labels = this.form().getByTestId('input-label').locator('visible=true');
		const [, ...fields] = await labels.allInnerTexts();
		return fields.map((label) => label.split('\n')[0].trim());
	}

	/**
	 * Adds an optional field; `label` is how its label begins. Where only one is left, n8n has no list to choose from.
	 * @returns the labels of all fields that could be added
	 */
	async add(label: string): Promise<string[]> {
		await this.form().getByTestId('add-fields-select').getByRole('button').first().click();
		const offers = this.page.locator('[data-menu-content]').getByRole('menuitem');
		await offers.first().waitFor();
		const labels = await offers.allInnerTexts();
		await offers.filter({ hasText: label }).first().click();
		return labels.map((one) => one.trim());
	}

	/** Takes an optional field out again. */
	async remove(field: string): Promise<void> {
		await this.form().getByTestId(`remove-field-button-${field}`).click();
	}

	/** Waits for the words that stand there when a model has no form, and name it. */
	async notice(id: string): Promise<string> {
		const notice = this.page.getByTestId('empty-fields-notice').filter({ hasText: id });
		return await notice.innerText({ timeout: FIELDS_TIMEOUT_MS });
	}

	private form(): Locator {
		return this.page.getByTestId('resource-mapper-container');
	}
}
