import { endpointOf } from '../facts/endpoints';
import { uuidOf, type Task } from './tasks';

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
