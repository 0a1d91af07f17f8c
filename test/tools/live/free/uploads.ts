import axios from 'axios';

import { asRecord } from '../../../../nodes/kie/json';
import type { HttpAnswer } from '../../../../nodes/kie/transport';
import { endpointOf } from '../../../facts/endpoints';
import { equal, type Facts, judge, missingNames } from '../fact';
import type { LiveKie } from '../kie';

const BASE64 = '/api/file-base64-upload';
const STREAM = '/api/file-stream-upload';
const BY_URL = '/api/file-url-upload';
const FRESH_LINK = '/api/v1/common/download-url';

const CONTENT = 'n8n-nodes-kie-ai: live check';
const PLACE = { uploadPath: 'n8n-live-check', fileName: 'check.txt' };

/** All three uploads answer in the known shape, and their links lead to what was uploaded. */
export async function* uploads(kie: LiveKie): Facts {
	const base64Data = `data:text/plain;base64,${Buffer.from(CONTENT).toString('base64')}`;
	const link = yield* stored(BASE64, await kie.post(BASE64, { base64Data, ...PLACE }, 'upload'));
	const form = new FormData();
	form.append('uploadPath', PLACE.uploadPath);
	form.append('fileName', 'check-stream.txt');
	form.append('file', new Blob([CONTENT], { type: 'text/plain' }), 'check-stream.txt');
	yield* stored(STREAM, await kie.post(STREAM, form, 'upload'));
	if (!link) return;
	const again = { ...PLACE, fileUrl: link, fileName: 'check-url.txt' };
	yield* stored(BY_URL, await kie.post(BY_URL, again, 'upload'));
	const { body } = await kie.post(FRESH_LINK, { url: link });
	const fresh = asRecord(body)?.data;
	yield judge(`${FRESH_LINK} of an upload`, typeof fresh === 'string', 'a link', body);
	if (typeof fresh === 'string') yield await leadsToContent(FRESH_LINK, fresh);
}

async function* stored(
	path: string,
	{ body }: HttpAnswer,
): AsyncGenerator<Awaited<ReturnType<typeof leadsToContent>>, string | undefined> {
	const example = endpointOf('POST', path).successExample?.data;
	const data = asRecord(asRecord(body)?.data);
	yield equal(`names in the answer of ${path}`, [], missingNames(Object(example), data));
	const link = data?.downloadUrl;
	if (typeof link !== 'string') return undefined;
	yield await leadsToContent(path, link);
	return link;
}

/** The key does not go along: links are for everybody. */
async function leadsToContent(path: string, link: string) {
	const answer = await axios.get<string>(link, {
		responseType: 'text',
		validateStatus: () => true,
	});
	const found = answer.status === 200 ? answer.data : `HTTP ${answer.status}`;
	return equal(`link of ${path}`, CONTENT, found);
}
