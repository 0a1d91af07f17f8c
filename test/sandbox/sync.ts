import { endpointOf, type Envelope } from '../facts/endpoints';
import { factRefusal, refusal, success } from './answers';
import { signedLink } from './download';
import type { Outcome } from './outcomes';
import { lengthOf } from './score';
import { missingField } from './submit';
import { hexOf, type Body, type Task, type Tasks } from './tasks';
import { trackIdsOf } from './tracks';

/** What the endpoints that answer at once work with. */
export interface Office {
	tasks: Tasks;
	now: number;
	filesUrl: string;
	balance(): number;
	pay(path: string, body: unknown, taskId: string, credits: number): void;
}

type Answer = (body: Body, office: Office) => Envelope;

const STYLE_CREDITS = 0.4;

const exampleData = (path: string) => endpointOf('POST', path).successExample?.data as Body;

function track({ taskId, audioId }: Body, { tasks, now }: Office): Task | undefined {
	const music = tasks.source(taskId, 'music');
	return music?.doneAt(now) && trackIdsOf(music).includes(String(audioId)) ? music : undefined;
}

/** Audio ids that a persona was made of: Kie.ai allows one each. */
const personas = new WeakMap<Tasks, Set<unknown>>();

const persona: Answer = (body, office) => {
	const path = '/api/v1/generate/generate-persona';
	if (!track(body, office)) return factRefusal('POST', path, 'unknown taskId/audioId');
	const used = personas.get(office.tasks) ?? new Set();
	personas.set(office.tasks, used);
	if (used.has(body.audioId)) {
		return factRefusal('POST', path, 'persona already made for this audio');
	}
	used.add(body.audioId);
	const { name, description } = body;
	return success({ personaId: hexOf(`persona ${String(body.audioId)}`), name, description });
};

const timestampedLyrics: Answer = (body, office) => {
	const path = '/api/v1/generate/get-timestamped-lyrics';
	const music = track(body, office);
	if (!music) return factRefusal('POST', path, 'unknown ids');
	const sung = music.body.instrumental === true ? '' : String(music.body.prompt ?? '');
	const words = sung.split(/\s+/).filter((word) => word !== '');
	const each = lengthOf() / Math.max(1, words.length);
	const alignedWords = words.map((word, index) => ({
		word,
		success: true,
		startS: Math.round(index * each * 100) / 100,
		endS: Math.round((index + 1) * each * 100) / 100,
		palign: 0,
	}));
	return success({ ...exampleData(path), alignedWords });
};

const boostStyle: Answer = (body, office) => {
	const path = '/api/v1/style/generate';
	const taskId = hexOf(`style ${String(body.content)}`);
	office.pay(path, body, taskId, STYLE_CREDITS);
	return success({
		...exampleData(path),
		taskId,
		param: body.content,
		result: `${String(body.content)}, warm analog textures, steady groove, wide stereo image`,
		creditsConsumed: STYLE_CREDITS,
		creditsRemaining: office.balance(),
		createTime: office.now,
	});
};

const checkVoice: Answer = ({ task_id: id }, { tasks, now }) => {
	const path = '/api/v1/voice/check-voice';
	const voice = tasks.find(id, 'voice', 'voiceValidation');
	if (!voice) return factRefusal('POST', path, 'unknown task');
	return success({ isAvailable: voice.family.name === 'voice' && voice.doneAt(now) });
};

const freshLink: Answer = ({ url }, { filesUrl, now }) => {
	const ours = String(url).startsWith(`${filesUrl}/`);
	return ours
		? success(signedLink(filesUrl, String(url), now))
		: factRefusal('POST', '/api/v1/common/download-url', 'foreign_url');
};

const imageLink: Answer = (body, office) => {
	const known = office.tasks.find(body.taskId, 'gpt4oImage');
	const ours = String(body.url).startsWith(`${office.filesUrl}/`);
	if (!known || !ours) return factRefusal('POST', '/api/v1/gpt4o-image/download-url', 'not_found');
	return freshLink(body, office);
};

const omniVoice: Answer = ({ audio_id: audioId, name }) =>
	success({ audioId: hexOf(`omni ${String(audioId)} ${String(name)}`), name });

const omniCharacter: Answer = (body) =>
	success({ characterId: hexOf(`omni ${JSON.stringify(body)}`) });

const ANSWERS: Record<string, Answer> = {
	'/api/v1/generate/generate-persona': persona,
	'/api/v1/generate/get-timestamped-lyrics': timestampedLyrics,
	'/api/v1/style/generate': boostStyle,
	'/api/v1/voice/check-voice': checkVoice,
	'/api/v1/common/download-url': freshLink,
	'/api/v1/gpt4o-image/download-url': imageLink,
	'/api/v1/omni/audio/create': omniVoice,
	'/api/v1/omni/character/create': omniCharacter,
};

/** Paths that answer their result at once. */
export const SYNC_PATHS = Object.keys(ANSWERS);

/** The answer of such a path, or the one that was ordered. */
export function answerAtOnce(
	path: string,
	body: Body,
	office: Office,
	{ refuse, answer }: Outcome,
): Envelope {
	if (refuse) return refusal(refuse.code, refuse.msg, refuse.data);
	const ordered =
		answer === undefined ? undefined : endpointOf('POST', path).answerExamples?.[answer];
	return ordered ?? missingField(path, body) ?? ANSWERS[path](body, office);
}
