import type { ListedModel } from './merge';

/** What the node's resources for models are about. */
export type Area = 'image' | 'video' | 'speech' | 'music';

const AREAS: Record<string, Area> = {
	'Text to Image': 'image',
	'Image to Image': 'image',
	'Image Editing': 'image',
	'Text to Video': 'video',
	'Image to Video': 'video',
	'Video to Video': 'video',
	'Video Editing': 'video',
	'Speech to Video': 'video',
	'Lip Sync': 'video',
	'Text to Speech': 'speech',
	'Audio to Audio': 'speech',
	'Text to Music': 'music',
};

/** Whether a model makes music. Kie.ai files its music models under audio, video and image tasks too. */
export const isMusic = ({ id }: Pick<ListedModel, 'id'>) => id.startsWith('ai-music-api/');

/** Where a model is looked for. A model of a kind of task that is not known yet is found everywhere. */
export function isIn(area: Area, model: Pick<ListedModel, 'id' | 'taskTypes'>): boolean {
	if (isMusic(model)) return area === 'music';
	const areas = model.taskTypes.map((type) => AREAS[type]).filter(Boolean);
	return areas.length === 0 || areas.includes(area);
}

/** The model most like another one: of the same maker, for the same tasks, with the most similar name. */
export function closest<M extends Pick<ListedModel, 'id' | 'provider' | 'taskTypes'>>(
	to: Pick<ListedModel, 'id' | 'provider' | 'taskTypes'>,
	among: readonly M[],
): M | undefined {
	const words = (id: string) => id.toLowerCase().split(/[^a-z0-9]+/);
	const own = words(to.id);
	const score = ({ id, provider, taskTypes }: M) =>
		(taskTypes[0] === to.taskTypes[0] ? 4 : 0) +
		taskTypes.filter((type) => to.taskTypes.includes(type)).length +
		(provider === to.provider ? 2 : 0) +
		words(id).filter((word) => own.includes(word)).length;
	return among
		.filter(({ id }) => id !== to.id)
		.reduce<
			M | undefined
		>((best, one) => (!best || score(one) > score(best) ? one : best), undefined);
}
