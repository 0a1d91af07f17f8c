/** What people bring along, whatever the model calls it. */
export type Part = 'prompt' | 'image' | 'video' | 'audio';

/** What people want to do, as resource and operation of the node name it. */
export type Intent =
	| 'image.generate'
	| 'image.edit'
	| 'image.upscale'
	| 'image.removeBackground'
	| 'video.generateFromText'
	| 'video.generateFromImage'
	| 'video.edit'
	| 'video.upscale'
	| 'video.talkingAvatar'
	| 'speech.textToSpeech'
	| 'speech.dialogue'
	| 'speech.transcribe'
	| 'speech.soundEffect'
	| 'speech.isolateVoice';

interface Parts {
	/** Without these the operation makes no sense, whatever the model. */
	needs: readonly Part[];
	/** What a model may take besides. */
	takes?: readonly Part[];
}

/** What each intent is told, the main thing first. */
export const INTENT_PARTS: Record<Intent, Parts> = {
	'image.generate': { needs: ['prompt'] },
	'image.edit': { needs: ['image'], takes: ['prompt'] },
	'image.upscale': { needs: ['image'] },
	'image.removeBackground': { needs: ['image'] },
	'video.generateFromText': { needs: ['prompt'] },
	'video.generateFromImage': { needs: ['image'], takes: ['prompt'] },
	'video.edit': { needs: ['video'], takes: ['prompt', 'image'] },
	'video.upscale': { needs: ['video'] },
	'video.talkingAvatar': { needs: ['audio'], takes: ['prompt', 'image', 'video'] },
	'speech.textToSpeech': { needs: ['prompt'] },
	'speech.dialogue': { needs: [] },
	'speech.transcribe': { needs: ['audio'] },
	'speech.soundEffect': { needs: ['prompt'] },
	'speech.isolateVoice': { needs: ['audio'] },
};

const ORDER: readonly Part[] = ['prompt', 'image', 'video', 'audio'];

/** Everything that an intent may be told, in the order of the form. */
export const partsOf = (intent: Intent): Part[] =>
	ORDER.filter((part) =>
		[...INTENT_PARTS[intent].needs, ...(INTENT_PARTS[intent].takes ?? [])].includes(part),
	);
