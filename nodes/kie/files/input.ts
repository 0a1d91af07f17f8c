import { createHash } from 'node:crypto';

import type { IBinaryData } from 'n8n-workflow';

import { inputError } from '../errors';
import { isAmong } from './formats';
import { type FileNetwork, read } from './network';
import { type FileType, HEAD_BYTES, mayBeSound, typeOf } from './signatures';

export type MediaKind = 'image' | 'video' | 'audio';

/** What Kie.ai takes in a field. */
export interface FileRule {
	kinds?: MediaKind[];
	/** Megabytes of a million bytes. */
	maxMb?: number;
	/** Endings of the formats that are taken, without dots. */
	formats?: readonly string[];
	/** `asset://…` is taken besides an address. */
	acceptsAssetId?: boolean;
}

interface Facts extends FileType {
	bytes: number;
	/** The same for the same content; of a large file for the same file only. */
	fingerprint: string;
}

/** What is read of a file to know it. */
type Reading = Omit<Facts, keyof FileType> & { head: Buffer };

/** Up to here the content of a stored file tells it; to read a larger one twice takes longer than to upload it again. */
const READ_BYTES = 16e6;

type Source = Pick<FileNetwork, 'open' | 'storedSize'>;

/** Types that a file has when nobody looked into it. */
const UNTOLD = new Set(['application/octet-stream', 'text/plain']);

/** A file of n8n that a field holds in place of an address. Its content is uploaded when the request is sent. */
export class InputFile {
	private known?: Facts;

	constructor(
		readonly binary: IBinaryData,
		/** Label of the field, for messages. */
		private readonly label: string,
		private readonly rule: FileRule = {},
	) {}

	/** Known once the file was inspected. */
	get facts(): Facts {
		if (!this.known) throw new TypeError(`The file of ${this.label} was not inspected`);
		return this.known;
	}

	/**
	 * Looks into the file: its size, type and fingerprint.
	 * @throws {KieError} category `input` when Kie.ai does not take such a file here
	 */
	async inspect(network: Source): Promise<void> {
		if (this.known) return;
		const { head, bytes, fingerprint } = await readFile(network, this.binary);
		const isAudio = this.binary.mimeType.startsWith('audio/');
		this.known = { ...this.typeFrom(typeOf(head, isAudio)), bytes, fingerprint };
		this.check(this.known);
	}

	/** The same file, as another field takes it. @throws {KieError} where it is known by now that it does not */
	for(label: string, rule: FileRule): InputFile {
		const other = new InputFile(this.binary, label, rule);
		other.known = this.known;
		if (this.known) other.check(this.known);
		return other;
	}

	/** Stands for the content wherever requests are compared. */
	toJSON(): string {
		return `file:${this.facts.fingerprint}`;
	}

	private typeFrom(content: FileType): FileType {
		const { mimeType, fileExtension, fileName } = this.binary;
		if (!UNTOLD.has(content.mimeType) || !mimeType || UNTOLD.has(mimeType)) return content;
		const extension = fileExtension ?? /\.(\w{1,8})$/.exec(fileName ?? '')?.[1];
		return { mimeType, extension: extension ?? content.extension };
	}

	private check({ bytes, mimeType, extension }: Facts): void {
		const { kinds, maxMb = Infinity, formats } = this.rule;
		const name = this.binary.fileName ? `"${this.binary.fileName}"` : 'the file';
		if (bytes === 0) throw inputError(`${this.label}: ${name} is empty`);
		if (bytes > maxMb * 1e6) {
			const size = Math.ceil(bytes / 1e5) / 10;
			throw inputError(`${this.label} takes at most ${maxMb} MB, but ${name} has ${size} MB`);
		}
		if (kinds && !UNTOLD.has(mimeType) && !kinds.some((kind) => isOf(kind, mimeType))) {
			throw inputError(`${this.label} takes ${kinds.join(' or ')}, but ${name} is ${mimeType}`);
		}
		if (formats && !UNTOLD.has(mimeType) && !isAmong(this.formatOf(extension), formats)) {
			const format = this.formatOf(extension).toUpperCase();
			throw inputError(`${this.label} takes ${formats.join(', ')}, but ${name} is ${format}`);
		}
	}

	/** Office documents are archives by their content: their name says more. */
	private formatOf(extension: string): string {
		const { fileExtension, fileName } = this.binary;
		if (extension !== 'zip') return extension;
		return fileExtension ?? /\.(\w{1,8})$/.exec(fileName ?? '')?.[1] ?? extension;
	}
}

/** A large file of the store is known by its id, since what is stored never changes: only its start is read. */
async function readFile(network: Source, binary: IBinaryData): Promise<Reading> {
	const { id } = binary;
	const stored = id === undefined ? 0 : await sizeOf(network, id);
	const isLarge = stored > READ_BYTES;
	const hash = createHash('sha256');
	const head: Uint8Array[] = [];
	let bytes = 0;
	for await (const piece of read(network, binary)) {
		if (bytes < HEAD_BYTES) head.push(piece);
		bytes += piece.length;
		if (!isLarge) hash.update(piece);
		else if (bytes >= HEAD_BYTES) break;
	}
	if (isLarge) hash.update(`${id} ${stored}`);
	const fingerprint = hash.digest('hex');
	return { head: Buffer.concat(head), bytes: isLarge ? stored : bytes, fingerprint };
}

/** A store that cannot tell is read. */
const sizeOf = async (network: Source, id: string): Promise<number> =>
	(await network.storedSize?.(id).catch(() => 0)) ?? 0;

const isOf = (kind: MediaKind, mimeType: string) =>
	kind === 'audio' ? mayBeSound(mimeType) : mimeType.startsWith(`${kind}/`);

/** Every file in a request, however deep it lies. */
export function inputFilesIn(value: unknown): InputFile[] {
	if (value instanceof InputFile) return [value];
	if (Array.isArray(value)) return value.flatMap(inputFilesIn);
	return isPlain(value) ? Object.values(value).flatMap(inputFilesIn) : [];
}

/** The same value with another one in place of each file. */
export function replaceFiles(value: unknown, by: (file: InputFile) => unknown): unknown {
	if (value instanceof InputFile) return by(value);
	if (Array.isArray(value)) return value.map((entry) => replaceFiles(entry, by));
	if (!isPlain(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [key, replaceFiles(entry, by)]),
	);
}

/** The same value with a web address in place of each file, for checks that know addresses only. */
export const addressed = <T>(value: T): T =>
	replaceFiles(value, () => 'https://example.com/file') as T;

const isPlain = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && value.constructor === Object;
