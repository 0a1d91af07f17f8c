import type { IBinaryData } from 'n8n-workflow';

import { invalid } from './message';

/** The file that a data URL holds. @throws {KieError} */
export function readDataUrl(text: string, label: string): IBinaryData {
	const comma = text.indexOf(',');
	const [mimeType, ...flags] = text.slice('data:'.length, Math.max(0, comma)).split(';');
	const content = text.slice(comma + 1);
	if (comma < 0 || content === '') throw invalid(label, 'holds a data URL without data');
	const isBase64 = flags.at(-1)?.trim().toLowerCase() === 'base64';
	return {
		mimeType: mimeType.trim(),
		data: isBase64
			? readBase64(content, label, 'holds a data URL whose content is not base64')
			: unescaped(content, label),
	};
}

/** Base64 without what is around it. `problem` continues the label. @throws {KieError} */
export function readBase64(content: string, label: string, problem: string): string {
	const data = content
		.replace(/\s/g, '')
		.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	const length = data.indexOf('=') < 0 ? data.length : data.indexOf('=');
	// Four characters stand for three bytes; a single one is left of something that was cut off.
	if (/[^A-Za-z0-9+/=_-]/.test(data) || length % 4 === 1) throw invalid(label, problem);
	return data;
}

function unescaped(content: string, label: string): string {
	try {
		return Buffer.from(decodeURIComponent(content)).toString('base64');
	} catch {
		throw invalid(label, 'holds a data URL that is not encoded correctly');
	}
}
