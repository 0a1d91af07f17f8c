/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { withOperations } from './operations';

const README = resolve(__dirname, '../../../README.md');

writeFileSync(README, withOperations(readFileSync(README, 'utf8')));
