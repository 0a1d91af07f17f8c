import type { MediaKind } from '../../../kie/files/input';
import { INTENT_PARTS, type Intent, type Part, partsOf } from '../../../kie/parts';
import type { Field } from '../field';
import { FILE_HINT, ITEM_FILE, fileExample, textField } from '../fields';

/** What an operation calls a part, and says of it. */
export interface PartWords {
	label?: string;
	description?: string;
	placeholder?: string;
}

const LABELS: Record<Part, string> = {
	prompt: 'Prompt',
	image: 'Image',
	video: 'Video',
	audio: 'Audio',
};

/** How a part is called in the form and in messages. */
export const partLabel = (part: Part, words: Partial<Record<Part, PartWords>> = {}): string =>
	words[part]?.label ?? LABELS[part];

const SEVERAL = 'Several with commas, or as a list by an expression, where the model takes them.';

/** The fields of what people bring along: the same names in every operation, so that n8n keeps what is in them. */
export function partFields(intent: Intent, words: Partial<Record<Part, PartWords>> = {}): Field[] {
	return partsOf(intent).map((part) =>
		part === 'prompt' ? promptField(intent, words.prompt) : fileField(intent, part, words[part]),
	);
}

const isNeeded = (intent: Intent, part: Part) =>
	INTENT_PARTS[intent].needs.includes(part) && { required: true as const };

const promptField = (intent: Intent, words: PartWords = {}): Field =>
	textField('prompt', {
		label: LABELS.prompt,
		rows: 4,
		wire: null,
		description: 'What to make, in words',
		...words,
		...isNeeded(intent, 'prompt'),
	});

function fileField(intent: Intent, part: MediaKind, words: PartWords = {}): Field {
	const { description = `${LABELS[part]} to work with.` } = words;
	const isFromItem = isFirstFile(intent, part);
	return {
		...textField(part, {
			label: LABELS[part],
			wire: null,
			hint: FILE_HINT,
			placeholder: fileExample([part]),
			default: isFromItem ? ITEM_FILE : '',
			...words,
			description: `${description} ${SEVERAL}`,
			...isNeeded(intent, part),
		}),
		file: { kinds: [part] },
		several: true,
		...(isFromItem && { fromItem: true as const }),
	};
}

/** An image that goes with a video, or a video with a voice, is none that happens to come along. */
const isFirstFile = (intent: Intent, part: Part) =>
	INTENT_PARTS[intent].needs.includes(part) ||
	(intent === 'video.talkingAvatar' && part === 'image');
