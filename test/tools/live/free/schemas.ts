import { schemaOf } from '../../../../nodes/kie/catalogue/discovery';
import { isTaskModel } from '../../../../nodes/kie/catalogue/endpoints';
import type { Model, ModelField } from '../../../../nodes/kie/catalogue/model';
import { pathIn, shapeFrom } from '../../../../nodes/kie/catalogue/openapi';
import { snapshotModel } from '../../../../nodes/kie/catalogue/snapshot';
import { chatModels } from '../../../facts/chat';
import { equal, type Fact, type Facts, judge, unknown } from '../fact';
import type { LiveKie } from '../kie';
import { listedNow } from './models';

/** Every schema has the fields, choices and limits of the snapshot; that of a chat model names its path. */
export async function* schemas(kie: LiveKie): Facts {
	for (const model of await listedNow(kie)) {
		const found = await schemaOf(kie.connection, model.id);
		const name = `schema of ${model.id}`;
		if ('reason' in found) yield unknown(name, found.reason);
		else if (isTaskModel(model)) yield* taskSchema(name, model.id, found.value);
		else yield chatPath(name, model.id, found.value);
	}
}

function chatPath(name: string, id: string, openapi: unknown): Fact {
	const known = chatModels.find((model) => model.id === id);
	const path = pathIn(openapi);
	return known && path ? equal(name, known.path, path) : unknown(name, `its path is ${path}`);
}

function* taskSchema(name: string, id: string, openapi: unknown): Generator<Fact> {
	const known = snapshotModel(id);
	const live = shapeFrom(openapi);
	if (!known || !live) {
		return yield unknown(name, live ? 'the model is not known here' : 'Kie.ai has none');
	}
	const differences = differencesOf(known, live.fields);
	yield* differences.map((one) => ({ ...one, name: `${name}: ${one.name}` }));
	if (differences.length === 0) yield judge(name, true, '', '');
}

function differencesOf(known: Model, live: ModelField[]): Fact[] {
	const [ours, theirs] = [known.fields, live].map(
		(fields) => new Map(fields.map((field) => [field.name, field])),
	);
	const added = live.filter(({ name }) => !ours.has(name));
	const gone = known.fields.filter(({ name }) => !theirs.has(name));
	return [
		...added.map(({ name }) => judge(`field ${name}`, false, 'not known', 'there')),
		...gone.map(({ name }) => judge(`field ${name}`, false, 'there', 'not there')),
		...live.flatMap((field) => fieldDifferences(ours.get(field.name), field)),
	];
}

const COMPARED = [
	...(['required', 'type', 'enum', 'default', 'minimum', 'maximum'] as const),
	...(['minLength', 'maxLength', 'minItems', 'maxItems'] as const),
];

/** A limit that the live schema leaves out may be known from elsewhere. */
function fieldDifferences(known: ModelField | undefined, live: ModelField): Fact[] {
	if (!known || isBlank(live)) return [];
	return COMPARED.filter((key) => key === 'required' || live[key] !== undefined)
		.map((key) => equal(`${key} of ${live.name}`, known[key] ?? null, live[key] ?? null))
		.filter(({ verdict }) => verdict === 'contradicted');
}

/** Some live schemas type addresses as empty objects. */
const isBlank = ({ type, properties }: ModelField) => type === 'object' && properties === undefined;
