import type { IDataObject } from 'n8n-workflow';

import type { KieReply, TaskFamily, TaskStatus, TaskOutcome } from '../../types';
import { hasTracks } from './music';
import { asRecord, asRecords, present, text } from '../../json';
import { recordFamily } from './record';
import { sunoModels } from './unified';

const record = recordFamily({
	name: 'lyrics',
	madeBy: 'Lyrics > Generate',
	timeLimit: 10 * 60,
	typicalTime: 20,
	path: '/api/v1/lyrics/record-info',
	status: (data) => data.status,
	success: ['SUCCESS'],
	failure: ['CREATE_TASK_FAILED', 'GENERATE_LYRICS_FAILED', 'SENSITIVE_WORD_ERROR'],
	callbackFailed: ['CALLBACK_EXCEPTION'],
	outcome: lyricsOutcome,
	unified: {
		models: sunoModels('generate-lyrics'),
		outcome: ({ resultObject }) => lyricsOutcome(asRecord(resultObject) ?? {}),
	},
	callback: {
		recognises: ({ data }) => data.callbackType === 'complete' && !hasTracks(data),
		outcome: lyricsOutcome,
	},
});

/** Words for a song, in two or three variants. */
export const lyrics: TaskFamily = {
	...record,
	read(reply, task) {
		const status = record.read(reply, task);
		return status.state === 'failed' ? withReason(status, reply) : status;
	},
};

/** Result of a record or a callback: the variants that were written, and the first one's text. One may fail alone. */
export function lyricsOutcome(data: IDataObject): Partial<TaskOutcome> {
	const written = variantsOf(data).filter((variant) => text(variant.text));
	if (written.length === 0) return {};
	return {
		text: text(written[0].text),
		lyrics: written.map((variant) =>
			present({ title: text(variant.title), text: text(variant.text) }),
		),
	};
}

/** The unified route and newer answers call the list `lyricsData`. */
function variantsOf(data: IDataObject): IDataObject[] {
	const response = asRecord(data.response) ?? data;
	const variants = asRecords(response.lyricsData);
	return variants.length > 0 ? variants : asRecords(response.data);
}

const NO_LYRICS = 'Kie.ai wrote no lyrics';

/** Kie.ai calls a task successful in which every variant failed, each with a reason of its own. */
function withReason(status: Extract<TaskStatus, { state: 'failed' }>, reply: KieReply): TaskStatus {
	const [message] = variantsOf(asRecord(reply.data) ?? {}).flatMap(
		(variant) => text(variant.errorMessage ?? variant.error_message) ?? [],
	);
	const { failure } = status;
	if (!failure.isEmpty) return status;
	if (message === undefined) return { ...status, failure: { ...failure, message: NO_LYRICS } };
	return { ...status, failure: present({ message, creditsConsumed: failure.creditsConsumed }) };
}
