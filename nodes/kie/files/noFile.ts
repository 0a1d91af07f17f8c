import { asRecord, number, text } from '../json';
import type { KieFile } from '../types';
import type { FileType } from './signatures';

const ERROR_XML = /^\s*(<\?xml[^>]*>\s*)?<error[\s>]/i;

/**
 * What a host sent instead of a file, although it called the request a success: hosts of files do so about links that
 * have expired. Nothing where it may well be the file.
 * @param start the beginning of the content, all of it where it is short
 */
export function contentProblem(
	kind: KieFile['kind'],
	{ extension }: FileType,
	start: Buffer,
): string | undefined {
	if (start.length === 0) return 'nothing';
	if (extension === 'html' && kind !== 'text') return 'a web page';
	const isText = kind === 'text' || kind === 'file';
	if (extension === 'json' && (!isText || isErrorJson(start))) return 'an error';
	if (extension === 'xml' && (!isText || ERROR_XML.test(start.toString()))) return 'an error';
	return undefined;
}

/** The envelope in which Kie.ai and its hosts put errors. */
function isErrorJson(content: Buffer): boolean {
	const answer = asRecord(content.toString());
	if (!answer) return false;
	const code = number(answer.code ?? answer.status ?? answer.statusCode);
	const message = text(answer.msg ?? answer.message);
	const isRefusal = message !== undefined && code !== undefined && code !== 0 && code !== 200;
	return isRefusal || answer.success === false || Boolean(answer.error);
}
