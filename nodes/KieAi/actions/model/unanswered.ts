import { KieError } from '../../../kie/errors';

/** Kie.ai could not say something about a model. */
export const unanswered = (model: unknown, reason: string): KieError =>
	new KieError({
		message: `Kie.ai did not answer about the model "${String(model)}": ${reason}`,
		hint: 'Check the ID and run it again later; asking costs nothing',
		category: 'provider',
		retryable: true,
		creditsTaken: 'no',
	});
