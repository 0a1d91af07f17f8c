import { endpointOf, type Envelope } from '../facts/endpoints';
import { factRefusal, refusal } from './answers';
import { isPaused, marketSuccess, modelOf } from './market';
import { stemsOf } from './midi';
import { recordOf, tell, type Surroundings } from './records';
import type { Body, Task, Tasks } from './tasks';
import { makerOf, trackIdsOf } from './tracks';
import { classicBody, classicPathOf } from './unified';

/** What a submission is judged with. */
interface Desk {
	tasks: Tasks;
	now: number;
	around: Surroundings;
	/** Whether Kie.ai could fetch an address given by the user. */
	reachable(url: unknown): boolean;
}

/** How a submission is judged: refused, answered without a new task, or queued. */
export interface Verdict {
	answer?: Envelope;
	parent?: Task;
	end?: string;
	failure?: { code: number; message: string };
}

type Rule = (body: Body, desk: Desk) => Verdict;

/** Phrases of the voice endpoints are reported to live 10 to 15 minutes. */
const PHRASE_LIFE_MS = 15 * 60_000;

const musicTrack = ({ taskId, audioId }: Body, { tasks, now }: Desk): Task | undefined => {
	const music = tasks.source(taskId, 'music');
	const silent = ['PENDING', 'waiting', 'queuing', 'generating', music?.family.failure];
	const told = music && !silent.includes(music.stateAt(now));
	return told && trackIdsOf(music).includes(String(audioId)) ? music : undefined;
};

const needsTrack =
	(path: string): Rule =>
	(body, desk) => {
		const parent = musicTrack(body, desk);
		return parent?.doneAt(desk.now)
			? { parent }
			: { answer: factRefusal('POST', path, 'unknown ids') };
	};

const needsReachable =
	(...fields: string[]): Rule =>
	(body, desk) => {
		const lost = fields.flatMap((field) => body[field] ?? []).some((url) => !desk.reachable(url));
		return lost ? { failure: { code: 400, message: 'The source file could not be fetched.' } } : {};
	};

const sameWork = (parent: Task, path: string, body: Body): Task | undefined =>
	parent.heirs.find(
		(heir) => heir.path === path && heir.good && heir.body.audioId === body.audioId,
	);

const wav: Rule = (body, desk) => {
	const path = '/api/v1/wav/generate';
	const verdict = needsTrack(path)(body, desk);
	const again = verdict.parent && sameWork(verdict.parent, path, body);
	return again ? { answer: factRefusal('POST', path, 'already converted') } : verdict;
};

const extend: Rule = ({ audioId }, { tasks }) => {
	const parent = makerOf(tasks, audioId);
	return parent ? { parent } : { failure: { code: 400, message: 'The audio does not exist.' } };
};

const vocalRemoval: Rule = (body, desk) => {
	const end = `SUCCESS_${String(body.type ?? 'separate_vocal')}`;
	if (body.audioUrl && !body.taskId) return { end, ...needsReachable('audioUrl')(body, desk) };
	return { end, ...needsTrack('/api/v1/vocal-removal/generate')(body, desk) };
};

const midi: Rule = (body, { tasks, now, around }) => {
	const parent = tasks.source(body.taskId, 'stems');
	if (!parent?.doneAt(now)) {
		return { answer: factRefusal('POST', '/api/v1/midi/generate', 'unknown separation task') };
	}
	const ids = stemsOf(recordOf(parent, now, around)).map(({ id }) => id);
	const unknown = body.audioId !== undefined && !ids.includes(String(body.audioId));
	return unknown
		? { parent, failure: { code: 500, message: 'MIDI generation failed' } }
		: { parent };
};

const coverImage: Rule = (body, { tasks, now }) => {
	const path = '/api/v1/suno/cover/generate';
	const parent = tasks.source(body.taskId, 'music');
	if (!parent?.doneAt(now)) return { answer: factRefusal('POST', path, 'unknown music task') };
	const again = sameWork(parent, path, body);
	if (!again) return { parent };
	const refused = factRefusal('POST', path, 'cover already made for this music task');
	return { answer: { ...refused, data: { taskId: again.id } } };
};

/** Its states have no word for a phrase that waits to be recorded. */
const isUnified = (task?: Task) => task?.family.name === 'market';

const voice: Rule = (body, { tasks, now }) => {
	const parent = tasks.source(body.taskId, 'voiceValidation');
	const isWaiting = parent?.stateAt(now) === 'wait_validating' || isUnified(parent);
	if (parent?.doneAt(now) && isWaiting) return { parent };
	return { answer: factRefusal('POST', '/api/v1/voice/generate', 'unknown validate task') };
};

const regenerate: Rule = (body, { tasks, now }) => {
	const parent = tasks.source(body.taskId, 'voiceValidation');
	const failed = parent?.endedAt(now) && !parent.good;
	if (parent && (failed || now > parent.endsAt + PHRASE_LIFE_MS)) return { parent };
	return { answer: factRefusal('POST', '/api/v1/voice/regenerate', 'nothing to regenerate') };
};

