import type { Resource } from '../operation';
import { extend } from './extend.operation';
import { generate } from './generate.operation';
import { transform } from './transform.operation';

export const runwayVideo: Resource = {
	value: 'runwayVideo',
	name: 'Runway Video',
	description: 'Videos from Runway, and changes to your own with Runway Aleph',
	operations: [generate, extend, transform],
};
