/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { join } from 'node:path';

import type { Page } from 'playwright-core';

import type { WorkflowFile } from '../../tools/n8n/api/workflows';
import { PACKAGE_ROOT } from '../../tools/n8n/package/pack';
import type { Editor } from '../editor/editor';
import { areaOf } from './area';
import type { Studio } from './studio';
import { errorBranch, exampleAlone, triggerAlone } from './workflows';

const FOLDER = join(PACKAGE_ROOT, 'docs', 'pictures');
/** Edges are drawn and buttons fade in. */
const SETTLE_MS = 800;

const CANVAS = { width: 1280, height: 900 };
const PANEL = { width: 1160, height: 640 };

/** What lies over the drawing. */
const FURNITURE = `
	.el-notification, [data-test-id^="execute-workflow-button"], [data-test-id="canvas-controls"],
	[data-test-id="node-buttons-wrapper"], [data-test-id="canvas-chat-button"],
	[data-test-id="workflow-chat-button"] { opacity: 0 !important; }`;

/** Takes the pictures of the documents. */
export class Photographer {
	private constructor(
		private readonly studio: Studio,
		private readonly editor: Editor,
		private readonly page: Page,
	) {}

	static async at(studio: Studio): Promise<Photographer> {
		const { editor, page } = await studio.editor('light');
		return new Photographer(studio, editor, page);
	}

	async takeAll(): Promise<void> {
		const { credential } = this.studio;
		await this.open(await exampleAlone('song-to-stems-to-midi', credential));
		await this.run('Generate MIDI');
		await this.drawing('canvas');
		await this.panel('generate-music', 'Generate Music', 'schema');

		await this.open(errorBranch(credential));
		await this.run('Tell the Team');
		await this.drawing('error-branch');

		await this.open(await exampleAlone('songwriter-agent', credential));
		await this.drawing('songwriter-agent');

		await this.open(triggerAlone(credential));
		await this.panel('trigger', 'Kie.ai Trigger');
	}

	private async open(workflow: WorkflowFile) {
		const { id } = await this.studio.n8n.api.workflows.create(workflow);
		await this.page.setViewportSize(CANVAS);
		await this.editor.openWorkflow(id);
		await this.page.addStyleTag({ content: FURNITURE });
	}

	private async run(last: string) {
		await this.page.getByTestId('execute-workflow-button').dispatchEvent('click');
		await this.editor.canvas.waitForSuccess(last);
	}

	/** The nodes and what connects them. */
	private async drawing(name: string) {
		await this.editor.canvas.fit();
		await this.page.mouse.move(1, 1);
		await this.page.waitForTimeout(SETTLE_MS);
		await this.save(name, await areaOf(this.page));
	}

	/** A node of the open workflow, with what its last run returned. */
	private async panel(name: string, node: string, view?: 'schema') {
		await this.page.setViewportSize(PANEL);
		await this.editor.canvas.open(node);
		await this.page.getByTestId('node-parameters').waitFor();
		if (view) await this.editor.node.showAs(view);
		await this.page.mouse.move(1, 1);
		await this.page.waitForTimeout(SETTLE_MS);
		const box = await this.page.getByTestId('ndv').boundingBox();
		await this.save(name, box ?? { x: 0, y: 0, ...PANEL });
	}

	private async save(name: string, clip: Awaited<ReturnType<typeof areaOf>>) {
		const path = join(FOLDER, `${name}.png`);
		await this.page.screenshot({ path, clip, animations: 'disabled' });
	}
}
