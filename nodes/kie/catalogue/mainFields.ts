import type { Model, ModelField } from './model';
import { type Intent, type Part, partsOf } from '../parts';

/** Where a part goes: the name of a field, or `list[].key` for a list of objects. */
export type MainFields = Partial<Record<Part, string>>;

type FilePart = Exclude<Part, 'prompt'>;

/** Live schemas tell that a field takes an address, but not of what: its name does. */
const NAMED: Record<FilePart, RegExp> = {
	image: /image|picture|photo|frame|files?_url|^input_urls?$/i,
	video: /video|clip/i,
	audio: /audio|voice|sound|music|speech/i,
};

/** What comes last, marks a part, or goes with another file. */
const SIDE = /mask|last|tail|(^|_)end(_|$)|link|_list$/i;
const REFERENCE = /reference/i;
/** The plainest names, which a form that has them means first. */
const PLAIN = /^(?:(?:input_)?(?:image|video|audio)(?:_(?:urls?|input))?|input_urls?)$/i;

/** Which fields of a model its prompt, image, video and audio fill in. */
export function mainFields(model: Pick<Model, 'id' | 'fields'>, intent: Intent): MainFields {
	const found = partsOf(intent).map((part) => [
		part,
		part === 'prompt' ? promptField(model) : fileField(model, intent, part),
	]);
	return Object.fromEntries(found.filter(([, name]) => name !== undefined)) as MainFields;
}

function promptField({ fields }: Pick<Model, 'fields'>): string | undefined {
	const named = ['prompt', 'text']
		.map((name) => fields.find((field) => field.name === name && field.type === 'string'))
		.find((field) => field !== undefined);
	const turns = fields.filter(({ required }) => required).map(turnsOf);
	return named?.name ?? turns.find((path) => path !== undefined);
}

function fileField(
	{ id, fields }: Pick<Model, 'id' | 'fields'>,
	intent: Intent,
	part: FilePart,
): string | undefined {
	const prefersReference = intent === 'video.edit' || /reference|r2v/i.test(id);
	const candidates = fields
		.filter((field) => !SIDE.test(field.name) && !field.deprecated)
		.map((field) => ({ field, path: filePath(field, part) }))
		.filter(({ path }) => path !== undefined)
		.sort((a, b) => rank(a.field, prefersReference) - rank(b.field, prefersReference));
	return candidates[0]?.path;
}

/** The less the better. A list is better than one file of the same rank. */
function rank(field: ModelField, prefersReference: boolean): number {
	const { name, required, type } = field;
	const byName = PLAIN.test(name) ? 0 : REFERENCE.test(name) ? 2 : 1;
	const isPreferred = prefersReference && REFERENCE.test(name);
	return (required ? 0 : 100) + (isPreferred ? -10 : 0) + byName * 2 + (type === 'array' ? 0 : 1);
}

/** Lists of objects are filled in where everything else in an entry may be left out. */
function filePath(field: ModelField, part: FilePart): string | undefined {
	const { name, type, items } = field;
	if (items?.properties) {
		const [needed, ...others] = items.properties.filter(({ required }) => required);
		return others.length === 0 && needed && takesFile(needed, part)
			? `${name}[].${needed.name}`
			: undefined;
	}
	const isAddress = type === 'string' || (type === 'array' && items?.type !== 'object');
	return isAddress && takesFile(field, part) ? name : undefined;
}

/** Whether a field is for files of a kind. */
export function takesFile({ name, media }: ModelField, part: FilePart): boolean {
	if (media === undefined) return false;
	return media === 'file' ? kindNamed(name) === part : media === part;
}

/** Names such as `first_frame_image_url` and `reference_video_urls` say what they hold. */
const kindNamed = (name: string): FilePart | undefined =>
	(['audio', 'video', 'image'] as const).find((kind) => NAMED[kind].test(name));

/** A list of what is said, line by line: `dialogue[].text`. */
export function turnsOf({ name, type, items }: ModelField): string | undefined {
	const hasText = items?.properties?.some((one) => one.name === 'text' && one.type === 'string');
	return type === 'array' && hasText ? `${name}[].text` : undefined;
}
