import { endpointOf, type Envelope } from '../facts/endpoints';
import { factRefusal, success } from './answers';
import { FAMILIES, type FamilyName } from './families';
import { recordOf, type Surroundings } from './records';
import type { Task, Tasks } from './tasks';

/** Paths that tell the state of a task, with the families they know. */
export const STATUS_PATHS = Object.values(FAMILIES).reduce<Record<string, FamilyName[]>>(
	(paths, { name, status }) => ({ ...paths, [status]: [...(paths[status] ?? []), name] }),
	{},
);

export const VEO_1080P = '/api/v1/veo/get-1080p-video';

/** Half of the families answer an unknown id with success and no data, the others with 422. */
function unknown(path: string, id: unknown): Envelope {
	const known = endpointOf('GET', path).errorExamples.some((one) => one.case === 'not_found');
	if (!known) return success(null);
	const answer = factRefusal('GET', path, 'not_found');
	return { ...answer, msg: answer.msg.replace(/example$/, String(id)) };
}

/** The answer of a status endpoint. */
export function statusAnswer(
	path: string,
	id: unknown,
	tasks: Tasks,
	now: number,
	around: Surroundings,
): Envelope {
	if (path === FAMILIES.market.status && !id) return factRefusal('GET', path, 'missing_param');
	const task = tasks.find(id, ...STATUS_PATHS[path]);
	return task && !task.hiddenAt(now) ? recordOf(task, now, around) : unknown(path, id);
}

/** The 1080p version of a Veo video: made from the first question on, polled at the same address. */
export class Upgrades {
	private readonly startedAt = new Map<string, number>();

	constructor(private readonly seconds: number) {}

	answer(video: Task | undefined, index: string, now: number, around: Surroundings): Envelope {
		if (!video) return factRefusal('GET', VEO_1080P, 'missing');
		if (!video.doneAt(now) || video.body.enableFallback === true) {
			return factRefusal('GET', VEO_1080P, 'fallback_or_not_done');
		}
		const key = `${video.id} ${index}`;
		const start = this.startedAt.get(key) ?? now;
		this.startedAt.set(key, start);
		if (now < start + this.seconds * 1000) return factRefusal('GET', VEO_1080P, 'processing');
		return success({ resultUrl: `${around.files}/files/${video.id}/video-1080p-${index}.mp4` });
	}
}
