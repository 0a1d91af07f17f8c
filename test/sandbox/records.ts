import { endpointOf, type Envelope } from '../facts/endpoints';
import { fill, type Filling } from './fill';
import { resultExample } from './market';
import { instruments, stemOf } from './midi';
import { trackIndexOf } from './tracks';
import { uuidOf, type Task } from './tasks';

/** Where the results live and what is left to spend: what record bodies tell besides the task. */
export interface Surroundings {
	files: string;
	balance: number;
}

interface Record_ extends Envelope {
	data: { [key: string]: unknown };
}

const STEM_NAMES: Record<string, string> = {
	vocalUrl: 'Vocals',
	backingVocalsUrl: 'Backing Vocals',
	drumsUrl: 'Drums',
	bassUrl: 'Bass',
	guitarUrl: 'Guitar',
	keyboardUrl: 'Keyboard',
	percussionUrl: 'Percussion',
	stringsUrl: 'Strings',
	synthUrl: 'Synth',
	fxUrl: 'FX',
	brassUrl: 'Brass',
	woodwindsUrl: 'Woodwinds',
};

function exampleOf(task: Task, state: string): Envelope {
	const shared = endpointOf('GET', task.family.status).recordExamples?.[state];
	const example = task.endpoint.recordExamples?.[state] ?? shared;
	if (!example) throw new Error(`No example of ${task.path} in state ${state}`);
	return example;
}

/** The page's example lists two of the twelve stems; the list of a real record goes with its links. */
function listStems(data: Record_['data'], task: Task): void {
	const response = data.response as Record<string, unknown> & { originData: object[] };
	const [first] = response.originData;
	response.originData = Object.entries(STEM_NAMES)
		.filter(([key]) => response[key])
		.map(([key, name]) => ({
			...first,
			audio_url: response[key],
			stem_type_group_name: name,
			id: uuidOf(task.id + name),
		}));
}

const ADAPT: Partial<
	Record<string, (data: Record_['data'], task: Task, around: Surroundings) => void>
> = {
	stems: (data, task) => {
		if (task.end === 'SUCCESS_split_stem' && data.response) listStems(data, task);
	},
	midi: (data, task, around) => {
		const midi = data.midiData as { instruments?: unknown } | null;
		if (!midi?.instruments || !task.parent) return;
		const separation = recordOf(task.parent, task.parent.endsAt, around);
		midi.instruments = instruments(stemOf(task, separation), false);
	},
	wav: secondTrack,
	musicVideo: secondTrack,
};

function secondTrack(data: Record_['data'], task: Task): void {
	const response = data.response as Record<string, string> | null;
	if (!response || trackIndexOf(task) === 0) return;
	for (const [key, url] of Object.entries(response)) response[key] = url.replace('/1.', '/2.');
}

/** The filled-in words of an example for a task. */
export function tell(
	task: Task,
	example: Envelope,
	ended: boolean,
	around: Surroundings,
): Envelope {
	const filling: Filling = { task, ...around, ended };
	const source = structuredClone(example) as Record_;
	if (task.family.name === 'market' && typeof source.data.resultJson === 'string') {
		source.data.resultJson = source.data.resultJson && resultExample(task, source.data.resultJson);
	}
	return fill(source, filling) as Envelope;
}

/** What the status endpoint answers about a task at a time (epoch ms). */
export function recordOf(task: Task, now: number, around: Surroundings): Envelope {
	const state = task.stateAt(now);
	const ended = task.endedAt(now);
	const record = tell(task, exampleOf(task, state), ended, around) as Record_;
	if (ended) ADAPT[task.family.name]?.(record.data, task, around);
	Object.assign(record.data, task.outcome.patch);
	return record;
}
