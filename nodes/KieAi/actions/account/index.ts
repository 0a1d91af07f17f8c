import type { Resource } from '../operation';
import { getCredits } from './getCredits.operation';

export const account: Resource = {
	value: 'account',
	name: 'Account',
	description: 'Credits that are left in your Kie.ai account',
	operations: [getCredits],
};
