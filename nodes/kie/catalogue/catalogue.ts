import type { KieConnection } from '../transport';
import { type Found, isPaced, listed, pointsOf, priceOf, schemaOf } from './discovery';
import { type ListedModel, mergeModels } from './merge';
import type { Model } from './model';
import { isTaskModel } from './endpoints';
import { type LiveShape, pathIn, shapeFrom } from './openapi';
import { snapshot, snapshotModel } from './snapshot';

/** A model together with where its description comes from. */
export interface Described {
	model: Model;
	source: 'live' | 'snapshot';
	/** Why Kie.ai's own description is missing. */
	reason?: string;
}

/** The models of a list, and where the list comes from. */
export interface Listing {
	models: ListedModel[];
	source: 'live' | 'snapshot';
	reason?: string;
}

const NO_KEY = 'no Kie.ai credential is chosen';
const PACED = 'it was asked about another model less than a second ago';

/** Whether what the snapshot knows is good enough while Kie.ai's pace makes a question wait. */
interface CatalogueOptions {
	isImpatient?: boolean;
}

/** What Kie.ai offers: asked live with a connection, from the bundled snapshot without one or when Kie.ai cannot be asked. */
export class Catalogue {
	constructor(
		private readonly connection?: KieConnection,
		private readonly options: CatalogueOptions = {},
	) {}

	/** All models that tasks are started with: others have an endpoint each. */
	async list(): Promise<Listing> {
		const found = await this.ask(listed);
		if ('reason' in found) return { models: bundled(), source: 'snapshot', reason: found.reason };
		return { models: found.value.filter(isTaskModel).map(correctModel), source: 'live' };
	}

	/** Kie.ai's own OpenAPI document of a model; nothing where there is none at hand. */
	async openapi(id: string): Promise<unknown> {
		const found = await this.ask(async (connection) => await schemaOf(connection, id));
		return 'value' in found ? found.value : undefined;
	}

	/** A model with its fields; nothing where neither Kie.ai nor the snapshot knows them. */
	async describe(id: string): Promise<Described | undefined> {
		const known = snapshotModel(id);
		if (known && this.mustWait(id)) return { model: known, source: 'snapshot', reason: PACED };
		const found = await this.ask(async (connection) => await schemaOf(connection, id));
		const live = 'value' in found ? shapeFrom(found.value) : undefined;
		if (live) return { model: await this.described(id, live, known), source: 'live' };
		const reason = 'reason' in found ? found.reason : 'Kie.ai has no schema for it';
		return known && { model: known, source: 'snapshot', reason };
	}

	/** The path that a model's live schema names, where Kie.ai has one. */
	async path(id: string): Promise<string | undefined> {
		const found = await this.ask(async (connection) => await schemaOf(connection, id));
		return 'value' in found ? pathIn(found.value) : undefined;
	}

	/** What a model costs, in Kie.ai's words. */
	async price(id: string): Promise<Found<string>> {
		return await this.ask(async (connection) => await priceOf(connection, id));
	}

	/** How the tasks of a model went in the last day. */
	async points(id: string): Promise<Found<Array<Record<string, unknown>>>> {
		return await this.ask(async (connection) => await pointsOf(connection, id));
	}

	private mustWait(id: string): boolean {
		const { isImpatient } = this.options;
		return isImpatient === true && this.connection !== undefined && isPaced(this.connection, id);
	}

	private async described(id: string, live: LiveShape, known?: Model): Promise<Model> {
		if (known) return mergeModels(known, live, known);
		const { models } = await this.list();
		const entry = models.find((model) => model.id === id);
		return mergeModels(entry ?? { id, title: id, provider: 'Other', taskTypes: [] }, live);
	}

	private async ask<T>(
		question: (connection: KieConnection) => Promise<Found<T>>,
	): Promise<Found<T>> {
		return this.connection ? await question(this.connection) : { reason: NO_KEY };
	}
}

const bundled = (): ListedModel[] => snapshot.filter(({ status }) => status === 'live');

/** Kie.ai files some models under the wrong maker or task: what the snapshot knows wins. */
function correctModel(entry: ListedModel): ListedModel {
	const known = snapshotModel(entry.id);
	if (!known) return entry;
	const { title, provider, taskTypes } = known;
	return { ...entry, title, provider, taskTypes };
}
