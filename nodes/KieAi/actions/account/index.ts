import type { Resource } from '../operation';
import { getCredits } from './getCredits.operation';

export const account: Resource = { value: 'account', name: 'Account', operations: [getCredits] };
