import type { IDataObject } from 'n8n-workflow';

import { inputError } from '../../../kie/errors';
import { fromForm } from '../../../kie/catalogue/coerce';
import { validate } from '../../../kie/catalogue/validate';
import type { Model, ModelField } from '../../../kie/catalogue/model';
import type { Input } from '../../../kie/catalogue/paths';
import { snapshotModel } from '../../../kie/catalogue/snapshot';
import type { Naming } from '../../../kie/catalogue/values';
import { labelOf } from '../../../kie/catalogue/labels';
import { type MediaKind, replaceFiles } from '../../../kie/files/input';
import type { Preparation, Values } from '../operation';
import { fallbackIds } from './fallbackIds';

/** Completes and checks the input of the chosen model, and of the ones that may take over. @throws {KieError} */
export async function prepare(values: Values, preparation: Preparation): Promise<Values> {
	const ids = fallbackIds(values);
	const first = await prepared(values, preparation, false);
	const others = ids.map(async (model) => await prepared({ ...values, model }, preparation, true));
	return { ...first, fallbacks: await Promise.all(others) };
}

async function prepared(
	values: Values,
	preparation: Preparation,
	isFallback: boolean,
): Promise<Values> {
	const isForm = values.inputMode === 'form';
	const key = isForm ? 'input' : 'inputJson';
	const entered = values[key] as Input;
	const id = String(values.model);
	const model = await modelFor(id, entered, preparation, isForm || isFallback);
	if (!model && isForm && Object.keys(entered).length === 0) {
		throw inputError(
			`The fields of ${id} are not known, and none is filled in`,
			'Check the model, or set Input to JSON and write its fields there; nothing was sent and nothing was paid',
		);
	}
	const meant = model && isForm ? fromForm(model, entered) : entered;
	const input =
		model && (isForm || isFallback) ? known(model, meant, preparation, isFallback) : meant;
	const named: Naming = isForm ? labelOf : (name) => `"${name}"`;
	const withFiles = model ? files(model, input, named, preparation) : input;
	await check(id, withFiles, named, values, preparation);
	return { ...values, [key]: withFiles as IDataObject };
}

/** The snapshot is enough, unless it does not know a field that Kie.ai's live form had. */
async function modelFor(
	id: string,
	entered: Input,
	{ catalogue }: Preparation,
	needsAll: boolean,
): Promise<Model | undefined> {
	const bundled = snapshotModel(id);
	const has = (name: string) => bundled?.fields.some((field) => field.name === name);
	if (bundled && (!needsAll || Object.keys(entered).every(has))) return bundled;
	return (await catalogue.describe(id))?.model ?? bundled;
}

/** After a change of the model the form may still hold fields of the one before. */
function known(model: Model, input: Input, { warn }: Preparation, silent: boolean): Input {
	const has = (name: string) => model.fields.some((field) => field.name === name);
	const dropped = Object.keys(input).filter((name) => !has(name));
	if (dropped.length > 0 && !silent) {
		const names = dropped.map(labelOf).join(', ');
		warn(`${model.title} has no ${names}: not sent`, { model: model.id, fields: dropped });
	}
	return Object.fromEntries(Object.entries(input).filter(([name]) => has(name)));
}

function files(model: Model, input: Input, named: Naming, preparation: Preparation): Input {
	const read = (field: ModelField, value: unknown): unknown => {
		if (Array.isArray(value)) return value.map((entry) => read(field, entry));
		if (!isSource(value) || (field.acceptsAssetId && /^asset:/.test(value))) return value;
		const kinds = field.media === 'file' ? undefined : [field.media as MediaKind];
		return preparation.file(value, named(field.name), {
			...(kinds && { kinds }),
			...(field.maxSizeMB !== undefined && { maxMb: field.maxSizeMB }),
		});
	};
	const entries = Object.entries(input).map(([name, value]) => {
		const field = model.fields.find((one) => one.name === name);
		return [name, field?.media ? read(field, value) : value];
	});
	return Object.fromEntries(entries) as Input;
}

/** An address, a binary field or a data URL. Objects are lists of clips with addresses inside. */
const isSource = (value: unknown): value is string => typeof value === 'string' && value !== '';

async function check(
	id: string,
	input: Input,
	named: Naming,
	{ sendAnyway }: Values,
	{ catalogue, warn }: Preparation,
): Promise<void> {
	const addressed = replaceFiles(input, () => 'https://example.com/file') as Input;
	const doubts = await validate(catalogue, {
		id,
		input: addressed,
		named,
		sendAnyway: sendAnyway === true,
	});
	for (const { field, kind, message } of doubts) warn(message, { model: id, field, kind });
}
