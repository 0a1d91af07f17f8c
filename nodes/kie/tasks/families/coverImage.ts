import type { IDataObject } from 'n8n-workflow';

import type { TaskOutcome } from '../../types';
import { asRecord, has } from '../../json';
import { filesOf } from '../outcome';
import { recordFamily } from './record';
import { sunoModels } from './unified';

/** Pictures for the sleeve of a song. Kie.ai's schema counts the states (2 is still generating), its text names them. */
export const coverImage = recordFamily({
	name: 'coverImage',
	madeBy: 'Music > Generate Cover Image',
	timeLimit: 10 * 60,
	typicalTime: 40,
	path: '/api/v1/suno/cover/record-info',
	status: (data) => data.successFlag,
	success: [1, 'SUCCESS'],
	failure: [3, 'CREATE_TASK_FAILED', 'GENERATE_COVER_FAILED'],
	outcome: coverImageOutcome,
	unified: {
		models: sunoModels('cover-generate'),
		outcome: ({ resultUrls }) => coverImageOutcome({ images: resultUrls }),
	},
	callback: { recognises: ({ data }) => has(data, 'images'), outcome: coverImageOutcome },
});

/** Result of a record (`response.images`) or a callback (`images`): usually two pictures. */
export function coverImageOutcome(data: IDataObject): Partial<TaskOutcome> {
	const response = asRecord(data.response) ?? data;
	return { files: filesOf('image', response.images, 'cover') };
}
