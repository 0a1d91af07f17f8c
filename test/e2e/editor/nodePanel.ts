import type { Locator, Page } from 'playwright-core';

import { ModelForm } from './modelForm';
import { ModelPicker } from './modelPicker';

/** Requests that are refused ten times in a row take two minutes. */
const RUN_TIMEOUT_MS = 180_000;

/** The open node: its fields in the middle, its output on the right. */
export class NodePanel {
	readonly modelPicker: ModelPicker;
	readonly modelForm: ModelForm;

	constructor(private readonly page: Page) {
		this.modelPicker = new ModelPicker(page);
		this.modelForm = new ModelForm(page);
	}

	/** The parameter of that internal name. */
	parameter(name: string): Locator {
		return this.page.getByTestId(`parameter-input-${name}`);
	}

	async fill(parameter: string, text: string): Promise<void> {
		await this.parameter(parameter).locator('input, textarea').first().fill(text);
	}

	/** Replaces what stands in an editor for JSON or an expression. */
	async writeJson(parameter: string, json: string): Promise<void> {
		await this.parameter(parameter).locator('.cm-content').fill(json);
	}

	/** Replaces an expression and waits until n8n has taken it over: only then it shows below what becomes of it. */
	async writeExpression(parameter: string, text: string): Promise<void> {
		await this.parameter(parameter).locator('.cm-content').click();
		await this.page.keyboard.press('ControlOrMeta+A');
		await this.page.keyboard.insertText(text);
		await this.page.getByText(text).nth(1).waitFor();
	}

	/** Picks an entry of a drop-down by its label. */
	async choose(parameter: string, label: string): Promise<void> {
		await this.parameter(parameter).click();
		// An entry's accessible name is its label followed by its description.
		const name = new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\s|$)`);
		await this.page.getByRole('option', { name }).click();
	}

	/** Waits for the red triangle at a parameter and gives the words under the pointer. */
	async issueOf(parameter: string): Promise<string> {
		const field = this.page
			.getByTestId('parameter-item')
			.filter({ has: this.parameter(parameter) });
		await field.getByTestId('parameter-issues').first().hover();
		const words = this.page.getByText(/Parameter ".+" is required/).locator('visible=true');
		return await words.first().innerText();
	}

	/** Flips an on/off parameter. */
	async toggle(parameter: string): Promise<void> {
		await this.parameter(parameter).locator('.el-switch, [role="switch"]').first().click();
	}

	/** The labels of the node's fields, top to bottom, without those of a model's own form. */
	async labels(): Promise<string[]> {
		const labels = this.page
			.getByTestId('node-parameters')
			.locator('[data-test-id="input-label"]:not([data-test-id="resource-mapper-container"] *)')
			.locator('visible=true');
		const words = (await labels.allInnerTexts()).map((label) => label.split('\n')[0].trim());
		// An entry of a list that holds an expression has n8n's switch in the place of a label.
		return words.filter((label) => label !== 'Fixed');
	}

	/** Presses "Execute step"; does not wait. */
	async execute(): Promise<void> {
		await this.page.getByTestId('node-execute-button').click();
	}

	/** Presses "Execute step" and waits for items. */
	async run(): Promise<void> {
		await this.execute();
		await this.waitForItems();
	}

	/** Waits for items; those of an earlier run are gone as soon as the next one has begun. */
	async waitForItems(): Promise<void> {
		await this.outputPanel().getByTestId('ndv-items-count').waitFor({ timeout: RUN_TIMEOUT_MS });
	}

	/** Presses "Execute step" and waits for an error; gives the words shown, message first. */
	async runToError(): Promise<string> {
		await this.execute();
		await this.page.getByTestId('node-error-message').waitFor({ timeout: RUN_TIMEOUT_MS });
		return await this.outputText();
	}

	/** Switches the output to a table, its JSON or its schema. */
	async showAs(view: 'table' | 'json' | 'schema'): Promise<void> {
		// n8n 1.x shows the buttons only under the pointer.
		await this.outputPanel().hover();
		await this.outputPanel().getByTestId(`radio-button-${view}`).click();
	}

	/** The words in the output panel. */
	async outputText(): Promise<string> {
		return await this.outputPanel().innerText();
	}

	outputPanel(): Locator {
		return this.page.getByTestId('output-panel');
	}

	/** Opens the dialog for a new credential. */
	async newCredential(): Promise<void> {
		const select = this.page.getByTestId('node-credentials-select');
		// Without any credential of this type, n8n 2.x shows a button instead of a list.
		const connect = this.page.getByRole('button', { name: 'Connect to Kie.ai' });
		await select.or(connect).first().click();
		if (await select.isVisible()) {
			await this.page.getByTestId('node-credentials-select-item-new').click();
		}
	}

	/** Opens the chosen credential. */
	async editCredential(): Promise<void> {
		await this.page.getByTestId('credential-edit-button').click();
	}

	async close(): Promise<void> {
		const close = this.page.getByTestId('ndv-close-button');
		await close.or(this.page.getByTestId('back-to-canvas')).first().click();
		await this.page.getByTestId('node-parameters').waitFor({ state: 'hidden' });
	}
}
