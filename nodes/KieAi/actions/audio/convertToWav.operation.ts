import { submitTo } from '../endpoint';
import { sunoRoute } from '../music/unified';
import type { SubmitOperation } from '../operation';
import { trackFields } from '../source';

export const convertToWav: SubmitOperation = {
	kind: 'submit',
	value: 'convertToWav',
	name: 'Convert to WAV',
	action: 'Convert music to WAV',
	description: 'Get a track as an uncompressed file; possible once per track',
	request: submitTo('/api/v1/wav/generate', { callback: true }),
	family: 'wav',
	unified: sunoRoute('convert-to-wav-format', { verified: true }),
	fields: trackFields,
};
