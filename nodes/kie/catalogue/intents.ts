import type { ListedModel } from './merge';
import { mainFields, takesFile, turnsOf } from './mainFields';
import type { Model, ModelField } from './model';
import { isMusic } from './modelAreas';
import { INTENT_PARTS, type Intent } from '../parts';

/** A model as a list or its description knows it. */
export type Classified = Pick<ListedModel, 'id' | 'title' | 'taskTypes'> &
	Partial<Pick<Model, 'fields'>>;

/** What Kie.ai's own kinds of tasks are to people. */
const BY_TASK: Record<string, Intent> = {
	'Text to Image': 'image.generate',
	'Image to Image': 'image.edit',
	'Image Editing': 'image.edit',
	'Text to Video': 'video.generateFromText',
	'Image to Video': 'video.generateFromImage',
	'Video to Video': 'video.edit',
	'Video Editing': 'video.edit',
	'Speech to Video': 'video.talkingAvatar',
	'Lip Sync': 'video.talkingAvatar',
	'Text to Speech': 'speech.textToSpeech',
};

/** Work that Kie.ai has no kind of task for: the name of the model says it. The first that fits counts. */
const BY_NAME: Array<[RegExp, (model: Classified) => Intent[]]> = [
	[/upscal/i, ({ taskTypes }) => [/video/i.test(taskTypes[0]) ? 'video.upscale' : 'image.upscale']],
	[/remove background|background remov/i, () => ['image.removeBackground']],
	[/speech to text|transcri/i, () => ['speech.transcribe']],
	[/isolat/i, () => ['speech.isolateVoice']],
	[/sound effect/i, () => ['speech.soundEffect']],
];

/** They answer with places in a picture and make none. */
const FINDERS = /detection|identification|segment map/i;

/** What no rule can know. */
const EXCEPTIONS: Record<string, Intent[]> = {
	'ai-music-api/sounds': ['speech.soundEffect'],
};

/** Models that stand in no operation but *Any Model*, and why. */
const APART: Record<string, string> = {
	'sora-2-characters': 'makes a character that other tasks use, no video',
	'sora-2-pro-storyboard': 'takes a list of shots in place of one prompt',
	'sora-watermark-remover': 'takes the page of a Sora video, no file',
};

/** What people would use a model for. Rules, so that one that appears tomorrow finds its place as well. */
export function intentsOf(model: Classified): Intent[] {
	if (EXCEPTIONS[model.id]) return EXCEPTIONS[model.id];
	if (reasonApart(model)) return [];
	const words = wordsOf(model);
	const named = BY_NAME.find(([pattern]) => pattern.test(words));
	const intents = named ? named[1](model) : byTask(model, words);
	const { fields } = model;
	return fields ? intents.filter((intent) => canDo({ ...model, fields }, intent)) : intents;
}

/** Why a model is found under *Any Model* only; nothing where it has an operation, or music has one of its own for it. */
export function reasonApart(model: Classified): string | undefined {
	if (isMusic(model)) return 'is music, which has operations of its own';
	if (model.fields?.some(isEarlierTask) && !model.fields.some(({ media }) => media)) {
		return 'works on an earlier task of Kie.ai, by its ID';
	}
	if (FINDERS.test(wordsOf(model))) return 'finds things in a picture and makes none';
	return APART[model.id];
}

const wordsOf = ({ id, title }: Classified) => `${id} ${title}`.replace(/[-_/]+/g, ' ');

const isEarlierTask = ({ name, required }: ModelField) =>
	required === true && /^(origin_)?task_?id$/i.test(name);

function byTask(model: Classified, words: string): Intent[] {
	const { taskTypes, fields = [] } = model;
	const found = taskTypes.map((type) => BY_TASK[type]).filter((intent) => intent !== undefined);
	if (found.includes('speech.textToSpeech') && isDialogue(fields, words)) {
		found.push('speech.dialogue');
	}
	// An image that is put into a video, or moves like one.
	if (found.includes('video.generateFromImage') && fields.some(isRequiredVideo)) {
		return ['video.edit'];
	}
	return [...new Set(found)];
}

const isDialogue = (fields: ModelField[], words: string) =>
	/dialogue|\btts\b/i.test(words) || fields.some((field) => turnsOf(field) !== undefined);

const isRequiredVideo = (field: ModelField) => field.required === true && takesFile(field, 'video');

/** Everything that the operation always asks for has to have a place in the model. */
function canDo(model: Classified & Pick<Model, 'fields'>, intent: Intent): boolean {
	const main = mainFields(model, intent);
	return INTENT_PARTS[intent].needs.every((part) => main[part] !== undefined);
}
