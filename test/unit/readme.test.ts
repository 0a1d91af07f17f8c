/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { withOperations } from '../tools/readme/operations';

it('the README lists every operation as it is declared (`npm run readme` updates it)', () => {
	const readme = readFileSync(resolve(__dirname, '../../README.md'), 'utf8');

	expect(readme).toBe(withOperations(readme));
});
