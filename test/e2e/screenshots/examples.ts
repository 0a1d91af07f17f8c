/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { basename, join } from 'node:path';

import { exampleFiles } from '../../tools/n8n/session/furnish';
import type { Studio } from './studio';
import { wholeExample } from './workflows';

const VIEW = { width: 1500, height: 1000 };
/** Edges are drawn and the view moves. */
const SETTLE_MS = 800;

/** Takes the whole canvas of every example, with its notes. */
export async function photographExamples(studio: Studio, folder: string): Promise<void> {
	const { editor, page } = await studio.editor('light');
	await page.setViewportSize(VIEW);
	for (const file of await exampleFiles()) {
		const workflow = await wholeExample(file, studio.credential);
		const { id } = await studio.n8n.api.workflows.create(workflow);
		await editor.openWorkflow(id);
		await editor.canvas.fit();
		await page.mouse.move(1, 1);
		await page.waitForTimeout(SETTLE_MS);
		await page.screenshot({ path: join(folder, `example-${basename(file, '.json')}.png`) });
	}
	await page.close();
}
