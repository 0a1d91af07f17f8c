import type { Field, Limit } from '../field';

/** Suno's newest versions, which Kie.ai serves on its unified route only; newest first. */
export const NEWEST_MODELS = [
	{ name: 'Suno V6', value: 'V6', description: 'The newest, and the only one with Variety' },
	{ name: 'Suno V6 Mini', value: 'V6_MINI', description: 'The small V6' },
	{ name: 'Suno V6 Wild', value: 'V6_WILD', description: 'The V6 with the boldest ideas' },
];

/** Suno's versions on the classic endpoints, newest first; Kie.ai adds more without notice. */
export const CLASSIC_MODELS = [
	{
		name: 'Suno V5.5',
		value: 'V5_5',
		description: 'The newest that works everywhere, also in what is made of its songs later',
	},
	{ name: 'Suno V5', value: 'V5', description: 'Expressive, and quick' },
	{
		name: 'Suno V4.5 Plus',
		value: 'V4_5PLUS',
		description: 'Rich sound, songs of up to 8 minutes',
	},
	{ name: 'Suno V4.5 All', value: 'V4_5ALL', description: 'Clear structure, up to 8 minutes' },
	{ name: 'Suno V4.5', value: 'V4_5', description: 'Follows a prompt closely, up to 8 minutes' },
	{ name: 'Suno V4', value: 'V4', description: 'The oldest, up to 4 minutes' },
];

export const DEFAULT_MODEL = 'V5_5';

/** Every version that is known and takes less than the newest ones. */
const OLDER = CLASSIC_MODELS.map(({ value }) => value);

const NEWEST = NEWEST_MODELS.map(({ value }) => value);

/** Whether a version is one of those that only the unified route serves. */
export const isNewest = (model: unknown): boolean => NEWEST.includes(String(model));

/** False only for a version that is known and not among these: of newer ones nothing is known. */
export const mayBeOneOf = (models: readonly string[], model: unknown): boolean =>
	models.includes(String(model)) || !OLDER.includes(String(model));

/** What the editor calls a version. */
export const nameOf = (model: unknown): string =>
	[...NEWEST_MODELS, ...CLASSIC_MODELS].find(({ value }) => value === model)?.name ?? String(model);

const forNewest: Limit = (_value, { model }) =>
	mayBeOneOf(NEWEST, model)
		? undefined
		: `can be used only with Suno V6, V6 Mini and V6 Wild, but Model is ${nameOf(model)}`;

/** A field that only the newest versions take. */
export const sinceV6 = (field: Field): Field => ({
	...field,
	unless: { model: OLDER },
	unifiedOnly: true,
	limits: [forNewest, ...(field.limits ?? [])],
});

/** A field of the same name where no version is chosen: only the newer one of Kie.ai's routes takes it. */
export const onUnifiedRoute = (field: Field): Field => ({
	...field,
	unless: undefined,
	unifiedOnly: true,
});

/** A field of these and of the newest versions; the editor hides it where another one is chosen. */
export const onlyWith = (models: readonly string[], field: Field): Field => ({
	...field,
	unless: { model: OLDER.filter((model) => !models.includes(model)) },
	limits: [among(models), ...(field.limits ?? [])],
});

const among =
	(models: readonly string[]): Limit =>
	(_value, { model }) =>
		mayBeOneOf(models, model)
			? undefined
			: `can be used only with ${models.map(nameOf).join(', ')} and Suno V6, but Model is ${nameOf(model)}`;
