import type { IDataObject } from 'n8n-workflow';

import { KieError } from '../errors';
import { asRecord, number, present, text } from '../json';
import { type KieConnection, ask } from '../transport';
import type { KieRequest } from '../types';
import type { InputFile } from './input';
import { formAround } from './multipart';
import { safeName } from './names';
import { type FileNetwork, type Readable, streamFrom } from './network';

/** Data that is in memory as base64 anyway is sent so up to this size; Kie.ai advises against it above 10 MB. */
const SMALL_BYTES = 1e6;
const DEFAULT_FOLDER = 'n8n';

/** Kie.ai keeps uploads for a day; its older pages say three. */
export const UPLOAD_LIFETIME_MS = 24 * 60 * 60 * 1000;

/** A file that Kie.ai has taken. */
export interface UploadedFile {
	url: string;
	fileName?: string;
	filePath?: string;
	/** Bytes. */
	size?: number;
	mimeType?: string;
	/** ISO 8601. */
	uploadedAt?: string;
}

/** Where an upload is put at Kie.ai. */
export interface UploadPlace {
	/** Kie.ai overwrites a file of the same name. */
	fileName?: string;
	/** Without slash at either end. */
	folder?: string;
}

/**
 * Uploads a file that was inspected. A stored file is streamed and never in memory as a whole.
 * @throws {KieError} with Kie.ai's own words
 */
export async function uploadFile(
	connection: KieConnection,
	network: FileNetwork,
	file: InputFile,
	{ fileName = nameOf(file), folder = DEFAULT_FOLDER }: UploadPlace = {},
): Promise<UploadedFile> {
	const fields = { uploadPath: folder, fileName };
	const isSmall = !file.binary.id && file.facts.bytes <= SMALL_BYTES;
	const request = isSmall ? inBase64(file, fields) : asStream(network, file, fields);
	return readUpload(await ask(connection, request));
}

/** Has Kie.ai fetch a public file of at most 100 MB. @throws {KieError} with Kie.ai's own words */
export async function uploadUrl(
	connection: KieConnection,
	fileUrl: string,
	{ fileName, folder = DEFAULT_FOLDER }: UploadPlace = {},
): Promise<UploadedFile> {
	const body = present({ fileUrl, uploadPath: folder, fileName });
	return readUpload(await ask(connection, post('/api/file-url-upload', { body })));
}

const post = (path: string, content: Pick<KieRequest, 'body' | 'form'>): KieRequest => ({
	method: 'POST',
	host: 'upload',
	path,
	...content,
});

function inBase64({ binary, facts }: InputFile, fields: IDataObject): KieRequest {
	const base64Data = `data:${facts.mimeType};base64,${binary.data}`;
	return post('/api/file-base64-upload', { body: { base64Data, ...fields } });
}

/** Every try gets a new stream, since one can be read only once. */
function asStream(
	network: FileNetwork,
	file: InputFile,
	fields: Record<string, string>,
): KieRequest {
	const form = async () => {
		const { headers, before, after } = formAround(fields, { name: fields.fileName, ...file.facts });
		const content = await network.open(file.binary);
		const body = Buffer.isBuffer(content)
			? Buffer.concat([before, content, after])
			: streamFrom(content, between(before, content, after));
		return { headers, body };
	};
	return post('/api/file-stream-upload', { form });
}

async function* between(before: Buffer, content: Readable, after: Buffer) {
	yield before;
	yield* content as AsyncIterable<Uint8Array>;
	yield after;
}

/** Names are made of the content, so that the same file is the same upload and never overwrites another one. */
function nameOf({ binary, facts }: InputFile): string {
	const stem = safeName((binary.fileName ?? 'file').replace(/\.\w{1,8}$/, ''))
		.replace(/[^A-Za-z0-9._-]+/g, '-')
		.slice(0, 40);
	return `${stem}-${facts.fingerprint.slice(0, 16)}.${facts.extension}`;
}

function readUpload(data: unknown): UploadedFile {
	const record = asRecord(data) ?? {};
	const url = text(record.downloadUrl ?? record.fileUrl);
	if (!url) {
		throw new KieError({
			message: 'Kie.ai accepted the file but named no address for it',
			hint: 'Run it again; uploads are free',
			category: 'provider',
			retryable: true,
			creditsTaken: 'no',
		});
	}
	return present({
		url,
		fileName: text(record.fileName),
		filePath: text(record.filePath),
		size: number(record.fileSize),
		mimeType: text(record.mimeType),
		uploadedAt: text(record.uploadedAt),
	});
}
