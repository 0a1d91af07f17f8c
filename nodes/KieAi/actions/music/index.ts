import { generateAny } from '../anyModel/generateAny.operation';
import type { Resource } from '../operation';
import { addInstrumental } from './addInstrumental.operation';
import { addVocals } from './addVocals.operation';
import { boostStyle } from './boostStyle.operation';
import { coverFromUpload } from './coverFromUpload.operation';
import { createMusicVideo } from './createMusicVideo.operation';
import { createPersona } from './createPersona.operation';
import { extend } from './extend.operation';
import { extendFromUpload } from './extendFromUpload.operation';
import { generate } from './generate.operation';
import { generateCoverImage } from './generateCoverImage.operation';
import { generateSounds } from './generateSounds.operation';
import { getTimestampedLyrics } from './getTimestampedLyrics.operation';
import { mashup } from './mashup.operation';
import { replaceSection } from './replaceSection.operation';
import { restoreLink } from './restoreLink.operation';

export const music: Resource = {
	value: 'music',
	name: 'Music',
	description: 'Compose, continue, cover and mix songs with Suno',
	operations: [
		generate,
		generateAny(
			'music',
			"Make or work on music with any of Kie.ai's music models, the newest included",
		),
		extend,
		coverFromUpload,
		extendFromUpload,
		addVocals,
		addInstrumental,
		replaceSection,
		mashup,
		generateSounds,
		generateCoverImage,
		createPersona,
		boostStyle,
		getTimestampedLyrics,
		createMusicVideo,
		restoreLink,
	],
};
