import type { SubmitOperation } from '../operation';
import { modelOperation } from './modelOperation';
import { modelField } from './fields';

/** An operation for every model of one kind. `what` continues "Generate … with any model". */
export const generateAny = (what: string, description: string): SubmitOperation =>
	modelOperation({
		value: 'generateAny',
		name: 'Generate With Any Model',
		action: `Generate ${what} with any model`,
		description,
		last: true,
		modelField,
	});
