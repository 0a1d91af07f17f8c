import { durationOf } from './recordings';
import { trackIndexOf } from './tracks';
import { uuidOf, type Task } from './tasks';

/** What an example body is filled with: the task it shall speak of. */
export interface Filling {
	task: Task;
	/** Address of the file host, without trailing slash. */
	files: string;
	/** Credits left. */
	balance: number;
	/** Whether the task has ended, so that ordered errors are to be told. */
	ended: boolean;
}

type Filler = (value: unknown, filling: Filling, index: number) => unknown;

/** Writes a time in the notation of the example: milliseconds, `YYYY-MM-DD hh:mm:ss` or ISO 8601. */
function timeLike(example: unknown, time: number): unknown {
	if (typeof example === 'number') return time;
	if (typeof example !== 'string' || example === '') return example;
	const iso = new Date(time).toISOString();
	if (!example.includes('T')) return iso.replace('T', ' ').substring(0, 19);
	return example.includes('.') ? iso : iso.replace(/\.\d+/, '');
}

const created: Filler = (value, { task }) => timeLike(value, task.createdAt);
const completed: Filler = (value, { task }) => timeLike(value, task.endsAt);
const ownId: Filler = (value, { task }) => (typeof value === 'string' ? task.id : value);
const derivedId: Filler = (value, { task }) =>
	typeof value === 'string' && value !== '' ? uuidOf(task.id + value) : value;

/** The request as Kie.ai repeats it: a JSON string; in the Market its `input` is one more inside, as on the wire. */
const request: Filler = (value, { task }) => {
	if (typeof value !== 'string') return value;
	const { input } = task.body;
	const example = JSON.parse(value) as { input?: unknown };
	const nested = task.family.name === 'market' && typeof example.input !== 'object';
	return JSON.stringify(nested ? { ...task.body, input: JSON.stringify(input) } : task.body);
};

/** Seconds in some examples, milliseconds in others: told apart by size. */
const cost: Filler = (value, { task }) => {
	if (typeof value !== 'number') return value;
	const spent = task.endsAt - task.createdAt;
	return value >= 1000 ? spent : Math.round(spent / 1000);
};

const error =
	(ordered: (task: Task) => unknown): Filler =>
	(value, { task, ended }) => {
		const replacement = ordered(task);
		if (!ended || task.good || replacement === undefined) return value;
		return typeof value === 'string' && replacement !== null ? String(replacement) : replacement;
	};

const text =
	(...names: string[]): Filler =>
	(value, { task }) => {
		const given = names.map((name) => task.body[name]).find((one) => typeof one === 'string');
		return task.family.name === 'music' && given ? given : value;
	};

const modelName: Filler = (value, { task }) =>
	typeof task.body.model === 'string'
		? `chirp-${task.body.model.toLowerCase().replace('_', '-')}`
		: value;

const bodyString =
	(name: string): Filler =>
	(value, { task }) =>
		typeof value === 'string' ? String(task.body[name] ?? '') : value;

/** Without a title Kie.ai makes one up. */
function titleOf({ body }: Task): string {
	const words = String(body.title ?? body.prompt ?? body.style ?? '').split(/\s+/);
	const title = body.title ? words : words.slice(0, 4);
	return title.join(' ') || 'Untitled';
}

const credits: Filler = (value, { task }) =>
	typeof value === 'number' && value !== 0 ? task.credits : value;

const BY_KEY: Partial<Record<string, Filler>> = {
	taskId: ownId,
	task_id: ownId,
	recordId: ownId,
	parentTaskId: (value, { task }) =>
		value === '' ? (task.parent?.id ?? '') : (task.body.taskId ?? value),
	parentMusicId: bodyString('audioId'),
	musicId: bodyString('audioId'),
	musicIndex: (_, { task }) => trackIndexOf(task),
	callbackUrl: (_, { task }) => callbackAddress(task) ?? '',
	param: request,
	paramJson: request,
	promptJson: request,
	createTime: created,
	completeTime: completed,
	updateTime: completed,
	generateTime: completed,
	costTime: cost,
	creditsConsumed: credits,
	consumeCredits: credits,
	remainedCredits: (_, { balance }) => balance,
	errorCode: error(({ errorCode }) => errorCode),
	failCode: error(({ errorCode }) => errorCode),
	errorMessage: error(({ errorMessage }) => errorMessage),
	failMsg: error(({ errorMessage }) => errorMessage),
	model: (value, { task }) => (typeof value === 'string' ? (task.body.model ?? value) : value),
	type: (value, filling, index) =>
		typeof value === 'string' && value.startsWith('chirp')
			? modelName(value, filling, index)
			: value,
	modelName,
	model_name: modelName,
	prompt: text('prompt', 'lyrics'),
	title: (value, filling) => (filling.task.family.name === 'music' ? titleOf(filling.task) : value),
	tags: text('style', 'tags'),
	stem_type_group_name: (value, { task }) => task.body.stemName ?? value,
	id: derivedId,
	videoId: derivedId,
	video_id: derivedId,
	audioId: (value, { task }) => task.body.audioId ?? task.parent?.body.audioId ?? value,
	duration: (value, { task }, index) => {
		if (typeof value !== 'number') return value;
		return durationOf(task.family.name === 'music' && index === 1 ? 'song-2' : 'song-1');
	},
	generateParam: (value, { task }) => ({
		...(value as object),
		prompt: task.body.prompt ?? '',
		imageUrl: task.body.imageUrl ?? '',
	}),
};

/** The address a task wants to be told at; `calBackUrl` is the spelling of one endpoint. */
export function callbackAddress(task: Task): string | undefined {
	const { callBackUrl, calBackUrl } = task.body;
	const address = callBackUrl ?? calBackUrl;
	return typeof address === 'string' && address !== '' ? address : undefined;
}

function addresses(value: string, { task, files }: Filling): string {
	return value.replace(/https:\/\/example\.com\/([^\s"\\\],]+)/g, (_, path: string) => {
		if (/^(in|input-video)\.mp4$/.test(path)) return String(task.body.videoUrl ?? path);
		return `${files}/files/${task.id}/${path}`;
	});
}

/** A copy of an example body that speaks of a task: its ids, addresses, times and request in place of the example's. */
export function fill(example: unknown, filling: Filling, key = '', index = 0): unknown {
	const filler = BY_KEY[key];
	const value = filler && example !== null ? filler(example, filling, index) : example;
	if (value !== example && key !== 'generateParam') return value;
	if (typeof value === 'string') return fillText(value, filling, key);
	if (Array.isArray(value)) return value.map((one, at) => fill(one, filling, '', at));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => [name, fill(one, filling, name, index)]),
	);
}

function fillText(value: string, filling: Filling, key: string): string {
	if (key !== 'resultJson' || value === '') return addresses(value, filling);
	return JSON.stringify(fill(JSON.parse(value), filling, ''));
}
