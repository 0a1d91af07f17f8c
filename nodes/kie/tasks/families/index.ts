import type { IDataObject } from 'n8n-workflow';

import type { FamilyName, TaskFamily } from '../../types';
import { familyCalled } from '../labels';
import { classicFamilies, classicFamilyOf, upgradeFamilies } from './classic';
import { market } from './market';

/** Every family, in the order in which an unknown task id is looked for. */
export const families: readonly TaskFamily[] = [...classicFamilies, market, ...upgradeFamilies];

/** The family of a task. @throws {RangeError} for a name that is none. */
export function familyNamed(name: string): TaskFamily {
	const family = families.find((candidate) => candidate.name === name);
	if (!family) throw new RangeError(`There is no task family "${name}"`);
	return family;
}

/** Whether a task is one of Kie.ai's unified route, where every model has the same endpoint. */
export const isUnified = (family: FamilyName | undefined): boolean => family === market.name;

/** What the task of an item is, on whichever route it was made; nothing where that cannot be known. */
export function kindOfTask({ taskType, model }: IDataObject): FamilyName | undefined {
	const family = familyCalled(taskType);
	if (!isUnified(family)) return family;
	return model === undefined ? undefined : (classicFamilyOf(model) ?? family);
}
