import { submitTo } from '../endpoint';
import { choiceField, switchField } from '../fields';
import type { Field } from '../operation';
import { aspectRatioField, uploadCnField } from '../visual';

/** One path for both operations. */
export const request = submitTo('/api/v1/gpt4o-image/generate', { callback: false });

export const sizeField = aspectRatioField(['1:1', '3:2', '2:3'], { wire: 'size' });

/** Switches that Kie.ai no longer documents. It still takes them, or ignores them. */
export const legacyFields: Field[] = [
	switchField('enableFallback', {
		label: 'Enable Fallback',
		default: false,
		description: 'Whether another model may step in when GPT-4o is not available',
	}),
	choiceField('fallbackModel', {
		label: 'Fallback Model',
		choices: [
			{ name: 'Flux Max', value: 'FLUX_MAX' },
			{ name: 'GPT Image 1', value: 'GPT_IMAGE_1' },
		],
		default: 'FLUX_MAX',
		description: 'Model that steps in where Enable Fallback is on',
	}),
	switchField('isEnhance', {
		label: 'Enrich Prompt',
		default: false,
		description: 'Whether Kie.ai adds details to the prompt',
	}),
	choiceField('nVariants', {
		label: 'Number of Images',
		choices: [1, 2, 4].map((n) => ({ name: String(n), value: n })),
		default: 1,
		description: 'How many images to make',
	}),
	uploadCnField,
];
