/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { execFileSync } from 'node:child_process';

/** What n8n's own reader of file contents makes of some bytes. It is an ES module, which Jest cannot load. */
export function fileTypeOf(content: Buffer): { mime?: string; ext?: string } {
	const script = `
		const chunks = [];
		process.stdin.on('data', (chunk) => chunks.push(chunk)).on('end', async () => {
			const { fileTypeFromBuffer } = await import('file-type');
			const { mime, ext } = (await fileTypeFromBuffer(Buffer.concat(chunks))) ?? {};
			process.stdout.write(JSON.stringify({ mime, ext }));
		});`;
	const printed = execFileSync(process.execPath, ['-e', script], { input: content });
	return JSON.parse(printed.toString()) as { mime?: string; ext?: string };
}
