import type { SubmitOperation } from '../operation';
import { modelOperation } from './modelOperation';
import { modelField } from './fields';

/** An operation for every model of one kind. `what` names the kind. */
export const generateAny = (what: string, description: string): SubmitOperation =>
	modelOperation({
		value: 'generateAny',
		name: 'Generate With Any Model',
		action: `Run any ${what} model`,
		description,
		last: true,
		modelField,
	});
