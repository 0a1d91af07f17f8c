import { answerWith } from '../answer';
import { sunoRoute } from '../music/unified';
import type { RequestOperation } from '../operation';
import { taskIdField } from '../source';

export const check: RequestOperation = {
	kind: 'request',
	value: 'check',
	name: 'Check Voice',
	action: 'Check a voice',
	description: 'Ask whether a cloned voice can be used now; costs nothing',
	request: { method: 'POST', path: '/api/v1/voice/check-voice' },
	unified: sunoRoute('check-voice'),
	fields: [
		{
			...taskIdField,
			wire: 'task_id',
			property: {
				...taskIdField.property,
				description: 'Generate Voice task; the incoming item names it',
			},
			sourceFamilies: ['voice', 'voiceValidation'],
		},
	],
	output: (data, { taskId }) => ({ taskId: String(taskId), ...answerWith('isAvailable', data) }),
};
