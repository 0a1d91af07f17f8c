import type { IDataObject } from 'n8n-workflow';

import type { FamilyName, TaskFamily, TaskOutcome } from '../../types';
import { aleph } from './aleph';
import { coverImage } from './coverImage';
import { fluxKontext } from './fluxKontext';
import { gpt4oImage } from './gpt4oImage';
import { luma } from './luma';
import { lyrics } from './lyrics';
import { midi } from './midi';
import { music } from './music';
import { musicVideo } from './musicVideo';
import { runway } from './runway';
import { stems } from './stems';
import { veo } from './veo';
import { veo1080p } from './veo1080p';
import { veo4k } from './veo4k';
import { voice, voiceValidation } from './voice';
import { wav } from './wav';

/** Families with endpoints and task ids of their own, in the order in which an unknown id is looked for. */
export const classicFamilies: readonly TaskFamily[] = [
	music,
	stems,
	lyrics,
	midi,
	wav,
	coverImage,
	musicVideo,
	voiceValidation,
	voice,
	veo,
	runway,
	aleph,
	luma,
	fluxKontext,
	gpt4oImage,
];

/** Families whose tasks may carry the id of the task that they enlarge. */
export const upgradeFamilies: readonly TaskFamily[] = [veo1080p, veo4k];

const familyOfModel = (model: unknown): TaskFamily | undefined =>
	[...classicFamilies, ...upgradeFamilies].find(({ unified }) =>
		unified?.models.includes(String(model)),
	);

/** The classic family that a model's tasks are like; nothing for a model that has no classic counterpart. */
export const classicFamilyOf = (model: unknown): FamilyName | undefined =>
	familyOfModel(model)?.name;

/** The result of such a task in the shape of its classic counterpart, where that is more than a list of files. */
export function unifiedOutcome(
	{ model, taskId }: IDataObject,
	result: IDataObject,
): Partial<TaskOutcome> | undefined {
	const outcome = familyOfModel(model)?.unified?.outcome?.(result, taskId);
	return outcome && Object.values(outcome).some(hasContent) ? outcome : undefined;
}

const hasContent = (part: unknown) => (Array.isArray(part) ? part.length > 0 : part !== undefined);
