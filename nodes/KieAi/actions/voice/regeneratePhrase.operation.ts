import { sunoRoute } from '../music/unified';
import type { SubmitOperation } from '../operation';
import { validationField } from './validation';

export const regeneratePhrase: SubmitOperation = {
	kind: 'submit',
	value: 'regeneratePhrase',
	name: 'Regenerate Phrase',
	action: 'Regenerate a voice phrase',
	description: 'Get another phrase when the first one failed or has expired',
	request: {
		method: 'POST',
		path: '/api/v1/voice/regenerate',
		// Kie.ai spells it with one l here, in its schema and on the wire.
		callback: { key: 'calBackUrl', required: true },
	},
	family: 'voiceValidation',
	unified: sunoRoute('regenerate-phrase'),
	fields: [validationField],
};
