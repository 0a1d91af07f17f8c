import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

import { problemsOf } from '../../../nodes/kie/catalogue/check';
import { snapshotModel } from '../../../nodes/kie/catalogue/snapshot';
import { classicFamilyOf } from '../../../nodes/kie/tasks/families/classic';
import { resources } from '../../../nodes/KieAi/actions';
import type { Values } from '../../../nodes/KieAi/actions/field';
import type { Operation, RoutedOperation } from '../../../nodes/KieAi/actions/operation';
import { unifiedOperation } from '../../../nodes/KieAi/actions/unified';
import { bodyOf } from '../../../nodes/KieAi/execute/parameters/values';
import { inputSchema } from '../../sandbox/modelSchema';
import { choices, fillIn, variants } from '../../support/samples';

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);

const hasUnified = (operation: Operation): operation is RoutedOperation =>
	'unified' in operation && operation.unified !== undefined;

/** What the unified route has no word for is refused there. */
const CLASSIC_ONLY: Record<string, string[]> = {
	'4o-image-api': ['fallback_model', 'n_variants'],
	'flux1-kontext': ['model'],
	'veo/extend': ['model'],
	'ai-music-api/mashup': ['instrumental'],
};

/** Where the unified route wants more than the classic one. */
const GIVEN: Record<string, Values> = {
	'ai-music-api/replace-section': { sectionStart: 0, sectionEnd: 20 },
};

const isClassicOnly = (model: string, name: string): boolean =>
	CLASSIC_ONLY[model]?.includes(name) ?? false;

const operations = resources.flatMap(({ value, operations: own }) =>
	own.filter(hasUnified).map((operation) => ({ title: `${value}: ${operation.name}`, operation })),
);

describe.each(operations)('$title on the unified route', ({ operation }) => {
	const { unified } = operation;
	if (!unified) throw new Error('The operation has no unified route');
	const model = snapshotModel(unified.model);
	if (!model) throw new Error(`The snapshot lacks ${unified.model}`);
	const valid = ajv.compile(inputSchema(model));
	const route = unifiedOperation(operation, unified);

	it('is the model of the same family', () => {
		const family = 'family' in operation ? operation.family : undefined;
		expect(classicFamilyOf(unified.model)).toBe(family);
	});

	it('sends a valid input for every way to fill in what is required, and for every choice', () => {
		for (const form of [...variants(operation), ...choices(operation)]) {
			const body = bodyOf(
				route,
				fillIn(operation, { ...GIVEN[unified.model], ...form }, 'required'),
			);
			expect(body).toEqual({ model: unified.model, input: expect.any(Object) });
			const input = body.input as Record<string, unknown>;
			if (Object.keys(input).some((name) => isClassicOnly(unified.model, name))) {
				expect(problemsOf(model, input, String)).toContainEqual(
					expect.objectContaining({ kind: 'unknown' }),
				);
				continue;
			}
			expect({ form, problems: problemsOf(model, input, String) }).toEqual({ form, problems: [] });
			valid(input);
			expect({ form, errors: valid.errors ?? [] }).toEqual({ form, errors: [] });
		}
	});
});

const music = operations.filter(({ operation: { unified } }) =>
	unified?.model.startsWith('ai-music-api/'),
);

describe.each(music)('$title with Suno V6', ({ operation }) => {
	const { model: id } = operation.unified!;
	const model = snapshotModel(id)!;
	const valid = ajv.compile(inputSchema(model));
	const route = unifiedOperation(operation, operation.unified!);
	const hasModel = operation.fields.some(({ property: { name } }) => name === 'model');

	/** The whole form filled in, for one way to answer what other fields depend on. */
	function everythingWith(answers: Values): Values {
		const given = { ...GIVEN[id], ...(hasModel && { model: 'V6' }), ...answers };
		return (bodyOf(route, fillIn(operation, given, 'everything')) as { input: Values }).input;
	}

	it('sends all that Kie.ai documents for it, and nothing else', () => {
		const inputs = variants(operation)
			.map(everythingWith)
			.filter((input) => !Object.keys(input).some((name) => isClassicOnly(id, name)));

		for (const input of inputs) {
			expect({ input, problems: problemsOf(model, input, String) }).toEqual({
				input,
				problems: [],
			});
			valid(input);
			expect({ input, errors: valid.errors ?? [] }).toEqual({ input, errors: [] });
		}
		const sent = inputs.flatMap((input) => Object.keys(input));
		expect(new Set(sent)).toEqual(new Set(model.fields.map(({ name }) => name)));
	});
});
