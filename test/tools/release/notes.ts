/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { version } from '../../../package.json';
import { notesOf } from './changelog';

const [tag] = process.argv.slice(2);
if (tag !== version) throw new Error(`The tag is ${tag}, the version in package.json ${version}`);
const changelog = readFileSync(join(__dirname, '../../../CHANGELOG.md'), 'utf8');
process.stdout.write(`${notesOf(changelog, version)}\n`);
