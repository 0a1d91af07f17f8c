import type { Resource } from '../operation';
import { check } from './check.operation';
import { generate } from './generate.operation';
import { regeneratePhrase } from './regeneratePhrase.operation';
import { startValidation } from './startValidation.operation';

export const voice: Resource = {
	value: 'voice',
	name: 'Voice',
	description: 'Clone a voice with the consent of its owner, who records a phrase for it',
	operations: [startValidation, regeneratePhrase, generate, check],
};
