import { inputError } from './errors';
import { shown } from './values';
import { plain } from './values/near';

/** Words with single dots, slashes, colons and dashes between them. */
const MODEL_ID = /^\w+(?:[.:/-]\w+)*$/;

/** @throws {KieError} category `input` for what cannot be the ID of a model, with the known one that begins like it */
export function assertModelId(
	id: string,
	known: ReadonlyArray<{ id: string; title: string }>,
): void {
	if (MODEL_ID.test(id)) return;
	const begun = plain(id);
	const meant = begun && known.find(({ title }) => plain(title).startsWith(begun))?.id;
	throw inputError(
		`Model must be the ID of a model, but is ${shown(id)}${meant ? ` (did you mean ${meant}?)` : ''}`,
		'Choose it from the list, or enter its ID as Kie.ai writes it. Nothing was sent and nothing was paid',
	);
}
