import type { IDataObject } from 'n8n-workflow';

import { clock } from '../../kie/clock';
import { present } from '../../kie/json';
import { InputFile } from '../../kie/files/input';
import { readBase64, readDataUrl } from '../../kie/values/dataUrl';
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
	const label = 'Base64 Text';
	const binary = /^\s*data:/i.test(text)
		? readDataUrl(text.trim(), label)
		: {
				data: readBase64(text, label, 'is not base64'),
				mimeType: 'application/octet-stream',
			};
	return new InputFile(binary, label);
}

function placeOf({ fileName, uploadPath }: Values): UploadPlace {
	const folder = String(uploadPath ?? '').replace(/^[/\s]+|[/\s]+$/g, '');
	return present({ fileName: fileName as string | undefined, folder: folder || undefined });
}
