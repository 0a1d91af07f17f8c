import { Catalogue } from '../../../nodes/kie/catalogue/catalogue';
import type { Model } from '../../../nodes/kie/catalogue/model';
import { snapshot } from '../../../nodes/kie/catalogue/snapshot';
import knownExamples from '../../facts/model-examples.json';
import { connectionFor } from '../../support/connection';
import { type Input, inputWith, sample } from '../../support/fill-model';

/**
 * All models as Kie.ai describes them now. What it does not describe, such as rules between fields, stays as it was;
 * models that it no longer lists are kept as legacy ones.
 */
export async function liveModels(apiKey: string, log: (line: string) => void, host?: string) {
	const catalogue = new Catalogue(connectionFor(apiKey, host));
	const { models: listed, source, reason } = await catalogue.list();
	if (source !== 'live') throw new Error(`Kie.ai did not answer: ${reason ?? 'no reason'}`);
	const models: Model[] = [];
	for (const { id } of listed) {
		const described = await catalogue.describe(id);
		if (described) models.push(withoutPrice(described.model));
		log(`${id}: ${described?.source ?? 'not described'}`);
	}
	const gone = snapshot.filter(({ id }) => models.every((model) => model.id !== id));
	models.push(...gone.map(retired));
	return {
		models,
		examples: Object.fromEntries(models.map((model) => [model.id, example(model)])),
	};
}

/** Prices change too often to be bundled. */
function withoutPrice(model: Model): Model {
	const rest = { ...model };
	delete rest.price;
	return rest;
}

const retired = (model: Model): Model =>
	model.status === 'live' ? { ...model, status: 'legacy' } : model;

/** The example there is, else one made of what is required. */
function example(model: Model): Input {
	const known = (knownExamples as Record<string, Input>)[model.id];
	const required = model.fields.filter((field) => field.required);
	const made = Object.fromEntries(required.map((field) => [field.name, sample(field)]));
	const [first] = model.fields;
	const base = { ...made, ...known };
	return inputWith(model, base, first.name, base[first.name] ?? sample(first));
}
