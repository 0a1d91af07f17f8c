import type { Locator, Page } from 'playwright-core';

/** The dialog in which a credential is made. n8n tests a credential whenever it is saved or opened. */
export class CredentialDialog {
	constructor(private readonly page: Page) {}

	/** Fills the field of that internal name. */
	async fill(field: string, text: string): Promise<void> {
		await this.dialog().getByTestId(`parameter-input-${field}`).locator('input').fill(text);
	}

	/** Turns the switch of that internal name on. */
	async switchOn(field: string): Promise<void> {
		await this.dialog().getByTestId(`parameter-input-${field}`).locator('.el-switch').click();
	}

	/** The labels of the fields, top to bottom. */
	async labels(): Promise<string[]> {
		const labels = this.dialog().getByTestId('credential-connection-parameter');
		return (await labels.allInnerTexts()).map((label) => label.split('\n')[0].trim());
	}

	async save(): Promise<void> {
		await this.dialog().getByTestId('credential-save-button').click();
	}

	/** Waits for the test to fail and unfolds the service's own words. */
	async failure(): Promise<string> {
		await this.dialog().getByText('More details').click();
		return await this.dialog().getByTestId('node-credentials-config-container').innerText();
	}

	/** Waits for the test to pass and gives the words shown. */
	async success(): Promise<string> {
		const banner = this.dialog().getByTestId('credentials-config-container-test-success');
		return await banner.innerText();
	}

	/** Leaves the dialog once n8n has accepted what was saved; n8n 2.x closes it by itself. */
	async close(): Promise<void> {
		const accepted = this.dialog().getByTestId('credentials-config-container-test-success');
		const button = this.dialog().locator('.el-dialog__headerbtn, button[aria-label*="lose"]');
		while (await this.dialog().isVisible()) {
			// The dialog may vanish between the look and the click.
			if (await accepted.isVisible())
				await button
					.first()
					.click({ timeout: 2000 })
					.catch(() => {});
			await this.page.waitForTimeout(100);
		}
	}

	private dialog(): Locator {
		return this.page.getByTestId('editCredential-modal');
	}
}
