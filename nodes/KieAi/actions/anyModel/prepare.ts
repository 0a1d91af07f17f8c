import type { IDataObject } from 'n8n-workflow';

import { withStarters } from '../../../kie/catalogue/example';
import { intentsOf } from '../../../kie/catalogue/intents';
import { labelOf } from '../../../kie/catalogue/labels';
import type { Model } from '../../../kie/catalogue/model';
import { type Area, isIn } from '../../../kie/catalogue/modelAreas';
import { readModelId } from '../../../kie/catalogue/modelId';
import type { Intent } from '../../../kie/parts';
import type { Input } from '../../../kie/catalogue/paths';
import { readInput } from '../../../kie/catalogue/readInput';
import { snapshotModel } from '../../../kie/catalogue/snapshot';
import { validate } from '../../../kie/catalogue/validate';
import type { Naming } from '../../../kie/catalogue/values';
import { inputError } from '../../../kie/errors';
import { addressed } from '../../../kie/files/input';
import { isRecord } from '../../../kie/json';
import { isEmpty } from '../../../kie/values';
import type { Values } from '../field';
import type { Preparation } from '../operation';
import { fallbackIds } from './fallbackIds';
import { type PartLabels, partNaming, fieldsOfParts, takeParts } from './takeParts';
import { assertReachable, nothingKnown, partsOfUnknown } from './unknownModel';

/** What an operation for models is about, where it is about something. */
export interface Purpose {
	intent: Intent;
	labels: PartLabels;
}

/** One model that may do the work, and how its input is written. */
interface Candidate {
	id: string;
	model?: Model;
	isForm: boolean;
	isFallback: boolean;
	sendAnyway: boolean;
	named: Naming;
}

/** Completes and checks the input of the chosen model, and of the ones that may take over. @throws {KieError} */
export async function prepare(
	purpose: Purpose | undefined,
	values: Values,
	preparation: Preparation,
): Promise<Values> {
	const ids = fallbackIds(values);
	const first = await prepareInput(values, preparation, false, purpose);
	const others = ids.map(
		async (model) => await prepareInput({ ...values, model }, preparation, true, purpose),
	);
	return { ...first, fallbacks: await Promise.all(others) };
}

async function prepareInput(
	entered: Values,
	preparation: Preparation,
	isFallback: boolean,
	purpose?: Purpose,
): Promise<Values> {
	const isForm = entered.inputMode === 'form';
	const key = isForm ? 'input' : 'inputJson';
	const written = entered[key] as Input;
	const candidate = await candidateOf(entered, written, preparation, isFallback, purpose);
	const { id, model, named, sendAnyway } = candidate;
	if (!isForm && !sendAnyway) refuseWholeRequest(written, model);
	const warn = (message: string) => isFallback || preparation.warn(message, { model: id });
	const all = purpose ? withParts(entered, written, candidate, purpose, warn) : written;
	if (!model && isForm && Object.keys(all).length === 0) throw nothingKnown(id);
	if (!model) assertReachable(all, preparation.files.trustedHosts);
	const input = model ? readAll(model, all, candidate, preparation, purpose) : all;
	await check(id, input, named, sendAnyway, preparation);
	const needsCallback = snapshotModel(id)?.needsCallback;
	return { ...entered, model: id, needsCallback, [key]: input as IDataObject };
}

const ENVELOPE = ['model', 'input', 'callBackUrl'];

/** Kie.ai's pages show the whole request; the node makes all of it but the input. @throws {KieError} */
function refuseWholeRequest(written: Input, model?: Model): void {
	const isWhole =
		isRecord(written.input) && Object.keys(written).every((key) => ENVELOPE.includes(key));
	if (!isWhole || model?.fields.some(({ name }) => name === 'input')) return;
	throw inputError(
		'Input (JSON) holds a whole request, not the input alone',
		'Enter only what stands under its "input"; the model is chosen in Model. Nothing was sent and nothing was paid',
	);
}

async function candidateOf(
	entered: Values,
	written: Input,
	preparation: Preparation,
	isFallback: boolean,
	purpose?: Purpose,
): Promise<Candidate> {
	const isForm = entered.inputMode === 'form';
	const sendAnyway = entered.sendAnyway === true;
	const id = await readModelId(preparation.catalogue, entered.model, sendAnyway);
	const model = await modelFor(id, written, preparation, isForm || isFallback);
	const plain: Naming = isForm ? labelOf : (name) => `"${name}"`;
	const named = purpose ? partNaming(model, purpose.intent, purpose.labels, plain) : plain;
	return { id, model, isForm, isFallback, sendAnyway, named };
}

/** What has fields of its own is not taken from a form, where the editor does not show it; JSON says more than they. */
function withParts(
	values: Values,
	written: Input,
	{ id, model, isForm, sendAnyway }: Candidate,
	{ intent, labels }: Purpose,
	warn: (message: string) => void,
): Input {
	if (!model && isForm) throw nothingKnown(id);
	if (!model) return { ...written, ...partsOfUnknown(values, id, intent, labels, written) };
	if (!sendAnyway) assertFits(model, intent);
	if (!isForm) return { ...written, ...takeParts(values, model, intent, labels, written) };
	const parts = takeParts(values, model, intent, labels, {});
	return { ...withoutHidden(written, parts, fieldsOfParts(model, intent), warn), ...parts };
}

/** n8n keeps what a form held before the operation asked for it in a field of its own. */
function withoutHidden(
	written: Input,
	parts: Input,
	hidden: string[],
	warn: (message: string) => void,
): Input {
	const names = Object.keys(written).filter((name) => hidden.includes(name));
	const unsaid = names.filter((name) => !(name in parts) && !isEmpty(written[name]));
	if (unsaid.length > 0) warn(`${unsaid.map(labelOf).join(', ')} of Fields is not shown: not sent`);
	return Object.fromEntries(Object.entries(written).filter(([name]) => !names.includes(name)));
}

/** n8n keeps a model when another resource is chosen. @throws {KieError} */
function assertFits(model: Model, intent: Intent): void {
	const [area] = intent.split('.');
	if (isIn(area as Area, model) || intentsOf(model).includes(intent)) return;
	throw inputError(
		`${model.title} is no model for ${area}: Kie.ai uses it for ${model.taskTypes.join(', ')}`,
		'Choose another model, or the resource that it belongs to; nothing was sent and nothing was paid',
	);
}

/** The input as it is meant, without what the model does not know, and with what it needs besides. */
function readAll(
	model: Model,
	written: Input,
	candidate: Candidate,
	preparation: Preparation,
	purpose?: Purpose,
): Input {
	const { id, named, isForm, isFallback, sendAnyway } = candidate;
	const warn = (message: string) => preparation.warn(message, { model: id });
	const reader = { named, files: preparation.files, isForm, sendAnyway, warn };
	const meant = readInput(model, written, reader);
	if (!isForm && !isFallback) return meant;
	const input = known(model, meant, preparation, isFallback);
	return purpose ? { ...withStarters(model, addressed(input)), ...input } : input;
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

async function check(
	id: string,
	input: Input,
	named: Naming,
	sendAnyway: boolean,
	{ catalogue, warn }: Preparation,
): Promise<void> {
	const doubts = await validate(catalogue, { id, input: addressed(input), named, sendAnyway });
	for (const { field, kind, message } of doubts) warn(message, { model: id, field, kind });
}
