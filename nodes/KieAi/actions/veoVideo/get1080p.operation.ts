import type { PollOperation } from '../operation';
import { indexField, videoField } from './source';

export const get1080p: PollOperation = {
	kind: 'poll',
	until: 'finished',
	family: 'veo1080p',
	value: 'get1080p',
	name: 'Get 1080p',
	action: 'Get a Veo video in 1080p',
	description: 'Get a finished video in 1080p; takes one to three minutes, about 5 credits',
	unified: {
		model: 'veo/get-1080p-video',
		// It spells and types its input unlike its sibling for 4K, and unlike all others wants a callback address.
		input: ({ task_id: taskId, index }) => ({ taskId, index: String(index) }),
		needsCallback: true,
	},
	fields: [videoField, indexField],
};
