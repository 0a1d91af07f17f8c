/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INodeExecutionData, IPinData } from 'n8n-workflow';

import { PACKAGE_ROOT } from '../../tools/n8n/package/pack';

const json = (...items: IDataObject[]): INodeExecutionData[] =>
	items.map((item) => ({ json: item }));

/** An item with a small real file, as a form hands it on. */
function uploaded(field: string, file: string, mimeType: string, answers: IDataObject = {}) {
	const path = join(PACKAGE_ROOT, 'test', 'sandbox', 'media', file);
	const data = readFileSync(path).toString('base64');
	return [{ json: answers, binary: { [field]: { data, mimeType, fileName: file } } }];
}

/** What people and outside services would do in the examples: n8n's own nodes stay in them, only these are pinned. */
export const STAND_INS: Record<string, IPinData> = {
	'clone-a-voice': {
		'Voice Form': uploaded('Recording', 'vocals.mp3', 'audio/mpeg'),
		'Sing the Phrase': uploaded('Phrase', 'vocals.mp3', 'audio/mpeg'),
	},
	'message-to-song': {
		'Telegram Trigger': json({ message: { text: 'A red kite', chat: { id: 7 } } }),
		'Send Songs': json({ ok: true }),
	},
	'product-photo-to-video': {
		'Product Form': uploaded('Photo', 'picture.jpg', 'image/jpeg', { Scene: 'on a beach' }),
		'Upload to Drive': json({ id: 'drive' }),
	},
	'prompts-to-playlist': { 'Save to Drive': json({ id: 'drive' }) },
	'research-to-infographic': { 'Mail It': json({ id: 'mail' }) },
	'sheet-rows-to-videos': {
		'Read Rows': json(
			{ row_number: 2, Prompt: 'A red kite over a hill', Link: '' },
			{ row_number: 3, Prompt: 'A paper boat on a lake [sandbox: fail]', Link: '' },
		),
		'Write Link and Cost': json({ row_number: 2 }),
		'Write What Failed': json({ row_number: 3 }),
	},
	'songwriter-agent': {
		'When chat message received': json({ chatInput: 'A song about a kite', sessionId: 's' }),
	},
};
