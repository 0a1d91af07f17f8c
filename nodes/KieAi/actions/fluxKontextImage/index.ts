import type { Resource } from '../operation';
import { edit } from './edit.operation';
import { generate } from './generate.operation';

export const fluxKontextImage: Resource = {
	value: 'fluxKontextImage',
	name: 'Flux Kontext Image',
	description: 'Make and edit images with Flux Kontext',
	operations: [generate, edit],
};
