import { submitTo } from '../endpoint';
import { choiceField, switchField } from '../fields';
import type { Field } from '../field';
import { uploadCnField, watermarkField } from '../visual';

/** One path for both operations: an input image makes an edit of it. */
export const request = submitTo('/api/v1/flux/kontext/generate', { callback: false });

export const RATIOS = ['16:9', '21:9', '4:3', '1:1', '3:4', '9:16'];

export const modelField = choiceField('model', {
	label: 'Model',
	choices: [
		{ name: 'Flux Kontext Max', value: 'flux-kontext-max', description: 'About 10 credits' },
		{ name: 'Flux Kontext Pro', value: 'flux-kontext-pro', description: 'About 5 credits' },
	],
	default: 'flux-kontext-pro',
	open: true,
});

const level = (n: number) => ({ name: n === 0 ? '0 (Strictest)' : String(n), value: n });

/** The optional fields of both operations. `mostTolerant`: Kie.ai allows less when editing. */
export const imageExtras = (mostTolerant: number): Field[] => [
	choiceField('outputFormat', {
		label: 'Output Format',
		choices: [
			{ name: 'JPEG', value: 'jpeg' },
			{ name: 'PNG', value: 'png' },
		],
		default: 'jpeg',
	}),
	switchField('promptUpsampling', {
		label: 'Enrich Prompt',
		default: false,
		description: 'Whether the model adds details to the prompt by itself',
	}),
	choiceField('safetyTolerance', {
		label: 'Safety Tolerance',
		choices: Array.from({ length: mostTolerant + 1 }, (_, n) => level(n)),
		default: 2,
		description: `How much is allowed, from 0 to ${mostTolerant}`,
	}),
	uploadCnField,
	watermarkField(),
];
