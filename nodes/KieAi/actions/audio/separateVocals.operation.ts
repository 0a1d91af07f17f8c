import { submitTo } from '../endpoint';
import { choiceField, urlField } from '../fields';
import { sunoRoute } from '../music/unified';
import type { SubmitOperation } from '../operation';
import { fromTask, fromUrl, sourceField, trackFields } from '../source';
import { STEM_NAMES } from './stemNames';

export const separateVocals: SubmitOperation = {
	kind: 'submit',
	value: 'separateVocals',
	name: 'Separate Vocals',
	action: 'Separate vocals',
	description:
		'Take a song apart into vocals and instruments; every run is charged, takes about a minute',
	request: submitTo('/api/v1/vocal-removal/generate', { callback: true }),
	family: 'stems',
	unified: sunoRoute('separate-vocals'),
	fields: [
		sourceField,
		...trackFields.map(fromTask),
		fromUrl(
			urlField('audioUrl', {
				label: 'Audio',
				required: true,
				fromItem: true,
				description: 'Audio file of at most 20 MB',
				kinds: ['audio'],
				maxMb: 20,
			}),
		),
		choiceField('separation', {
			label: 'Separation',
			wire: 'type',
			choices: [
				{ name: 'Vocals and Instrumental (2 Stems)', value: 'separate_vocal' },
				{ name: 'Every Instrument (up to 12 Stems)', value: 'split_stem' },
				{ name: 'One Chosen Stem', value: 'split_stem_advanced' },
			],
			default: 'separate_vocal',
		}),
		choiceField('stemName', {
			label: 'Stem',
			choices: STEM_NAMES,
			default: 'Lead Vocal',
			open: true,
			when: { separation: ['split_stem_advanced'] },
		}),
	],
};
