import type { FamilyName, TaskFamily } from '../../types';
import { classicFamilies, classicFamilyOf, upgradeFamilies } from './classic';
import { market } from './market';

/** Every family, in the order in which an unknown task id is looked for. */
export const families: readonly TaskFamily[] = [...classicFamilies, market, ...upgradeFamilies];

/** Whether a word from outside, such as a field of an item, names a family. */
export const isFamilyName = (word: unknown): word is FamilyName =>
	families.some(({ name }) => name === word);

/** The family of a result's `family`. @throws {RangeError} for a name that is none. */
export function familyNamed(name: string): TaskFamily {
	const family = families.find((candidate) => candidate.name === name);
	if (!family) throw new RangeError(`There is no task family "${name}"`);
	return family;
}

/** Whether a task is one of Kie.ai's unified route, where every model has the same endpoint. */
export const isUnified = ({ family }: { family?: unknown }): boolean => family === market.name;

/** What a task is, on whichever route it was made; nothing where that cannot be known. */
export function kindOfTask({
	family,
	model,
}: {
	family?: unknown;
	model?: unknown;
}): FamilyName | undefined {
	if (!isFamilyName(family)) return undefined;
	if (!isUnified({ family })) return family;
	return model === undefined ? undefined : (classicFamilyOf(model) ?? family);
}
