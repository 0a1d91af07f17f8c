import type { IDataObject } from 'n8n-workflow';

import type { TaskOutcome } from '../../types';
import { has, present, text } from '../../json';
import { recordFamily } from './record';
import { contentOf, sunoModels } from './unified';

const FAILURE = ['processing_validate_fail', 'fail'];

/** The phrase that the owner of a voice has to record: finished as soon as the phrase is there to be read. */
export const voiceValidation = recordFamily({
	name: 'voiceValidation',
	madeBy: 'Voice > Start Validation and Regenerate Phrase',
	timeLimit: 10 * 60,
	typicalTime: 20,
	path: '/api/v1/voice/validate-info',
	status: (data) => data.status,
	success: ['wait_validating', 'success'],
	failure: FAILURE,
	outcome: phraseOutcome,
	unified: {
		models: sunoModels('validation-phrase', 'regenerate-phrase'),
		outcome: (result) => phraseOutcome(contentOf(result)),
	},
	callback: { recognises: ({ data }) => has(data, 'validateInfo'), outcome: phraseOutcome },
});

/** A cloned voice, to be used where a persona is. */
export const voice = recordFamily({
	name: 'voice',
	madeBy: 'Voice > Generate Voice',
	timeLimit: 20 * 60,
	typicalTime: 60,
	path: '/api/v1/voice/record-info',
	status: (data) => data.status,
	success: ['success'],
	failure: FAILURE,
	outcome: voiceOutcome,
	unified: {
		models: sunoModels('create-voice'),
		outcome: (result, taskId) => voiceOutcome({ taskId, ...contentOf(result) } as IDataObject),
	},
	callback: { recognises: ({ data }) => has(data, 'voiceId'), outcome: voiceOutcome },
});

/** Result of a validation: the phrase as `text`. */
export function phraseOutcome(data: IDataObject): Partial<TaskOutcome> {
	return present({ text: text(data.validateInfo ?? data.validate_info) });
}

/** Result of a clone. Kie.ai is seen to leave `voiceId` empty; the task id then stands for the voice. */
export function voiceOutcome(data: IDataObject): Partial<TaskOutcome> {
	const voiceId = text(data.voiceId ?? data.voice_id) ?? text(data.taskId ?? data.task_id);
	return voiceId ? { data: { voiceId } } : {};
}
