import type { IDataObject } from 'n8n-workflow';

import { clock } from '../../kie/clock';
import { inputError } from '../../kie/errors';
import { present } from '../../kie/json';
import { InputFile } from '../../kie/files/input';
import { UPLOAD_LIFETIME_MS, type UploadPlace } from '../../kie/files/upload';
import type { Values } from '../actions/field';
import type { UploadOperation } from '../actions/operation';
import type { Job, Run } from './job';

/** Uploads the file of one item, whatever it is given as. @throws {KieError} */
export async function upload(
	{ files }: Run,
	{ values }: Job<UploadOperation>,
): Promise<IDataObject> {
	const { inputDataFieldName, fileUrl, base64Data } = values;
	const source = base64Data ? fromBase64(String(base64Data)) : (inputDataFieldName ?? fileUrl);
	if (base64Data) await files.inspect({ source });
	const uploaded = await files.put(source as string | InputFile, placeOf(values));
	const expiresAt = new Date(clock.now() + UPLOAD_LIFETIME_MS).toISOString();
	return { ...uploaded, expiresAt };
}

function fromBase64(text: string): InputFile {
	const [, mimeType = 'application/octet-stream', content] =
		/^(?:data:([^;,]+)[^,]*,)?(.*)$/is.exec(text.replace(/\s/g, '')) ?? [];
	if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(content)) throw inputError('Base64 Text is not base64');
	return new InputFile({ data: content, mimeType }, 'Base64 Text');
}

function placeOf({ fileName, uploadPath }: Values): UploadPlace {
	const folder = String(uploadPath ?? '').replace(/^[/\s]+|[/\s]+$/g, '');
	return present({ fileName: fileName as string | undefined, folder: folder || undefined });
}
