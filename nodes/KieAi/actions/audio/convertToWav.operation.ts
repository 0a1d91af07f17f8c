import { sunoRoute } from '../music/unified';
import type { StartOperation } from '../operation';
import { trackFields } from '../source';

export const convertToWav: StartOperation = {
	kind: 'start',
	value: 'convertToWav',
	name: 'Convert to WAV',
	action: 'Convert music to WAV',
	description: 'Get a track as an uncompressed file; possible once per track',
	request: {
		method: 'POST',
		path: '/api/v1/wav/generate',
		callback: { key: 'callBackUrl', required: true },
	},
	family: 'wav',
	unified: sunoRoute('convert-to-wav-format', { seen: true }),
	fields: trackFields,
};
