import { type Classified, intentsOf } from './intents';
import type { ListedModel } from './merge';
import { type Area, isIn } from './modelAreas';
import type { Intent } from '../parts';
import { snapshot, snapshotModel } from './snapshot';

/** A listed model with its fields, where the snapshot knows them: they tell more than the list does. */
const withFields = (model: ListedModel): Classified => ({
	...model,
	fields: snapshotModel(model.id)?.fields,
});

/** The listed models for an intent; those that Kie.ai has taken off its list only where there are no others. */
export function modelsFor(intent: Intent, listed: readonly ListedModel[]): ListedModel[] {
	const suits = (model: ListedModel) => intentsOf(withFields(model)).includes(intent);
	const found = listed.filter(suits);
	return found.length > 0 ? found : snapshot.filter(suits);
}

const AREAS: readonly string[] = ['image', 'video', 'speech', 'music'];

/** The listed models that a resource of the node is about; all of them where it is about none. */
export const modelsOf = (resource: string, listed: readonly ListedModel[]): ListedModel[] =>
	listed.filter((model) => !AREAS.includes(resource) || isIn(resource as Area, model));
