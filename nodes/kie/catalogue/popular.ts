/**
 * The models that workflows use most, for the top of a list. Every kind of work has some, and a list shows a dozen at
 * most.
 */
export const POPULAR: readonly string[] = [
	'nano-banana-2',
	'nano-banana-pro',
	'google/nano-banana',
	'google/nano-banana-edit',
	'gpt-image-2-text-to-image',
	'gpt-image-2-image-to-image',
	'bytedance/seedance-2-mini',
	'bytedance/seedance-2',
	'bytedance/seedance-2-fast',
	'kling-3.0/video',
	'kling-2.6/text-to-video',
	'kling-2.6/image-to-video',
	'veo-3-1',
	'seedream/4.5-text-to-image',
	'seedream/4.5-edit',
	'flux-2/pro-text-to-image',
	'flux-2/pro-image-to-image',
	'grok-imagine/text-to-video',
	'grok-imagine/image-to-video',
	'wan/2-7-text-to-video',
	'wan/2-7-image-to-video',
	'hailuo/2-3-image-to-video-standard',
	'qwen/image-edit',
	'z-image',
	'ideogram/v3-text-to-image',
	'flux1-kontext',
	'wan/2-7-videoedit',
	'kling-3.0-omni/transformation',
	'kling-3.0/motion-control',
	'runway/gen4-aleph',
	'kling/ai-avatar-standard',
	'omnihuman-1-5',
	'infinitalk/from-audio',
	'elevenlabs/text-to-speech-turbo-2-5',
	'elevenlabs/text-to-dialogue-v3',
	'google/gemini-3-8-flash-tts',
	'recraft/crisp-upscale',
	'topaz/image-upscale',
	'topaz/video-upscale',
	'ai-music-api/generate',
];

/** How many of them stand before the others. */
export const MOST_POPULAR = 12;
