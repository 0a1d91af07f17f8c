import { choiceField, switchField, textField } from './fields';
import type { Field, Limit } from './field';

/** What is to be seen, in words. */
export const promptField = (options: {
	description: string;
	placeholder: string;
	limits?: Limit[];
	optional?: true;
}): Field => {
	const { optional, ...shown } = options;
	return textField('prompt', {
		label: 'Prompt',
		rows: 4,
		...shown,
		...(!optional && { required: true }),
	});
};

/** The shape of a picture. `wire`: several endpoints have their own word for it. */
export const aspectRatioField = (
	choices: string[],
	options: { wire?: string; description?: string; when?: Field['when']; default?: string } = {},
): Field =>
	choiceField('aspectRatio', { label: 'Aspect Ratio', choices, default: choices[0], ...options });

/** Runway spells it with a capital M. */
export const watermarkField = (wire: 'watermark' | 'waterMark' = 'watermark'): Field =>
	textField('watermark', {
		label: 'Watermark',
		wire,
		description: 'Text to put into the result',
		placeholder: 'e.g. My Brand',
	});

/** Kie.ai's pages disagree on its default, so it is part of every request. */
export const enableTranslationField = switchField('enableTranslation', {
	label: 'Translate Prompt',
	default: true,
	description: 'Whether to translate the prompt into English first; the model reads only English',
});

/** Where Kie.ai keeps what it makes. */
export const uploadCnField = switchField('uploadCn', {
	label: 'Use Servers in China',
	default: false,
	description: 'Whether Kie.ai handles the files on servers in China',
});
