import type { Resource } from '../operation';
import { get } from './get.operation';
import { getPrice } from './getPrice.operation';
import { getSuccessRate } from './getSuccessRate.operation';
import { list } from './list.operation';

export const model: Resource = {
	value: 'model',
	name: 'Model',
	description: 'Models of Kie.ai with their prices and how reliable they are',
	operations: [list, get, getPrice, getSuccessRate],
};
