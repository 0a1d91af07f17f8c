import type { Resource } from '../operation';
import { get } from './get.operation';
import { getPrice } from './getPrice.operation';
import { getSuccessRate } from './getSuccessRate.operation';
import { list } from './list.operation';

export const model: Resource = {
	value: 'model',
	name: 'Model',
	operations: [list, get, getPrice, getSuccessRate],
};
