/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { GRID, behindButton, boxesOf, heightOfWords, leadBack, overlaps } from '../support/canvas';
import type { WorkflowJson } from '../support/engine';

const FOLDER = resolve(__dirname, '../../examples');

const EXAMPLES = readdirSync(FOLDER)
	.filter((name) => name.endsWith('.json'))
	.map((name) => {
		const text = readFileSync(join(FOLDER, name), 'utf8');
		return [name, JSON.parse(text) as WorkflowJson & { name: string }] as const;
	});

const SMALL_WORDS = ['a', 'and', 'to'];

const isTitleWord = (word: string) => /^[A-Z]/.test(word) || SMALL_WORDS.includes(word);

const notesOf = ({ nodes }: WorkflowJson) =>
	nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');

describe.each(EXAMPLES)('%s on the canvas', (_file, example) => {
	it('has its things on the grid, none of them over another', () => {
		const off = example.nodes.filter(({ position: [x, y] }) => x % GRID || y % GRID);

		expect(off.map(({ name }) => name)).toEqual([]);
		expect(overlaps(example)).toEqual([]);
	});

	it('leads from left to right, and no tool runs behind the button for another', () => {
		expect(leadBack(example)).toEqual([]);
		expect(behindButton(example)).toEqual([]);
	});

	it('has notes as high as their words, at a distance to the nodes', () => {
		for (const note of notesOf(example)) {
			const { height } = note.parameters as { height: number };
			const nodes = boxesOf(example).filter(({ name }) => name !== note.name);
			const space = Math.min(...nodes.map(({ top }) => top)) - (note.position[1] + height);

			expect(height).toBeGreaterThanOrEqual(heightOfWords(note));
			expect(height).toBeLessThan(heightOfWords(note) + 2 * GRID);
			expect(space).toBe(4 * GRID);
		}
	});

	it('has a title in title case, and addresses with a path as links: n8n would take in what follows', () => {
		const words = notesOf(example).map(({ parameters }) => String(parameters.content));

		expect(example.name.split(' ').filter((word) => !isTitleWord(word))).toEqual([]);
		for (const text of words) expect(text.replace(/\[.*?\]\(.*?\)/g, '')).not.toMatch(/\.ai\//);
	});
});
