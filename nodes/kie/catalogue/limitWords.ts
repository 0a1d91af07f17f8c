import type { ModelField } from './model';

/** What is counted, in one and in many. */
const inUnits = (unit: string, count: number | undefined) =>
	unit && ` ${count === 1 ? singular(unit) : unit}`;

const singular = (unit: string) => unit.replace(/ies$/, 'y').replace(/s(?= |$)/, '');

/** `4 to 15`, `at most 6 entries`, `at least 1 entry`, or nothing. */
function range(min: number | undefined, max: number | undefined, unit = ''): string | undefined {
	const of = inUnits(unit, max ?? min);
	if (min !== undefined && max !== undefined) {
		return min === max ? `exactly ${min}${of}` : `${min} to ${max}${of}`;
	}
	if (max !== undefined) return `at most ${max}${of}`;
	return min === undefined || min === 0 ? undefined : `at least ${min}${of}`;
}

/** Numbers that stand for a word. */
const SPECIAL: Record<number, string> = {
	[-1]: '-1 = model decides',
	0: '0 = as long as the source',
};

/** What the value itself has to obey, shortest first: for the label of a form. */
export function valueLimits(field: ModelField): string[] {
	const { specialValues = [], exclusiveMinimum } = field;
	const isRandom = field.name === 'seed' && field.minimum === -1;
	const numbers = [
		range(isRandom ? 0 : field.minimum, field.maximum),
		exclusiveMinimum !== undefined && `above ${exclusiveMinimum}`,
		...specialValues.map((value) => SPECIAL[value] ?? String(value)),
		isRandom && '-1 = random',
	].filter(Boolean);
	return [
		numbers.join(' or '),
		range(field.minLength || undefined, field.maxLength, 'characters'),
		range(field.minItems || undefined, field.maxItems, 'entries'),
		field.maxSizeMB !== undefined && `${field.maxSizeMB} MB`,
	].filter((part): part is string => Boolean(part));
}

/** What a file has to be like. */
export function fileLimits(field: ModelField): string[] {
	return [
		field.formats && field.formats.join(', '),
		field.maxTotalSizeMB !== undefined && `${field.maxTotalSizeMB} MB in all`,
		range(field.minSeconds, field.maxSeconds, 'seconds'),
		field.totalSeconds !== undefined && `${field.totalSeconds} seconds in all`,
		range(field.minSidePx, field.maxSidePx, 'pixels per side'),
		range(field.minPixels, field.maxPixels, 'pixels in all'),
		range(field.minAspect, field.maxAspect, 'width to height'),
		range(field.minFps, field.maxFps, 'frames per second'),
	].filter((part): part is string => Boolean(part));
}
