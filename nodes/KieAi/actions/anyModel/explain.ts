import { closest } from '../../../kie/catalogue/modelAreas';
import { snapshot, snapshotModel } from '../../../kie/catalogue/snapshot';
import type { KieError } from '../../../kie/errors';
import type { Values } from '../field';

/** Kie.ai's words for a model that it no longer serves. */
const RETIRED = /model[^.]* (is )?not supported|temporarily paused|model not found/i;

/** Where Kie.ai refuses the model itself, the error names the closest one that it still served when the package was made. */
export function explain(error: KieError, { model }: Values): KieError {
	const known = snapshotModel(String(model));
	if (!known || !RETIRED.test(error.failure.message)) return error;
	const live = snapshot.filter(({ status }) => status === 'live');
	const instead = closest(known, live);
	if (!instead) return error;
	const hint = `Kie.ai does not serve ${known.title} at the moment; the closest model is ${instead.title} (${instead.id})`;
	return error.with({ hint });
}
