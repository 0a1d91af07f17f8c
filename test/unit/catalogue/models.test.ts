import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

import { problemsOf } from '../../../nodes/kie/catalogue/check';
import type { Model } from '../../../nodes/kie/catalogue/model';
import { readInput } from '../../../nodes/kie/catalogue/readInput';
import { snapshot } from '../../../nodes/kie/catalogue/snapshot';
import { inputSchema } from '../../sandbox/modelSchema';
import examples from '../../facts/model-examples.json';
import { type Input, fullInput, inputWith, sample, wrongValues } from '../../support/fill-model';

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);

const exampleOf = ({ id }: Model): Input => (examples as Record<string, Input>)[id];

const problems = (model: Model, input: Input) =>
	problemsOf(model, input, String).filter(({ soft }) => !soft);

const form = {
	named: String,
	files: { binary: () => undefined, names: [], trustedHosts: [] },
	warn: (message: string) => expect(message).toBeUndefined(),
	isForm: true,
	sendAnyway: false,
};

/** How n8n's form hands the values over: lists and objects as text, empty fields as null. */
function asForm({ fields }: Model, input: Input): Input {
	return Object.fromEntries(
		fields.map(({ name, items }) => {
			const value = input[name] ?? null;
			if (!Array.isArray(value)) return [name, value];
			return [name, items?.type === 'string' ? value.join(', ') : JSON.stringify(value)];
		}),
	);
}

describe.each(snapshot.map((model) => ({ id: model.id, model })))('$id', ({ model }) => {
	const valid = ajv.compile(inputSchema(model));

	/** The body that a form makes is valid, for the checks and by its JSON Schema. */
	function expectSent(input: Input): Input {
		const body = readInput(model, asForm(model, input), form);
		expect(problems(model, body)).toEqual([]);
		valid(body);
		expect(valid.errors ?? []).toEqual([]);
		return body;
	}

	it('sends the example', () => {
		const example = exampleOf(model);
		expect(example).toMatchObject(expectSent(example));
	});

	it('sends as many fields as go together, and every field at least once', () => {
		const full = expectSent(fullInput(model, exampleOf(model)));
		for (const field of model.fields) {
			if (field.name in full || isNeverSent(model, field.name)) continue;
			expectSent(inputWith(model, exampleOf(model), field.name, sample(field)));
		}
	});

	it('refuses one wrong value in each field, as its JSON Schema does', () => {
		const base = exampleOf(model);
		for (const field of model.fields) {
			for (const [kind, value] of wrongValues(field)) {
				const input = { ...base, [field.name]: value };
				const found = problems(model, input).filter((one) => one.field === field.name);
				expect({ field: field.name, value, kinds: found.map((one) => one.kind) }).toEqual(
					expect.objectContaining({ kinds: expect.arrayContaining([kind]) as string[] }),
				);
				expect({ field: field.name, value, valid: valid(input) }).toMatchObject({ valid: false });
			}
		}
	});

	it('refuses the example without any of its required fields', () => {
		for (const { name } of model.fields.filter(({ required }) => required)) {
			const rest = { ...exampleOf(model) };
			delete rest[name];
			expect(problems(model, rest)).toContainEqual(
				expect.objectContaining({ field: name, kind: 'required' }),
			);
		}
	});
});

const isNeverSent = ({ rules = [] }: Model, name: string) =>
	rules.some(({ kind, fields }) => kind === 'leaveEmpty' && fields.includes(name));
