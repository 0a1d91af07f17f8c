import type { IBinaryData } from 'n8n-workflow';

import { formatOfAddress, isAmong, mayBeOf } from '../files/formats';
import { type FileRule, InputFile } from '../files/input';
import { isRecord } from '../json';
import { isUnreachable, readWebAddress } from './address';
import { bare, isEmpty } from './blank';
import { readDataUrl } from './dataUrl';
import { jsonIn } from './json';
import { invalid, listed, shown } from './message';
import { directLink } from './shareLinks';
import type { ItemFiles } from './spec';

const DEEPEST = 5;
const ADVICE =
	'Enter the input data field name of the file instead of its address, and the node uploads it';

/** Whether a value is a file as n8n describes it. */
function isBinary(value: unknown): value is IBinaryData {
	if (!isRecord(value)) return false;
	const { mimeType, id, data } = value;
	return typeof mimeType === 'string' && (isStored(id) || typeof data === 'string');
}

/** n8n names the store before the file; ids of Google Drive and others have no colon. */
const isStored = (id: unknown) => typeof id === 'string' && id.includes(':');

const FACTS = [
	'mimeType',
	'fileType',
	'fileName',
	'fileExtension',
	'fileSize',
	'bytes',
	'directory',
];

/** Whether a value is what an expression gives of a file that n8n keeps in memory: all but its content. */
const isDescription = (value: unknown): value is Record<string, unknown> =>
	isRecord(value) &&
	typeof value.mimeType === 'string' &&
	Object.keys(value).every((key) => FACTS.includes(key));

/**
 * Everything in a value that may stand for a file: texts, files of n8n, and what tables and forms call an attachment,
 * however many of them lie in lists, in items or beside each other.
 */
export function sourcesIn(value: unknown, depth = 0): unknown[] {
	const content = typeof value === 'string' ? (jsonIn(value) ?? value) : value;
	if (isEmpty(content)) return [];
	if (depth > DEEPEST || isBinary(content) || content instanceof InputFile) return [content];
	if (Array.isArray(content)) return content.flatMap((entry) => sourcesIn(entry, depth + 1));
	if (!isRecord(content)) return [content];
	const files = isRecord(content.binary) ? content.binary : content;
	const binaries = Object.values(files).filter((one) => isBinary(one) || isDescription(one));
	return binaries.length > 0 ? binaries : [addressOf(content) ?? content];
}

/** Airtable, Baserow and Notion give `url`, NocoDB `signedUrl` beside it; Notion nests it. */
function addressOf(attachment: Record<string, unknown>): string | undefined {
	const { signedUrl, url, file, external } = attachment;
	const nested = [file, external].map((inner) => (isRecord(inner) ? inner.url : undefined));
	const found = [signedUrl, url, ...nested].find((one) => typeof one === 'string' && !isEmpty(one));
	return found as string | undefined;
}

/** The one file of a field. @throws {KieError} */
export function readFile(
	entered: unknown,
	label: string,
	rule: FileRule,
	files: ItemFiles,
): string | InputFile {
	const sources = sourcesIn(entered);
	if (sources.length === 1) return readSource(sources[0], label, rule, files);
	throw invalid(
		label,
		`takes one file, but holds ${sources.length}`,
		'Use one of them, for example {{ $json.files[0] }}; nothing was sent and nothing was paid',
	);
}

/**
 * What stands for one file: a public address, or a file of n8n that was named by its binary field, given by an
 * expression, or written as a data URL.
 * @throws {KieError}
 */
function readSource(
	source: unknown,
	label: string,
	rule: FileRule,
	files: ItemFiles,
): string | InputFile {
	if (source instanceof InputFile) return source.for(label, rule);
	if (isBinary(source)) return new InputFile(source, label, rule);
	if (isDescription(source)) return new InputFile(describedFile(source, label, files), label, rule);
	if (typeof source !== 'string') {
		throw invalid(
			label,
			`must be a web address or a file, but is ${shown(source)}`,
			'Use the key that holds the address (url) or the file',
		);
	}
	const text = bare(source);
	const scheme = /^([a-z][a-z0-9+.-]{0,30}):/i.exec(text)?.[1]?.toLowerCase();
	if (scheme === 'data') return new InputFile(readDataUrl(text, label), label, rule);
	if (scheme === 'http' || scheme === 'https') return publicAddress(text, label, rule, files);
	if (scheme === 'asset' && rule.acceptsAssetId && !/\s/.test(text)) return text;
	const binary = files.binary(text);
	if (binary) return new InputFile(binary, label, rule);
	throw scheme
		? invalid(label, `must begin with https://, but begins with ${scheme}:`, ADVICE)
		: notFound(label, text, files.names);
}

/** The one file of the item that is described. @throws {KieError} */
function describedFile(
	description: Record<string, unknown>,
	label: string,
	{ names, binary }: ItemFiles,
): IBinaryData {
	const facts = Object.entries(description);
	const found = names
		.map((name) => binary(name))
		.filter((one) => facts.every(([key, fact]) => one?.[key as keyof IBinaryData] === fact));
	if (found.length === 1 && found[0]) return found[0];
	throw invalid(
		label,
		`is ${shown(description)}: n8n gives expressions no content of files that it keeps in memory`,
		'Enter the name of the binary field, such as data, and let the file come with the incoming item',
	);
}

function publicAddress(
	text: string,
	label: string,
	rule: FileRule,
	{ trustedHosts }: ItemFiles,
): string {
	const address = readWebAddress(text, label);
	const direct = directLink(new URL(address));
	if (direct && 'problem' in direct) {
		throw invalid(
			label,
			`${direct.problem}: ${shown(address)}`,
			'Download the file in the workflow and enter its binary field, or use a direct link',
		);
	}
	const url = direct?.url ?? address;
	if (isUnreachable(url, trustedHosts)) {
		throw invalid(
			label,
			`leads to ${new URL(url).hostname}, which Kie.ai cannot reach from the internet`,
			ADVICE,
		);
	}
	refuseFormat(url, label, rule);
	return url;
}

/** @throws {KieError} for an address whose ending promises a file that is not taken */
function refuseFormat(url: string, label: string, { formats, kinds }: FileRule): void {
	const format = formatOfAddress(url);
	if (!format) return;
	const isTaken = formats ? isAmong(format, formats) : !kinds || mayBeOf(kinds, format);
	if (isTaken) return;
	throw invalid(
		label,
		`takes ${formats ? listed([...formats]) : kinds?.join(' or ')}, but the file is ${format.toUpperCase()}`,
		format === 'html'
			? 'Enter the address of the file itself, not of its page'
			: 'Convert the file first',
	);
}

/** Long texts without blanks, dots or slashes at their start are the content of a file. */
const looksLikeContent = (text: string) => text.length > 200 && /^[A-Za-z0-9+/=\s]{200}/.test(text);

function notFound(label: string, text: string, names: string[]) {
	const has = names.length > 0 ? `the binary fields ${names.join(', ')}` : 'no binary data';
	const hint = looksLikeContent(text)
		? 'Base64 content needs its type in front, for example data:image/png;base64,'
		: `The item has ${has}; a web address begins with https://`;
	return invalid(
		label,
		`is neither a web address nor a binary field of the incoming item: ${shown(text)}`,
		hint,
	);
}
