import { inputError } from '../../../kie/errors';
import { modelField } from '../anyModel/fields';
import type { CatalogueOperation } from '../operation';

export const get: CatalogueOperation = {
	kind: 'catalogue',
	value: 'get',
	name: 'Get',
	action: 'Get a model',
	description:
		'Get the fields of a model with their choices and limits, an example of its input, and its price',
	fields: [modelField],
	async lookup(catalogue, { model }) {
		const described = await catalogue.describe(String(model));
		if (!described) {
			throw inputError(
				`Nothing is known about the model "${String(model)}"`,
				'Check the ID; Model > List returns those that Kie.ai offers',
			);
		}
		const { describedJson } = await import('./answers');
		const { models } = await catalogue.list();
		return [describedJson(described, models.find(({ id }) => id === model)?.price)];
	},
};