/** The same POST starts the upgrade and asks for it: 422 means under way, finished, or unknown. */
const veo4k: Rule = (body, { tasks, now, around }) => {
	const path = '/api/v1/veo/get-4k-video';
	const parent = tasks.source(body.taskId, 'veo');
	if (!parent?.doneAt(now)) return { answer: factRefusal('POST', path, 'missing') };
	const index = body.index ?? 0;
	const upgrade = parent.heirs.find(
		(heir) => heir.path === path && (heir.body.index ?? 0) === index && heir.good,
	);
	if (!upgrade) return { parent };
	const examples = endpointOf('POST', path).answerExamples ?? {};
	const example = upgrade.doneAt(now) ? examples.ready : examples.processing;
	return { answer: tell(upgrade, example, true, around) };
};

const veoExtend: Rule = (body, { tasks }) => {
	const parent = tasks.source(body.taskId, 'veo');
	return parent
		? { parent, end: 'success_docs' }
		: { failure: { code: 400, message: 'The original video does not exist.' } };
};

/** A nonexistent task is accepted on the wire; that it fails later is inferred. */
const runwayExtend: Rule = (body, { tasks }) => {
	const parent = tasks.source(body.taskId, 'runway');
	return parent ? { parent } : { failure: { code: 400, message: 'Get image info failed.' } };
};

const market: Rule = ({ model, input }, desk) => {
	const path = '/api/v1/jobs/createTask';
	const junk = typeof model !== 'string' || typeof input !== 'object' || input === null;
	if (junk) return { answer: factRefusal('POST', path, 'server') };
	if (isPaused(model)) return { answer: refusal(500, 'This interface is temporarily paused') };
	const missing = modelOf(model)?.required.some((name) => !(name in input));
	if (missing) return { answer: factRefusal('POST', path, 'bad_input') };
	return { ...unified({ model, input }, desk), end: marketSuccess(model, input) };
};

/** The unified route needs the same sources as the classic one; what it says to wrong ones is inferred. */
function unified(body: Body, desk: Desk): Verdict {
	const path = classicPathOf(body.model);
	const verdict = (path && RULES[path]?.(classicBody(body), desk)) || {};
	return verdict.answer ? { answer: refusal(500, 'The source task does not exist') } : verdict;
}

const RULES: Record<string, Rule> = {
	'/api/v1/generate/extend': extend,
	'/api/v1/generate/upload-cover': needsReachable('uploadUrl'),
	'/api/v1/generate/upload-extend': needsReachable('uploadUrl'),
	'/api/v1/generate/add-instrumental': needsReachable('uploadUrl'),
	'/api/v1/generate/add-vocals': needsReachable('uploadUrl'),
	'/api/v1/generate/replace-section': needsReachable('uploadUrl'),
	'/api/v1/generate/mashup': needsReachable('uploadUrlList'),
	'/api/v1/wav/generate': wav,
	'/api/v1/mp4/generate': needsTrack('/api/v1/mp4/generate'),
	'/api/v1/vocal-removal/generate': vocalRemoval,
	'/api/v1/midi/generate': midi,
	'/api/v1/suno/cover/generate': coverImage,
	'/api/v1/voice/validate': needsReachable('voiceUrl'),
	'/api/v1/voice/generate': voice,
	'/api/v1/voice/regenerate': regenerate,
	'/api/v1/veo/extend': veoExtend,
	'/api/v1/veo/get-4k-video': veo4k,
	'/api/v1/runway/extend': runwayExtend,
	'/api/v1/aleph/generate': needsReachable('videoUrl'),
	'/api/v1/modify/generate': needsReachable('videoUrl'),
	'/api/v1/jobs/createTask': market,
};

const blank = (value: unknown) => value === undefined || value === null || value === '';

/** Refusal of a request without a field it needs. Kie.ai checks little else: wrong values fail later, in the task. */
export function missingField(path: string, body: Body): Envelope | undefined {
	// The Market answers its own way, and one field is required by the schema but not by the text.
	if (path === '/api/v1/jobs/createTask') return undefined;
	const missing = endpointOf('POST', path)
		.request.fields.filter(({ required, name }) => required && name !== 'continueAt')
		.find(({ name }) => blank(body[name]));
	if (!missing) return undefined;
	const words =
		missing.name === 'fullLyrics' ? 'fullLyrics cannot be blank' : `Please enter ${missing.name}.`;
	return refusal(422, words);
}

/** Judges a submission as Kie.ai does: by what it needs, not by what makes sense. */
export function judge(path: string, body: Body, desk: Desk): Verdict {
	const answer = missingField(path, body);
	return answer ? { answer } : (RULES[path]?.(body, desk) ?? {});
}
