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
	sha256: string;
}

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
	 * Reads the file once, piece by piece: its size, type and fingerprint.
	 * @throws {KieError} category `input` when Kie.ai does not take such a file here
	 */
	async inspect(network: Pick<FileNetwork, 'open'>): Promise<void> {
		if (this.known) return;
		const hash = createHash('sha256');
		const head: Uint8Array[] = [];
		let bytes = 0;
		for await (const piece of read(network, this.binary)) {
			if (bytes < HEAD_BYTES) head.push(piece);
			hash.update(piece);
			bytes += piece.length;
		}
		const isAudio = this.binary.mimeType.startsWith('audio/');
		const type = this.typeFrom(typeOf(Buffer.concat(head), isAudio));
		this.known = { ...type, bytes, sha256: hash.digest('hex') };
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
		return `sha256:${this.facts.sha256}`;
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

const isPlain = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && value.constructor === Object;
