import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

/** A form without the content of its file. */
export interface Form {
	headers: IDataObject;
	/** What stands before the content of the file, and after it. */
	before: Buffer;
	after: Buffer;
}

/** A multipart form whose last part is a file. Its length is told ahead, so that nothing has to be collected. */
export function formAround(
	fields: Record<string, string>,
	file: { name: string; mimeType: string; bytes: number },
): Form {
	const boundary = `kie-ai-${randomUUID()}`;
	const part = (head: string, content = '') => `--${boundary}\r\n${head}\r\n\r\n${content}`;
	const disposition = (name: string) => `Content-Disposition: form-data; name="${name}"`;
	const texts = Object.entries(fields).map(
		([name, value]) => `${part(disposition(name), value)}\r\n`,
	);
	const head = `${disposition('file')}; filename="${escapeName(file.name)}"\r\nContent-Type: ${file.mimeType}`;
	const before = Buffer.from(texts.join('') + part(head));
	const after = Buffer.from(`\r\n--${boundary}--\r\n`);
	return {
		headers: {
			'content-type': `multipart/form-data; boundary=${boundary}`,
			'content-length': String(before.length + file.bytes + after.length),
		},
		before,
		after,
	};
}

/** The escapes of the HTML standard for names in a form. */
const escapeName = (name: string) =>
	name.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
