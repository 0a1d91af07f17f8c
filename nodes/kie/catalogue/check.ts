import type { Model, Variant } from './model';
import { type Input, isPresent } from './paths';
import { ruleProblems } from './rules';
import { type Naming, type Problem, unknownFault, valueProblems } from './values';

/** Everything that is wrong with an input of a model, the most telling things first. */
export function problemsOf(model: Model, input: Input, named: Naming): Problem[] {
	return [
		...missing(model, input, named),
		...Object.entries(input).flatMap(([name, value]) => {
			const field = model.fields.find((one) => one.name === name);
			return field ? valueProblems(field, value, named) : [unknown(name, model, named)];
		}),
		...variantProblems(model, input, named),
		...ruleProblems(model, input, named),
	];
}

const missing = ({ fields }: Model, input: Input, named: Naming): Problem[] =>
	fields
		.filter(({ name, required }) => required && (input[name] === undefined || input[name] === ''))
		.map(({ name }) => ({ field: name, kind: 'required', message: `${named(name)} is empty` }));

function unknown(name: string, { title, fields }: Model, named: Naming): Problem {
	const [kind, text, soft] = unknownFault(name, fields, title);
	return { field: name, kind, message: `${named(name)} ${text}`, ...(soft && { soft }) };
}

function variantProblems(model: Model, input: Input, named: Naming): Problem[] {
	const { variants = [] } = model;
	const misfits = variants.map((variant) => misfit(model, variant, input, named));
	if (misfits.length === 0 || misfits.some((found) => found.length === 0)) return [];
	const nearest = misfits.reduce((best, found) =>
		distance(found) < distance(best) ? found : best,
	);
	const { name } = variants[misfits.indexOf(nearest)];
	return nearest.map((problem) => ({
		...problem,
		kind: 'variant',
		message: `${problem.message} (for ${name}; the others are ${others(variants, name)})`,
	}));
}

/** What is there was meant: a way that forbids it is farther than one that asks for more. */
const distance = (found: Problem[]) =>
	found.reduce((sum, { message }) => sum + (message.endsWith(MUST_BE_EMPTY) ? FAR : 1), 0);

const FAR = 10;

const MUST_BE_EMPTY = 'must be left empty';

const others = (variants: Variant[], name: string) =>
	variants
		.filter((variant) => variant.name !== name)
		.map((variant) => variant.name)
		.join(', ');

function misfit(model: Model, variant: Variant, input: Input, named: Naming): Problem[] {
	const { required, forbidden = [], limits = {} } = variant;
	const found = (field: string, text: string): Problem => ({
		field,
		kind: 'variant',
		message: `${named(field)} ${text}`,
	});
	const tight = model.fields
		.filter(({ name }) => name in limits && name in input)
		.flatMap((field) =>
			valueProblems({ ...field, ...limits[field.name] }, input[field.name], named),
		);
	return [
		...required.filter((name) => !isPresent(input, name)).map((name) => found(name, 'is empty')),
		...forbidden.filter((name) => isPresent(input, name)).map((name) => found(name, MUST_BE_EMPTY)),
		...tight,
	];
}
