/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import { randomUUID } from 'node:crypto';

import type { Browser } from 'playwright-core';

import { N8nApi } from '../../tools/n8n/api';
import { releaseOf } from '../../tools/n8n/releases';
import { OWNER } from '../../tools/n8n/server';
import { sandboxCredential } from '../../tools/n8n/session/furnish';
import { startSandbox, type Sandbox } from '../../sandbox';
import { Editor } from '../editor/editor';
import { addressVariable } from '../setup/running';
import { launchChromium } from './chromium';

declare const n8nRelease: string;

/** Long enough for several tasks of the sandbox one after the other on a busy machine. */
export const SCENE_TIMEOUT_MS = 180_000;

/** How many times faster than Kie.ai the sandbox finishes: a song takes 3 s instead of 2 min. */
const SPEED = 40;
const CLICK_TIMEOUT_MS = 20_000;

export interface StageOptions {
	/** Make and use a sandbox credential before the scenes begin (default). */
	credential?: boolean;
}

const freshSandbox = async () =>
	await startSandbox({ apiKey: randomUUID(), durations: SPEED, rateLimit: false });

/** One n8n without credentials or workflows of earlier specs, a sandbox, and an editor that is signed in. */
export class Stage {
	private constructor(
		readonly api: N8nApi,
		private currentSandbox: Sandbox,
		readonly editor: Editor,
		private readonly browser: Browser,
	) {}

	static async open({ credential = true }: StageOptions = {}): Promise<Stage> {
		const url = process.env[addressVariable(n8nRelease)] ?? '';
		const api = await N8nApi.enter(url, OWNER);
		await api.credentials.removeAll();
		const sandbox = await freshSandbox();
		if (credential) await sandboxCredential(api, sandbox);
		const browser = await launchChromium();
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		page.setDefaultTimeout(CLICK_TIMEOUT_MS);
		const editor = new Editor(page, url, releaseOf(n8nRelease).version);
		await editor.signIn(OWNER);
		return new Stage(api, sandbox, editor, browser);
	}

	get sandbox(): Sandbox {
		return this.currentSandbox;
	}

	/** Puts a sandbox with an address and a key of its own behind the credential, so that n8n remembers nothing of it. */
	async renewSandbox(): Promise<void> {
		await this.sandbox.close();
		this.currentSandbox = await freshSandbox();
		await sandboxCredential(this.api, this.sandbox);
	}

	/** A test body that keeps a picture of the editor when it fails. */
	scene(work: () => Promise<void>): () => Promise<void> {
		return async () =>
			await work().catch(async (error: Error) => {
				await this.editor.photograph(`failed - ${expect.getState().currentTestName ?? 'scene'}`);
				throw error;
			});
	}

	async close(): Promise<void> {
		await this.browser.close();
		await this.sandbox.close();
	}
}
