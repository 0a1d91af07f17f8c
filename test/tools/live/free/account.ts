import { chatModels } from '../../../facts/chat';
import { equal, type Facts, judge } from '../fact';
import { codeOf, type LiveKie } from '../kie';

/** The balance is a number. */
export async function* balance(kie: LiveKie): Facts {
	const { body } = await kie.get('/api/v1/chat/credit');
	const { code, data } = Object(body) as Record<string, unknown>;
	yield judge('balance', code === 200 && typeof data === 'number', 'code 200, a number', body);
}

const QUESTIONS = [
	'/api/v1/chat/credit',
	'/api/v1/models',
	'/api/v1/generate/record-info',
	'/openai/v1/models',
	'/anthropic/v1/models',
	'/xai/v1/models',
];
const TASKS = ['/api/v1/generate', '/api/v1/jobs/createTask', '/api/v1/common/download-url'];
const UPLOADS = ['/api/file-base64-upload', '/api/file-url-upload'];

const distinct = (paths: string[]) => [...new Set(paths)];

/** Every base refuses a wrong key with code 401, which costs nothing. */
export async function* wrongKey(kie: LiveKie): Facts {
	const chats = distinct(chatModels.filter(({ listed }) => listed).map(({ path }) => path));
	for (const path of QUESTIONS) yield refused(path, codeOf(await kie.asStranger('GET', path)));
	for (const path of [...TASKS, ...chats]) {
		yield refused(path, codeOf(await kie.asStranger('POST', path)));
	}
	for (const path of UPLOADS) {
		yield refused(path, codeOf(await kie.asStranger('POST', path, 'upload')));
	}
}

const refused = (path: string, code: number) => equal(`wrong key at ${path}`, 401, code);
