import type { FollowOperation } from '../operation';
import { indexField, videoField } from './source';

export const get1080p: FollowOperation = {
	kind: 'follow',
	until: 'finished',
	family: 'veo1080p',
	value: 'get1080p',
	name: 'Get 1080p',
	action: 'Get a Veo video in 1080p',
	description: 'Get a finished video in 1080p; takes one to three minutes, about 5 credits',
	fields: [videoField, indexField],
};
