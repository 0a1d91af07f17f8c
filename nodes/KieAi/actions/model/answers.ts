import type { IDataObject } from 'n8n-workflow';

import type { Described, Listing } from '../../../kie/catalogue/catalogue';
import { fileLimits, valueLimits } from '../../../kie/catalogue/limitWords';
import { exampleInput } from '../../../kie/catalogue/example';
import type { ListedModel } from '../../../kie/catalogue/merge';
import type { ModelField } from '../../../kie/catalogue/model';
import { snapshotDate } from '../../../kie/catalogue/snapshot';
import { hintOf, labelOf } from '../../../kie/catalogue/labels';
import { present } from '../../../kie/json';

/** Where an answer comes from, and how old it may be. */
export const sourceOf = ({ source, reason }: Pick<Listing, 'source' | 'reason'>): IDataObject =>
	source === 'live'
		? { source }
		: { source, sourceDate: snapshotDate, ...(reason && { sourceReason: reason }) };

/** A model as an item of a list. */
export const listedJson = ({ id, title, provider, taskTypes, price }: ListedModel): IDataObject =>
	present({ model: id, title, provider, taskTypes, price });

/** Everything known about a model, its fields in plain words included. */
export function describedJson(described: Described, price?: string): IDataObject {
	const { id, title, provider, taskTypes, status, variants, fields } = described.model;
	return present({
		model: id,
		title,
		provider,
		taskTypes,
		status,
		price,
		fields: fields.map(fieldJson),
		example: exampleInput(described.model) as IDataObject,
		variants: variants?.map(({ name, required, forbidden }) =>
			present({ name, required, forbidden }),
		),
		...sourceOf(described),
	}) as IDataObject;
}

function fieldJson(field: ModelField): IDataObject {
	const { name, type, required, enum: choices, default: initial, deprecated } = field;
	const limits = [...valueLimits(field), ...fileLimits(field)];
	return present({
		name,
		label: labelOf(name),
		description: hintOf(name),
		type,
		required: required === true,
		choices,
		default: initial,
		limits: limits.length > 0 ? limits.join(', ') : undefined,
		fields: (field.properties ?? field.items?.properties)?.map(fieldJson),
		deprecated,
	}) as IDataObject;
}
