/** Words of field names that are not written like other words. */
const SPELLING: Record<string, string> = {
	url: 'URL',
	urls: 'URLs',
	id: 'ID',
	ids: 'IDs',
	cfg: 'CFG',
	nsfw: 'NSFW',
	bbox: 'Boxes',
	indexs: 'Indexes',
	ends: 'End',
	num: 'Number of',
};

/** Names that say too little, or something else than what they mean. */
const LABELS: Record<string, string> = {
	n: 'Number of Images',
	n_frames: 'Length',
	model: 'Version',
	nsfw_checker: 'Content Filter',
	enable_safety_checker: 'Safety Filter',
	upload_cn: 'Upload to China',
	vocal_start_s: 'Vocal Start (Seconds)',
	vocal_end_s: 'Vocal End (Seconds)',
	infill_start_s: 'Section Start (Seconds)',
	infill_end_s: 'Section End (Seconds)',
	open_scenedet: 'Detect Scenes',
	pe_fast_mode: 'Fast Prompt Help',
	templ_start_seconds: 'Template Start (Seconds)',
};

const SMALL = new Set([
	'of',
	'to',
	'in',
	'a',
	'an',
	'the',
	'and',
	'or',
	'for',
	'with',
	'by',
	'per',
]);

/** What the editor calls a field, made of the name that Kie.ai uses: `image_urls` is "Image URLs". */
export function labelOf(name: string): string {
	if (LABELS[name]) return LABELS[name];
	const words = name
		.replace(/([a-z])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.split(/[_\s-]+/)
		.filter(Boolean);
	return words
		.map((word, i) => SPELLING[word] ?? (i && SMALL.has(word) ? word : title(word)))
		.join(' ');
}

const title = (word: string) => word[0].toUpperCase() + word.slice(1);

const HINTS: Record<string, string> = {
	acceleration: 'How much speed may cost quality',
	aspect_ratio: 'Width to height of the result',
	audio: 'Whether the video has sound',
	audio_id: 'Track of the task that is meant',
	audio_url: 'Sound to work with',
	audio_weight: 'How much the song keeps of its source audio',
	background: 'What is behind the subject',
	camera_fixed: 'Whether the camera stands still',
	cfg_scale: 'How closely the prompt is followed',
	character_id_list: 'Characters that were made before and appear here',
	continue_at: 'Second of the source from which on it is extended',
	custom_mode: 'Whether style, title and lyrics are given instead of one description',
	customize_multi_shots: 'Whether the shots are described one by one',
	dialogue_turns: 'The lines, in the order in which they are spoken',
	duration: 'Seconds that the result lasts',
	elements: 'People and things that the prompt names with @',
	enable_prompt_expansion: 'Whether the prompt is enriched before it is used',
	enable_safety_checker: 'Whether results are looked through for unsafe content',
	end_image_url: 'Picture the video ends with',
	expand_prompt: 'Whether the prompt is enriched before it is used',
	first_frame_url: 'Picture the video begins with',
	full_lyrics: 'All lyrics of the song, the new section included',
	generate_audio: 'Whether the video gets sound',
	generate_audio_switch: 'Whether the video gets sound',
	guidance_scale: 'How closely the prompt is followed',
	image_input: 'Pictures to work with',
	image_size: 'Shape or size of the picture',
	image_url: 'Picture to work with',
	image_urls: 'Pictures to work with',
	input_urls: 'Pictures to work with',
	instrumental: 'Whether nobody sings',
	language_code: 'Language of the text, such as en',
	last_frame_url: 'Picture the video ends with',
	lyrics: 'Words that are sung',
	mask_url: 'Picture that marks the part to change',
	mode: 'Way of working',
	model: 'Version that does the work',
	multi_prompt: 'One prompt and length per shot',
	multi_shots: 'Whether the video may cut between shots',
	n_frames: 'Length of the video',
	negative_prompt: 'What should not appear',
	negative_tags: 'Styles to avoid',
	nsfw_checker: 'Whether Kie.ai looks for adult content',
	num_images: 'How many pictures are made',
	num_inference_steps: 'Rounds of refinement: more is finer and slower',
	output_format: 'File type of the result',
	persona_id: 'Persona or voice that performs',
	persona_model: 'Whether the ID above is a persona or a voice',
	prefer_multi_shots: 'Whether the model cuts between shots on its own',
	prompt: 'What to make, in words',
	prompt_extend: 'Whether the prompt is enriched before it is used',
	prompt_optimizer: 'Whether the prompt is enriched before it is used',
	quality: 'More quality takes longer and costs more',
	reference_audio_urls: 'Sounds to follow',
	reference_image: 'Pictures to follow',
	reference_image_urls: 'Pictures to follow',
	reference_video_urls: 'Videos to follow',
	remove_watermark: 'Whether the mark is left out',
	rendering_speed: 'More speed costs quality',
	resolution: 'Sharpness of the result',
	return_last_frame: 'Whether the last picture is returned too',
	seed: 'The same number gives a similar result',
	size: 'Shape or size of the result',
	sound: 'Whether the video has sound',
	speakers: 'Who speaks, and with which voice',
	stability: 'More is steadier, less is livelier',
	strength: 'How far the result may go from its source',
	style: 'Look or sound to aim for',
	style_weight: 'How closely the style is followed',
	tags: 'Styles, separated by commas',
	task_id: 'Task of Kie.ai that made the source',
	temperature: 'How varied the delivery may be',
	text: 'What is spoken',
	title: 'Name of the song',
	upload_url: 'Audio to work with',
	variety: 'How different the two songs may be',
	video_url: 'Video to work with',
	video_urls: 'Videos to work with',
	vocal_gender: 'Voice that is preferred',
	voice: 'Who speaks',
	watermark: 'Mark that is put on the result',
	web_search: 'Whether the model may look things up',
	weirdness_constraint: 'How far the song may stray from the usual',
};

/** What a field is for, in one plain phrase, where its name leaves room for doubt. */
export const hintOf = (name: string): string | undefined => HINTS[name];
