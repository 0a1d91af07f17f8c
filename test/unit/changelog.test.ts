/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { version } from '../../package.json';
import { notesOf } from '../tools/release/changelog';

const CHANGELOG =
	'# Changelog\n\n## [1.10.0] - 2026-12-01\n\nTen.\n\n### Fixed\n\n- A\n\n## 1.1.0\n\nOne.\n';

describe('the notes of a release', () => {
	it('are the section of its version, and nothing of another', () => {
		expect(notesOf(CHANGELOG, '1.1.0')).toBe('One.');
		expect(notesOf(CHANGELOG, '1.10.0')).toBe('Ten.\n\n### Fixed\n\n- A');
	});

	it('must be there', () => {
		expect(() => notesOf(CHANGELOG, '1.1')).toThrow('CHANGELOG.md tells nothing about 1.1');
		expect(() => notesOf('## 2.0.0\n\n## 1.0.0\n\nOne.', '2.0.0')).toThrow('about 2.0.0');
	});

	it('are there for the version of package.json', () => {
		const changelog = readFileSync(join(__dirname, '../../CHANGELOG.md'), 'utf8');
		expect(notesOf(changelog, version)).not.toBe('');
	});
});
