import { endpointOf } from '../facts/endpoints';
import { uuidOf, type Task, type Tasks } from './tasks';

interface Track {
	id: string;
	/** Empty while the track is not finished. */
	audioUrl: string;
}

/** Ids of the two tracks of a music task, as its records will tell them. */
export function trackIdsOf(music: Task): string[] {
	const record = music.endpoint.recordExamples?.SUCCESS as
		| { data: { response: { sunoData: Track[] } } }
		| undefined;
	const tracks = record?.data.response.sunoData ?? unifiedTracksOf(music);
	return tracks.map(({ id }) => uuidOf(music.id + id));
}

/** The tasks behind the tracks, with how many tasks were looked at, so that nobody searches all of them again. */
const indexes = new WeakMap<Tasks, { makers: Map<string, Task>; seen: number }>();

/** The task that made a track, by the id of the track. */
export function makerOf(tasks: Tasks, audioId: unknown): Task | undefined {
	const index = indexes.get(tasks) ?? { makers: new Map<string, Task>(), seen: 0 };
	indexes.set(tasks, index);
	for (const task of tasks.all.slice(index.seen)) {
		for (const id of trackIdsOf(task)) index.makers.set(id, task);
	}
	index.seen = tasks.all.length;
	return index.makers.get(String(audioId));
}

/** The unified route tells its songs in the words of the callbacks. */
function unifiedTracksOf({ kind }: Task): Array<Pick<Track, 'id'>> {
	if (kind !== 'music') return [];
	const complete = endpointOf('POST', '/api/v1/generate').callbackExamples?.complete;
	return (complete?.data as { data: Track[] } | undefined)?.data ?? [];
}

/** Which track of its parent a task works on: 0 or 1. */
export function trackIndexOf(task: Task): number {
	const index = task.parent ? trackIdsOf(task.parent).indexOf(String(task.body.audioId)) : 0;
	return Math.max(0, index);
}
