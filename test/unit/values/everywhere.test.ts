import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { problemsOf } from '../../../nodes/kie/catalogue/check';
import { fieldType } from '../../../nodes/kie/catalogue/fieldType';
import type { Model, ModelField } from '../../../nodes/kie/catalogue/model';
import { readInput } from '../../../nodes/kie/catalogue/readInput';
import { snapshot } from '../../../nodes/kie/catalogue/snapshot';
import { asKieError } from '../../../nodes/kie/errors';
import { operationOf, resources } from '../../../nodes/KieAi/actions';
import type { Field, Values } from '../../../nodes/KieAi/actions/field';
import type { Operation } from '../../../nodes/KieAi/actions/operation';
import { sharedOptions, waitForCompletion } from '../../../nodes/KieAi/actions/taskOptions';
import { fieldSpec } from '../../../nodes/KieAi/execute/parameters/fieldSpec';
import { readValues } from '../../../nodes/KieAi/execute/parameters/values';
import { specOf } from '../../../nodes/kie/values/property';
import { sample } from '../../support/fill-model';
import { fillIn, parametersOf, variants } from '../../support/samples';
import { type ValueSpec, readValue } from '../../../nodes/kie/values';
import { NOTHING, nonsense, waysToWrite } from './ways';

const photo = { mimeType: 'image/png', data: 'aGVsbG8=' };
const files = {
	binary: (name: string) => (name === 'data' ? photo : undefined),
	names: ['data'],
	trustedHosts: [],
};

/** What is said of it, or nothing where it is taken. */
function refusal(work: () => unknown): string | undefined {
	try {
		work();
		return undefined;
	} catch (error) {
		return asKieError(error).failure.message;
	}
}

function expectRefused(entered: unknown, message: string | undefined, label: string) {
	expect({ entered, message }).toEqual({ entered, message: expect.stringContaining(label) });
	expect(message?.length).toBeLessThanOrEqual(500);
}

const operations = resources.flatMap(({ value: resource, operations: own }) =>
	own.map((operation) => ({ resource, operation, title: `${resource}: ${operation.name}` })),
);

const withFields = operations.filter(({ operation }) => operation.fields.length > 0);

describe.each(withFields)('$title', ({ resource, operation }) => {
	// Some fields can be used with the newest model only.
	const forms = [{}, { model: 'V5_5' }, { model: 'V6' }].flatMap((given) =>
		variants(operation).map((form) => fillIn(operation, { ...form, ...given }, 'everything')),
	);

	function valuesOf(values: Values): Values {
		const parameters = parametersOf(resource, operation, values) as IDataObject;
		const context = {
			getNodeParameter: (name: string, _item: number, initial: unknown) =>
				name in parameters ? parameters[name] : initial,
			getInputData: () => [{ json: {} }],
			getNode: () => ({ parameters }),
		} as unknown as IExecuteFunctions;
		return readValues(context, operation, 0, files);
	}

	/** A form in which the field has a value, and what it means there. */
	function placeOf({ property: { name } }: Field) {
		const form = forms.find((one) => one[name] !== undefined && !refusal(() => valuesOf(one)));
		return form && { form, read: valuesOf(form)[name] };
	}

	const { fields, options = [] } = operation as Operation;
	const all = [...fields, ...options]
		.filter(({ property }) => property.type !== 'resourceMapper')
		.map((field) => [field.property.displayName, field] as const);

	it.each(all)('%s', (label, field) => {
		const { name, required, default: initial } = field.property;
		const place = placeOf(field);
		if (!place) throw new Error('No form has it');
		const spec = fieldSpec(field, files, !options.includes(field));
		const entering = (entered: unknown) => ({ ...place.form, [name]: entered });

		for (const way of waysToWrite(spec, place.read)) {
			expect({ way, read: valuesOf(entering(way))[name] }).toEqual({ way, read: place.read });
		}
		for (const wrong of nonsense(spec)) {
			expectRefused(
				wrong,
				refusal(() => valuesOf(entering(wrong))),
				label,
			);
		}
		// A field that nobody touched stands for the incoming item's file.
		const emptied = NOTHING.filter((one) => one !== undefined || !field.fromItem);
		for (const nothing of emptied) {
			if (required && spec.default === undefined) {
				expect(refusal(() => valuesOf(entering(nothing)))).toBe(`${label} is empty`);
			} else if (spec.default !== undefined) {
				expect(readValue(spec, nothing)).toEqual(readValue(spec, initial));
			} else {
				expect(readValue(spec, nothing).value).toBeUndefined();
			}
		}
	});
});

describe('settings of tasks', () => {
	const settings = [waitForCompletion, ...sharedOptions(operationOf('music', 'generate'))];

	it.each(settings.map((setting) => [setting.displayName, setting] as const))(
		'%s',
		(label, setting) => {
			const spec: ValueSpec = specOf(setting);
			const { default: initial } = setting;
			if (initial === '') return expect(spec.type).toBe('text');
			for (const way of waysToWrite(spec, initial)) {
				expect(readValue(spec, way).value).toEqual(initial);
			}
			const wrong = [...nonsense(spec), ...(spec.type === 'number' ? [-5, 1e300] : [])];
			for (const entered of wrong.filter((one) => one !== 1e300 || setting.typeOptions?.maxValue)) {
				expectRefused(
					entered,
					refusal(() => readValue(spec, entered)),
					label,
				);
			}
		},
	);
});

describe.each(snapshot.map((model) => ({ id: model.id, model })))('$id', ({ model }) => {
	const read = (field: ModelField, entered: unknown, warnings: string[] = []) =>
		readInput(
			model as Model,
			{ [field.name]: entered },
			{
				named: String,
				files,
				warn: (message) => void warnings.push(message),
				isForm: false,
				sendAnyway: false,
			},
		);

	it('takes every way to write a value of each field, and refuses what nobody means', () => {
		for (const field of model.fields) {
			const spec = fieldType(field, files);
			const meant = sample(field);
			const expected = read(field, meant);
			for (const way of waysToWrite(spec, meant)) {
				expect({ way, input: read(field, way) }).toEqual({ way, input: expected });
			}
			for (const wrong of nonsense(spec)) {
				const said =
					refusal(() => read(field, wrong)) ??
					problemsOf(model, read(field, wrong), String)
						.filter((problem) => problem.field === field.name && !problem.soft)
						.map(({ message }) => message)[0];
				expectRefused(wrong, said, field.name);
			}
		}
	});
});
