/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import {
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { copyChanged } from '../../tools/n8n/session/watch';

describe('what npm run dev hands to n8n', () => {
	const root = mkdtempSync(join(tmpdir(), 'watch-test-'));
	const from = join(root, 'compiled');
	const to = join(root, 'loaded');
	afterAll(() => rmSync(root, { recursive: true }));

	it('is what has changed, and nothing else: n8n loads the package again at every write', () => {
		const long = new Date('2026-01-01');
		for (const folder of [from, to]) {
			mkdirSync(join(folder, 'nodes'), { recursive: true });
			writeFileSync(join(folder, 'nodes', 'same.js'), 'same');
			utimesSync(join(folder, 'nodes', 'same.js'), long, long);
		}
		writeFileSync(join(to, 'nodes', 'changed.js'), 'old');
		writeFileSync(join(from, 'nodes', 'changed.js'), 'new');
		mkdirSync(join(from, 'added'));
		writeFileSync(join(from, 'added', 'added.js'), 'added');

		copyChanged(from, to);

		expect(readFileSync(join(to, 'nodes', 'changed.js'), 'utf8')).toBe('new');
		expect(readFileSync(join(to, 'added', 'added.js'), 'utf8')).toBe('added');
		expect(statSync(join(to, 'nodes', 'same.js')).mtime).toEqual(long);
	});
});
