/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { resources } from '../../../nodes/KieAi/actions';
import type { Page } from 'playwright-core';

import type { Scheme, Studio } from './studio';
import { allForms } from './workflows';

const FORMS = resources.flatMap(({ value: resource, name, operations }) =>
	operations.map((operation) => ({
		id: `${resource}-${operation.value}`,
		title: `${name} > ${operation.name}`,
		parameters: { resource, operation: operation.value },
	})),
);

/** Tall enough for the longest form. */
const VIEW = { width: 1280, height: 1500 };
const SETTLE_MS = 300;
/** Four side by side can be read without enlarging them. */
const PER_SHEET = 8;
const SHEET_WIDTH = 1640;
const MARGIN = 16;

/** Takes the form of every operation, light and dark, and lays eight at a time on a sheet. */
export async function contactSheets(studio: Studio, folder: string): Promise<void> {
	const { id } = await studio.n8n.api.workflows.create(allForms(FORMS));
	await photographForms(studio, id, folder);
	for (const scheme of SCHEMES) {
		for (let first = 0; first < FORMS.length; first += PER_SHEET) {
			await sheet(studio, scheme, first, folder);
		}
	}
}

const pictureOf = (id: string, scheme: Scheme) => `${id}-${scheme}.png`;

const SCHEMES: Scheme[] = ['light', 'dark'];

/** The editor follows the wish of the browser, so a form need not be opened twice. */
async function photographForms(studio: Studio, workflow: string, folder: string) {
	const { editor, page } = await studio.editor('light');
	await page.setViewportSize(VIEW);
	for (const { id } of FORMS) {
		const node = await editor.openNode(workflow, id);
		await node.parameter('operation').waitFor();
		// The fields of a model come later, and push down what is below them.
		await page.waitForLoadState('networkidle');
		for (const colorScheme of SCHEMES) {
			await page.emulateMedia({ colorScheme });
			await page.waitForTimeout(SETTLE_MS);
			const path = join(folder, pictureOf(id, colorScheme));
			await page.screenshot({ path, clip: await formArea(page) });
		}
	}
	await page.close();
}

/** The form down to its last field. */
async function formArea(page: Page) {
	const form = page.getByTestId('node-parameters');
	const parts = await form.locator(PARTS).locator('visible=true').all();
	const boxes = await Promise.all(parts.map(async (part) => await part.boundingBox()));
	const { x = 0, y = 0, width = VIEW.width } = (await form.boundingBox()) ?? {};
	const bottom = Math.max(...boxes.map((box) => (box ? box.y + box.height : 0)));
	return { x, y, width, height: bottom - y + MARGIN };
}

const PARTS = '[data-test-id="parameter-item"], [data-test-id="input-label"], input, .cm-editor';

async function sheet(studio: Studio, scheme: Scheme, first: number, folder: string) {
	const forms = FORMS.slice(first, first + PER_SHEET);
	const figures = await Promise.all(
		forms.map(async ({ id, title }) => {
			const picture = await readFile(join(folder, pictureOf(id, scheme)), 'base64');
			return `<figure><figcaption>${title}</figcaption><img src="data:image/png;base64,${picture}"></figure>`;
		}),
	);
	const page = await studio.blankPage();
	await page.setViewportSize({ width: SHEET_WIDTH, height: 400 });
	await page.setContent(`<style>${STYLE}</style>${figures.join('')}`);
	const name = `sheet-${scheme}-${String(first / PER_SHEET + 1).padStart(2, '0')}.png`;
	await writeFile(join(folder, name), await page.screenshot({ fullPage: true }));
	await page.close();
}

const STYLE = `
	body { margin: 8px; display: grid; grid-template-columns: repeat(4, 1fr); gap: 8px; font: 12px sans-serif; }
	figure { margin: 0 } img { width: 100%; border: 1px solid #999 }`;
