import type { Browser, Page } from 'playwright-core';

import { startSandbox, type Sandbox } from '../../sandbox';
import { consoleProgress } from '../../tools/n8n/cache';
import { buildPackage, packPackage } from '../../tools/n8n/package/pack';
import { cacheRoot } from '../../tools/n8n/cache/directory';
import type { StoredCredential } from '../../tools/n8n/api/credentials';
import { startN8n, type N8nServer } from '../../tools/n8n/server';
import { sandboxCredential } from '../../tools/n8n/session/furnish';
import { Editor } from '../editor/editor';
import { ensureChromium, launchChromium } from '../support/chromium';

export type Scheme = 'light' | 'dark';

/** How many times faster than Kie.ai the sandbox finishes. */
const SPEED = 40;
const CLICK_TIMEOUT_MS = 90_000;
const VIEW = { width: 1280, height: 800 };

/** A real n8n with this package and a sandbox, to take pictures of. */
export class Studio {
	private constructor(
		readonly n8n: N8nServer,
		readonly sandbox: Sandbox,
		readonly credential: StoredCredential,
		private readonly browser: Browser,
	) {}

	static async open(): Promise<Studio> {
		const progress = consoleProgress();
		await ensureChromium(progress);
		progress('building the package');
		await buildPackage();
		const { tarball } = await packPackage(`${cacheRoot()}/packed`);
		progress('starting n8n');
		const n8n = await startN8n({ packageTarball: tarball, progress });
		const sandbox = await startSandbox({ durations: SPEED, rateLimit: false });
		const credential = await sandboxCredential(n8n.api, sandbox);
		return new Studio(n8n, sandbox, credential, await launchChromium());
	}

	/** An editor in which the owner is signed in. */
	async editor(scheme: Scheme): Promise<{ editor: Editor; page: Page }> {
		const page = await this.browser.newPage({ viewport: VIEW, colorScheme: scheme });
		page.setDefaultTimeout(CLICK_TIMEOUT_MS);
		const editor = new Editor(page, this.n8n.url, `screenshots-${scheme}`);
		await editor.signIn(this.n8n.owner);
		return { editor, page };
	}

	/** A page without n8n. */
	async blankPage(): Promise<Page> {
		return await this.browser.newPage({ viewport: VIEW });
	}

	async close(): Promise<void> {
		await this.browser.close();
		await this.n8n.stop();
		await this.sandbox.close();
	}
}
