import type { TaskFamily } from '../../types';
import { aleph } from './aleph';
import { coverImage } from './coverImage';
import { fluxKontext } from './fluxKontext';
import { gpt4oImage } from './gpt4oImage';
import { luma } from './luma';
import { lyrics } from './lyrics';
import { market } from './market';
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

/** Every family, in the order in which an unknown task id is looked for. */
export const families: readonly TaskFamily[] = [
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
	market,
	veo1080p,
	veo4k,
];

/** The family of a result's `family`. @throws {RangeError} for a name that is none. */
export function familyNamed(name: string): TaskFamily {
	const family = families.find((candidate) => candidate.name === name);
	if (!family) throw new RangeError(`There is no task family "${name}"`);
	return family;
}
