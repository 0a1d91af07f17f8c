import type { Intent, Part } from '../../../kie/parts';
import type { PartWords } from './partFields';

/** An operation that stands for what people want to do. */
export interface IntentOperation {
	intent: Intent;
	name: string;
	action: string;
	/** What it does; which model does it by itself is added. */
	description: string;
	/** The model that is chosen as long as nobody chooses another one: good, cheap and steady. */
	model: string;
	title: string;
	/** What that costs, where Kie.ai tells it. */
	cost?: string;
	/** What is special about the prompt and the files here. */
	words?: Partial<Record<Part, PartWords>>;
}

const SEEDANCE = { model: 'bytedance/seedance-2-mini', title: 'Seedance 2.0 Mini' };
const BANANA = { model: 'nano-banana-2', title: 'Nano Banana 2' };

const MOTION: PartWords = {
	description: 'What happens in the video, and what is heard',
	placeholder: 'e.g. A red kite dances in the wind, birds sing',
};

/** What people want to do, the most common first. The first of a resource is its default. */
export const INTENT_OPERATIONS: readonly IntentOperation[] = [
	{
		intent: 'image.generate',
		name: 'Generate',
		action: 'Generate an image',
		description: 'Make an image from a prompt',
		...BANANA,
		cost: 'about 8 credits',
		words: {
			prompt: {
				description: 'What the result shows',
				placeholder: 'e.g. A red kite over a green hill',
			},
		},
	},
	{
		intent: 'image.edit',
		name: 'Edit',
		action: 'Edit an image',
		description: 'Change images by a prompt, or combine several into one',
		...BANANA,
		cost: 'about 8 credits',
		words: {
			prompt: { description: 'What to change', placeholder: 'e.g. Make the kite blue' },
		},
	},
	{
		intent: 'image.upscale',
		name: 'Upscale',
		action: 'Upscale an image',
		description: 'Make an image larger and sharper',
		model: 'recraft/crisp-upscale',
		title: 'Recraft Crisp Upscale',
		cost: 'about half a credit',
	},
	{
		intent: 'image.removeBackground',
		name: 'Remove Background',
		action: 'Remove an image background',
		description: 'Cut out what an image shows',
		model: 'recraft/remove-background',
		title: 'Recraft Remove Background',
		cost: 'about 1 credit',
	},
	{
		intent: 'video.generateFromText',
		name: 'Generate From Text',
		action: 'Generate video from text',
		description: 'Make a video from a prompt',
		...SEEDANCE,
		cost: 'about 8 credits a second',
		words: { prompt: MOTION },
	},
	{
		intent: 'video.generateFromImage',
		name: 'Generate From Image',
		action: 'Generate video from an image',
		description: 'Make a video that begins with an image or shows it',
		...SEEDANCE,
		cost: 'about 8 credits a second',
		words: { prompt: MOTION },
	},
	{
		intent: 'video.edit',
		name: 'Edit',
		action: 'Edit a video',
		description: 'Change or continue a video, or swap a person in it',
		model: 'wan/2-7-videoedit',
		title: 'Wan 2.7 Video Edit',
		cost: 'about 16 credits a second',
		words: {
			prompt: { description: 'What to change', placeholder: 'e.g. Let it snow' },
			image: { description: 'Image with the person, thing or style for the video.' },
		},
	},
	{
		intent: 'video.upscale',
		name: 'Upscale',
		action: 'Upscale a video',
		description: 'Make a video larger and sharper',
		model: 'topaz/video-upscale',
		title: 'Topaz Video Upscale',
		cost: 'about 8 credits a second',
	},
	{
		intent: 'video.talkingAvatar',
		name: 'Talking Avatar',
		action: 'Generate a talking avatar',
		description: 'Let a person in an image or video speak',
		model: 'kling/ai-avatar-standard',
		title: 'Kling AI Avatar Standard',
		cost: 'about 8 credits a second',
		words: {
			prompt: { description: 'How the person behaves', placeholder: 'e.g. She smiles and nods' },
			image: { description: 'Image of the person.' },
			video: { description: 'Video of the person, for models that change its lips.' },
			audio: { description: 'What the person says.' },
		},
	},
	{
		intent: 'speech.textToSpeech',
		name: 'Text to Speech',
		action: 'Convert text to speech',
		description: 'Read a text aloud',
		model: 'elevenlabs/text-to-speech-turbo-2-5',
		title: 'ElevenLabs Turbo V2.5',
		cost: 'about 6 credits per 1000 characters',
		words: {
			prompt: { label: 'Text', description: 'What is said', placeholder: 'e.g. Good morning!' },
		},
	},
	{
		intent: 'speech.dialogue',
		name: 'Dialogue',
		action: 'Let several voices talk',
		description: 'Let voices talk, line by line',
		model: 'elevenlabs/text-to-dialogue-v3',
		title: 'ElevenLabs Text to Dialogue V3',
		cost: 'about 14 credits per 1000 characters',
	},
	{
		intent: 'speech.transcribe',
		name: 'Transcribe',
		action: 'Transcribe a recording',
		description: 'Write down what is said in a recording (no longer listed by Kie.ai)',
		model: 'elevenlabs/speech-to-text',
		title: 'ElevenLabs Speech to Text',
	},
	{
		intent: 'speech.soundEffect',
		name: 'Sound Effect',
		action: 'Generate a sound effect',
		description: 'Make a sound from a prompt',
		model: 'ai-music-api/sounds',
		title: 'Suno Sounds',
		cost: 'about 3 credits',
		words: {
			prompt: { description: 'What the sound is like', placeholder: 'e.g. Rain on a tin roof' },
		},
	},
	{
		intent: 'speech.isolateVoice',
		name: 'Isolate Voice',
		action: 'Isolate a voice',
		description: 'Free a voice from noise and music',
		model: 'elevenlabs/audio-isolation',
		title: 'ElevenLabs Audio Isolation',
	},
];
