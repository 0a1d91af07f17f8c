import { modelField } from '../anyModel/fields';
import type { CatalogueOperation } from '../operation';
import { unanswered } from './unanswered';

export const getPrice: CatalogueOperation = {
	kind: 'catalogue',
	value: 'getPrice',
	name: 'Get Price',
	action: "Get a model's price",
	description:
		"Get what a model costs, in Kie.ai's own words, and in numbers where it has one price only",
	fields: [modelField],
	async lookup(catalogue, { model }) {
		const found = await catalogue.price(String(model));
		if ('reason' in found) throw unanswered(model, found.reason);
		const { readPrice } = await import('../../../kie/catalogue/price');
		return [{ model: String(model), ...readPrice(found.value), price: found.value }];
	},
};
