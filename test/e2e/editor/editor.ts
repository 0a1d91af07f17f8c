/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Page } from 'playwright-core';

import type { Owner } from '../../tools/n8n/api/client';
import { PACKAGE_ROOT } from '../../tools/n8n/package/pack';
import { Canvas } from './canvas';
import { CredentialDialog } from './credentialDialog';
import { NodePanel } from './nodePanel';

/** Buttons and dialogs fade; a picture in the middle of that shows half of them. */
const SETTLE_MS = 400;

/** n8n's editor as a person sees it. */
export class Editor {
	readonly canvas: Canvas;
	readonly node: NodePanel;
	readonly credential: CredentialDialog;

	constructor(
		readonly page: Page,
		private readonly url: string,
		private readonly folder: string,
	) {
		this.canvas = new Canvas(page);
		this.node = new NodePanel(page);
		this.credential = new CredentialDialog(page);
	}

	async signIn({ email, password }: Owner): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.getByTestId('emailOrLdapLoginId').locator('input').fill(email);
		await this.page.getByTestId('password').locator('input').fill(password);
		await this.page.getByTestId('form-submit-button').click();
		await this.page.waitForURL(({ pathname }) => !pathname.startsWith('/signin'));
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-plus-button').waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** Opens a node of a saved workflow; `id` is the node's. */
	async openNode(workflowId: string, id: string): Promise<NodePanel> {
		await this.page.goto(`${this.url}/workflow/${workflowId}/${id}`);
		await this.page.getByTestId('node-parameters').waitFor();
		return this.node;
	}

	async openCommunityPackages(): Promise<void> {
		await this.page.goto(`${this.url}/settings/community-nodes`);
	}

	/** Keeps what is on the screen as `artefacts/e2e/<version>/<name>.png`. */
	async photograph(name: string): Promise<void> {
		const folder = join(PACKAGE_ROOT, 'artefacts', 'e2e', this.folder);
		await mkdir(folder, { recursive: true });
		const file = `${name.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}.png`;
		await this.page.waitForTimeout(SETTLE_MS);
		await this.page.screenshot({ path: join(folder, file), animations: 'disabled' });
	}
}
