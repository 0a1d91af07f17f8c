/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { createHash, type Hash } from 'node:crypto';
import { extname } from 'node:path';
import type { Request } from 'express';

import { factRefusal } from './answers';
import type { Files } from './files';
import { readMultipart } from './multipart';
import { hexOf, type Body } from './tasks';

/** A file somebody uploaded. */
export interface Upload {
	path: string;
	fileName: string;
	downloadUrl: string;
	size: number;
	sha256: string;
	mimeType: string;
	/** Epoch milliseconds. */
	at: number;
}

/** Larger files are counted and hashed, but not kept. */
const KEEP_UP_TO = 16 * 1024 * 1024;
const PATIENCE_MS = 30_000;
/** Kie.ai keeps uploads for a day. */
const LIFETIME_MS = 24 * 60 * 60_000;
const USER_FOLDER = 'kieai/100000';
const STREAM = '/api/file-stream-upload';

const MIME: Record<string, string> = {
	'.txt': 'text/plain',
	'.png': 'image/png',
	'.jpg': 'image/jpeg',
	'.jpeg': 'image/jpeg',
	'.webp': 'image/webp',
	'.mp3': 'audio/mpeg',
	'.wav': 'audio/wav',
	'.mp4': 'video/mp4',
	'.json': 'application/json',
};

/** Counts and hashes what passes; keeps it only while it is small. */
class Intake {
	size = 0;
	private readonly hash: Hash = createHash('sha256');
	private kept: Buffer[] | undefined = [];

	data(chunk: Buffer): void {
		this.size += chunk.length;
		this.hash.update(chunk);
		if (this.size > KEEP_UP_TO) this.kept = undefined;
		this.kept?.push(Buffer.from(chunk));
	}

	digest(): string {
		return this.hash.digest('hex');
	}

	bytes(): Buffer | undefined {
		return this.kept && Buffer.concat(this.kept);
	}
}

function missing(name: string): object {
	return { success: false, code: 400, msg: `Missing required parameter: ${name}` };
}

/** The upload host. */
export class Uploads {
	readonly all: Upload[] = [];

	constructor(
		private readonly files: Files,
		private readonly filesUrl: () => string,
		private readonly now: () => number,
	) {}

	base64(body: Body): object {
		const path = '/api/file-base64-upload';
		for (const name of ['base64Data', 'uploadPath']) if (!body[name]) return missing(name);
		const [, mime, data] = String(body.base64Data).match(/^(?:data:([^;,]+);base64,)?(.*)$/s) ?? [];
		if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(data)) return factRefusal('POST', path, 'bad_base64');
		const intake = new Intake();
		intake.data(Buffer.from(data, 'base64'));
		return this.store(path, intake, body, mime);
	}

	async url(body: Body): Promise<object> {
		const path = '/api/file-url-upload';
		for (const name of ['fileUrl', 'uploadPath']) if (!body[name]) return missing(name);
		const url = String(body.fileUrl);
		const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
			() => undefined,
		);
		if (!response?.ok) return factRefusal('POST', path, 'server');
		const intake = new Intake();
		intake.data(Buffer.from(await response.arrayBuffer()));
		const type = response.headers.get('content-type')?.split(';')[0];
		return this.store(path, intake, body, type, new URL(url).pathname);
	}

	async stream(req: Request): Promise<object> {
		const boundary = req.headers['content-type']?.match(/boundary="?([^";]+)"?/)?.[1];
		if (boundary === undefined) return missing('file');
		const fields: Body = {};
		let file: { intake: Intake; name?: string; type?: string } | undefined;
		await readMultipart(req, boundary, ({ name, fileName, type }) => {
			const intake = new Intake();
			if (name === 'file') file = { intake, name: fileName, type };
			const end = () => {
				if (name !== 'file') fields[name] = intake.bytes()?.toString();
			};
			return { data: (chunk) => intake.data(chunk), end };
		});
		if (!file) return missing('file');
		if (!fields.uploadPath) return missing('uploadPath');
		return this.store(STREAM, file.intake, fields, file.type, file.name);
	}

	private store(path: string, intake: Intake, body: Body, type?: string, origin = ''): object {
		const ending = extname(origin) || Object.keys(MIME).find((one) => MIME[one] === type) || '';
		const random = `${this.now()}-${hexOf(`upload#${this.all.length}`).substring(0, 11)}${ending}`;
		const fileName = String(body.fileName ?? '') || random;
		const mimeType = type ?? MIME[extname(fileName).toLowerCase()] ?? 'application/octet-stream';
		const filePath = `${USER_FOLDER}/${String(body.uploadPath)}/${fileName}`;
		const downloadUrl = `${this.filesUrl()}/${filePath.split('/').map(encodeURIComponent).join('/')}`;
		const [at, size] = [this.now(), intake.size];
		this.all.push({ path, fileName, downloadUrl, size, sha256: intake.digest(), mimeType, at });
		const bytes = intake.bytes();
		if (bytes)
			this.files.keep(`/${filePath}`, { bytes, type: mimeType, expiresAt: at + LIFETIME_MS });
		const uploadedAt = new Date(at).toISOString();
		return {
			success: true,
			code: 200,
			msg: 'File uploaded successfully',
			data: {
				success: true,
				fileName,
				filePath,
				downloadUrl,
				fileSize: size,
				mimeType,
				uploadedAt,
			},
		};
	}
}
