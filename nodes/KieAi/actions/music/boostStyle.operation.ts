import { present } from '../../../kie/json';
import { isoTime } from '../../../kie/tasks/outcome';
import { answerWith } from '../answer';
import type { RequestOperation } from '../operation';
import { styleField } from './suno';
import { sunoRoute } from './unified';

export const boostStyle: RequestOperation = {
	kind: 'request',
	value: 'boostStyle',
	name: 'Boost Style',
	action: 'Boost a music style',
	description: 'Turn a few words into a rich description of a style; costs about 0.4 credits',
	request: { method: 'POST', path: '/api/v1/style/generate' },
	paid: true,
	unified: sunoRoute('boost-music-style'),
	fields: [
		{
			...styleField,
			wire: 'content',
			property: {
				...styleField.property,
				description: 'Words for the style that you have in mind',
				placeholder: 'e.g. Pop, Mysterious',
			},
		},
	],
	// Its task id is left out: no question to Kie.ai takes it, and the next node would.
	output(data) {
		const { result, creditsConsumed, creditsRemaining, createTime } = answerWith('result', data);
		return present({
			style: result,
			creditsConsumed,
			creditsRemaining,
			createdAt: isoTime(createTime),
		});
	},
};
