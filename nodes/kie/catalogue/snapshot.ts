import type { Model } from './model';
import data from './snapshot.json';

/** The models as they were when the package was made, for when Kie.ai cannot be asked. */
export const snapshot = data.models as unknown as readonly Model[];

/** The day the snapshot describes, as ISO date. */
export const snapshotDate: string = data.takenAt;

const byId = new Map(snapshot.map((model) => [model.id, model]));

/** A model as the snapshot knows it, by its id. */
export const snapshotModel = (id: string): Model | undefined => byId.get(id);
