import { inputError } from '../errors';
import { assertModelId } from '../modelName';
import { type ValueType, nearest, readValue } from '../values';
import type { Catalogue } from './catalogue';
import { notATask } from './endpoints';
import { snapshot, snapshotModel } from './snapshot';

/** Every model of the snapshot, by id or title. Kie.ai adds others. */
export const anyModel: ValueType = {
	type: 'choice',
	choices: snapshot.map(({ id, title }) => ({ value: id, label: title })),
	allowOther: 'any',
};

/**
 * A model as Kie.ai writes it, by its id or its title.
 * @throws {KieError} category `input`, where nobody knows the id but it is almost a known one, or it is none for tasks
 */
export async function readModelId(
	catalogue: Catalogue,
	entered: unknown,
	sendAnyway: boolean,
): Promise<string> {
	const id = String(readValue({ ...anyModel, label: 'Model', required: true }, entered).value);
	if (snapshotModel(id)) return id;
	assertModelId(id, snapshot);
	const elsewhere = notATask(id, sendAnyway ? undefined : await catalogue.path(id));
	if (elsewhere) throw elsewhere;
	if (sendAnyway || (await catalogue.describe(id))) return id;
	const { models } = await catalogue.list();
	const close = nearest(
		id,
		[...models, ...snapshot].map((model) => model.id),
	);
	if (close === undefined || close === id) return id;
	throw inputError(
		`Model ${id} is not known to Kie.ai: did you mean ${close}?`,
		'Nothing was sent and nothing was paid. If the ID is right, set Input to JSON and switch on Send Despite Problems',
	);
}
