import type { IDataObject } from 'n8n-workflow';

import { inputError } from '../../../kie/errors';
import { validate } from '../../../kie/catalogue/validate';
import type { Model } from '../../../kie/catalogue/model';
import { readModelId } from '../../../kie/catalogue/modelId';
import type { Input } from '../../../kie/catalogue/paths';
import { readInput } from '../../../kie/catalogue/readInput';
import { snapshotModel } from '../../../kie/catalogue/snapshot';
import type { Naming } from '../../../kie/catalogue/values';
import { labelOf } from '../../../kie/catalogue/labels';
import { replaceFiles } from '../../../kie/files/input';
import { isUnreachable } from '../../../kie/values/address';
import type { Preparation, Values } from '../operation';
import { fallbackIds } from './fallbackIds';

/** Completes and checks the input of the chosen model, and of the ones that may take over. @throws {KieError} */
export async function prepare(values: Values, preparation: Preparation): Promise<Values> {
	const ids = fallbackIds(values);
	const first = await prepareInput(values, preparation, false);
	const others = ids.map(
		async (model) => await prepareInput({ ...values, model }, preparation, true),
	);
	return { ...first, fallbacks: await Promise.all(others) };
}

async function prepareInput(
	entered: Values,
	preparation: Preparation,
	isFallback: boolean,
): Promise<Values> {
	const isForm = entered.inputMode === 'form';
	const sendAnyway = entered.sendAnyway === true;
	const key = isForm ? 'input' : 'inputJson';
	const id = await readModelId(preparation.catalogue, entered.model, sendAnyway);
	const written = entered[key] as Input;
	const model = await modelFor(id, written, preparation, isForm || isFallback);
	if (!model && isForm && Object.keys(written).length === 0) throw nothingKnown(id);
	const named: Naming = isForm ? labelOf : (name) => `"${name}"`;
	const reader = { named, files: preparation.files, isForm, sendAnyway };
	const warn = (message: string) => preparation.warn(message, { model: id });
	const meant = model ? readInput(model, written, { ...reader, warn }) : written;
	if (!model) assertReachable(written, preparation.files.trustedHosts);
	const input =
		model && (isForm || isFallback) ? known(model, meant, preparation, isFallback) : meant;
	await check(id, input, named, sendAnyway, preparation);
	const needsCallback = snapshotModel(id)?.needsCallback;
	return { ...entered, model: id, needsCallback, [key]: input as IDataObject };
}

/** Which fields of an unknown model hold files is not known, but an address is one wherever it stands. @throws {KieError} */
function assertReachable(input: Input, trustedHosts: readonly string[]): void {
	const waiting: unknown[] = [input];
	while (waiting.length > 0) {
		const value = waiting.pop();
		if (typeof value === 'object' && value !== null) {
			for (const entry of Object.values(value)) waiting.push(entry);
		} else if (typeof value === 'string' && isPrivateAddress(value.trim(), trustedHosts)) {
			throw inputError(
				`Input leads to ${new URL(value.trim()).hostname}, which Kie.ai cannot reach from the internet`,
				'Upload the file first (File > Upload) and enter its address; nothing was sent and nothing was paid',
			);
		}
	}
}

const isPrivateAddress = (text: string, trustedHosts: readonly string[]) =>
	/^https?:\/\//i.test(text) && URL.canParse(text) && isUnreachable(text, trustedHosts);

const nothingKnown = (id: string) =>
	inputError(
		`The fields of ${id} are not known, and none is filled in`,
		'Check the model, or set Input to JSON and write its fields there; nothing was sent and nothing was paid',
	);

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

async function check(
	id: string,
	input: Input,
	named: Naming,
	sendAnyway: boolean,
	{ catalogue, warn }: Preparation,
): Promise<void> {
	const addressed = replaceFiles(input, () => 'https://example.com/file') as Input;
	const doubts = await validate(catalogue, { id, input: addressed, named, sendAnyway });
	for (const { field, kind, message } of doubts) warn(message, { model: id, field, kind });
}
