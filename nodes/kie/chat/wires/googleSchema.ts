import type { IDataObject } from 'n8n-workflow';

import { asRecord, asRecords, present, text } from '../../json';

/** Keywords that Google takes as they are. */
const KEPT = ['description', 'minItems', 'maxItems', 'minimum', 'maximum', 'nullable'];

/** A JSON Schema in Google's subset: other keywords are refused there, and Kie.ai's example has types in upper case. */
export function writeSchema(schema: IDataObject): IDataObject {
	const types = [schema.type].flat().filter((type) => text(type));
	const [type] = types.filter((one) => one !== 'null');
	const items = asRecord(schema.items);
	const variants = asRecords(schema.anyOf ?? schema.oneOf).map(writeSchema);
	return present({
		...Object.fromEntries(KEPT.filter((key) => key in schema).map((key) => [key, schema[key]])),
		type: type ? String(type).toUpperCase() : undefined,
		nullable: types.includes('null') ? true : schema.nullable,
		enum: type === 'string' ? schema.enum : undefined,
		items: items && writeSchema(items),
		anyOf: variants.length > 0 ? variants : undefined,
		properties: writeProperties(asRecord(schema.properties)),
		required:
			Array.isArray(schema.required) && schema.required.length > 0 ? schema.required : undefined,
	});
}

const writeProperties = (properties?: IDataObject) =>
	properties &&
	Object.fromEntries(
		Object.entries(properties).map(([name, schema]) => [name, writeSchema(asRecord(schema) ?? {})]),
	);
