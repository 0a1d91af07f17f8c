import type { IDataObject } from 'n8n-workflow';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

import { problemsOf } from '../../nodes/kie/catalogue/check';
import { exampleInput } from '../../nodes/kie/catalogue/example';
import { intentsOf } from '../../nodes/kie/catalogue/intents';
import { mainFields } from '../../nodes/kie/catalogue/mainFields';
import type { Model } from '../../nodes/kie/catalogue/model';
import { INTENT_PARTS, type Intent, type Part, partsOf } from '../../nodes/kie/catalogue/parts';
import { snapshot, snapshotModel } from '../../nodes/kie/catalogue/snapshot';
import { operationOf } from '../../nodes/KieAi/actions';
import { inputSchema } from '../sandbox/modelSchema';
import { type Input, fullInput } from '../support/fill-model';
import { BROUGHT, broughtFor, otherFields, withModel } from '../support/intents';
import { Scenario } from '../support/scenario';

const CREATE = '/api/v1/jobs/createTask';
const PICTURE = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk';

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);

/** Kie.ai refuses every task of the others. */
const usable = snapshot.filter(({ status }) => status !== 'paused');

const INTENTS = Object.keys(INTENT_PARTS) as Intent[];

/** The fields that the operation does not ask for itself. */
function othersOf(model: Model, intent: Intent) {
	const main = Object.values(mainFields(model, intent)).map((path) => path.split('[].')[0]);
	return model.fields.filter(({ name }) => !main.includes(name));
}

/** A valid input with the parts in it, to which fields can be added. */
function withParts(model: Model, intent: Intent): Input {
	const told = Object.entries(mainFields(model, intent))
		.filter(([, path]) => !path.includes('[].'))
		.map(([part, path]) => {
			const isList = model.fields.find(({ name }) => name === path)?.type === 'array';
			const value = BROUGHT[part as Part];
			return [path, isList ? [value] : value];
		});
	return exampleInput(model, Object.fromEntries(told) as Input);
}

function expectValid(model: Model, input: Input) {
	const problems = problemsOf(model, input, String).filter(({ soft }) => !soft);
	expect([model.id, problems]).toEqual([model.id, []]);
	const valid = ajv.compile(inputSchema(model));
	valid(input);
	expect([model.id, valid.errors ?? []]).toEqual([model.id, []]);
}

/** The model that the description of the operation names. */
function defaultModel(intent: Intent): Model {
	const [resource, operation] = intent.split('.');
	const { fields } = operationOf(resource, operation);
	const { value } = fields.find(({ property }) => property.name === 'model')?.property
		.default as { value: string };
	return snapshotModel(value) as Model;
}

describe('operations by intent', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open({ rateLimit: false, credits: 1e9 }));
	afterEach(async () => await scenario.close());

	const bodies = () => scenario.sandbox.ledger.payments.map(({ body }) => body as IDataObject);
	const inputs = () => bodies().map(({ input }) => input as IDataObject);
	const unpaid = () => expect(scenario.requests(CREATE)).toBe(0);

	describe.each(INTENTS)('%s', (intent) => {
		const suitable = usable.filter((model) => intentsOf(model).includes(intent));

		/** One item per model, each with what somebody brought along and what only they can know. */
		async function bodiesWith(filledIn: (model: Model) => Input) {
			const items = suitable.map((model) => {
				const told = broughtFor(intent, mainFields(model, intent));
				return { model: model.id, ...told, others: filledIn(model) } as IDataObject;
			});
			const parts = Object.fromEntries(partsOf(intent).map((part) => [part, `={{ $json.${part} }}`]));
			const node = withModel(intent, '={{ $json.model }}', {
				...parts,
				input: { mappingMode: 'defineBelow', value: '={{ $json.others }}' },
			});
			await scenario.output(node, items);
			return new Map(bodies().map((body) => [body.model, body.input as Input]));
		}

		/** A second picture, a mask, the lines of a dialogue. */
		function neededBesides(model: Model): Input {
			const example = exampleInput(model);
			const needed = othersOf(model, intent).filter(
				({ required, media, items }) =>
					required && (media ?? (intent === 'speech.dialogue' && items?.properties)),
			);
			return Object.fromEntries(needed.map(({ name }) => [name, example[name]]));
		}

		it('is done by every model with prompt and file only', async () => {
			const sent = await bodiesWith(neededBesides);

			for (const model of suitable) {
				const input = sent.get(model.id) as Input;
				expectValid(model, input);
				const told = Object.values(broughtFor(intent, mainFields(model, intent)));
				for (const value of told) expect(JSON.stringify(input)).toContain(value);
			}
		});

		it('is done by every model with as many fields as go together', async () => {
			const full = (model: Model): Input => {
				const names = othersOf(model, intent).map(({ name }) => name);
				const all = fullInput(model, withParts(model, intent));
				return Object.fromEntries(names.filter((name) => name in all).map((name) => [name, all[name]]));
			};
			const sent = await bodiesWith(full);

			for (const model of suitable) {
				expectValid(model, sent.get(model.id) as Input);
				expect(sent.get(model.id)).toMatchObject(full(model));
			}
		});

		it('is done by its default model without a choice', async () => {
			const model = defaultModel(intent);
			const told = broughtFor(intent, mainFields(model, intent));
			const rest = otherFields(neededBesides(model) as IDataObject);
			await scenario.output(withModel(intent, undefined, { ...told, ...rest }));

			expect(bodies()[0].model).toBe(model.id);
			expectValid(model, inputs()[0]);
		});
	});
});
