import { processMemory } from '../boundedMap';
import { clock } from '../clock';
import type { UploadedFile } from './upload';

interface Entry {
	at: number;
	upload: Promise<UploadedFile>;
}

/** Kie.ai keeps uploads for 24 hours, and the task that reads one may have to wait. */
const LIFETIME_MS = 20 * 60 * 60 * 1000;

const uploads = processMemory<string, Entry>(2_000);

/**
 * Uploads a file once however often it is needed: by many items, by several nodes of an execution, in a loop.
 * @param key says what is uploaded, where to, and for which execution
 */
export async function uploadOnce(
	key: string,
	upload: () => Promise<UploadedFile>,
): Promise<UploadedFile> {
	const known = uploads.get(key);
	if (known && clock.now() - known.at < LIFETIME_MS) return await known.upload;
	const entry = { at: clock.now(), upload: upload() };
	uploads.set(key, entry);
	return await entry.upload.finally(() => {
		void entry.upload.catch(() => forget(key, entry));
	});
}

function forget(key: string, entry: Entry): void {
	if (uploads.get(key) === entry) uploads.delete(key);
}
