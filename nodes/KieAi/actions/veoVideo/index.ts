import type { Resource } from '../operation';
import { extend } from './extend.operation';
import { generate } from './generate.operation';
import { get1080p } from './get1080p.operation';
import { get4k } from './get4k.operation';

export const veoVideo: Resource = {
	value: 'veoVideo',
	name: 'Veo Video',
	description: 'Videos with sound from Google Veo 3.1',
	operations: [generate, extend, get1080p, get4k],
};
