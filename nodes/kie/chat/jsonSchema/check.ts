import { isRecord } from '../../json';
import { KEYWORDS, type Place } from './keywords';
import { type JsonSchema, TYPES, joinPath, listOf, recordOf } from './values';

/** Deeper than any answer is nested, so only a schema that refers to itself gets there. */
const DEEPEST = 200;

/** What of a value does not match a JSON Schema, as sentences without a full stop. The value itself is called "The answer". */
export function valueProblems(schema: unknown, value: unknown): string[] {
	return problemsAt(schema, value, {
		path: '',
		depth: 0,
		lookUp: (ref) => lookUp(schema, ref),
		check: problemsAt,
	});
}

function problemsAt(schema: unknown, value: unknown, at: Place): string[] {
	if (schema === false) return [`${at.path || 'The answer'} is not allowed`];
	if (!isRecord(schema)) return [];
	if (at.depth > DEEPEST) return ['The schema refers to itself without end'];
	const inner = { ...at, depth: at.depth + 1 };
	return Object.entries(schema).flatMap(
		([keyword, argument]) => KEYWORDS[keyword]?.(argument, value, inner, schema) ?? [],
	);
}

/** Keywords that would change what matches and that are not checked here. */
const UNCHECKED = new Set([
	'$anchor',
	'$dynamicRef',
	'$recursiveRef',
	'contains',
	'dependencies',
	'dependentRequired',
	'dependentSchemas',
	'unevaluatedItems',
	'unevaluatedProperties',
]);

/** Where schemas stand in a schema: alone, in a list, or by name. */
const ONE = ['additionalProperties', 'else', 'if', 'items', 'not', 'propertyNames', 'then'];
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items'];
const MAPS = ['$defs', 'definitions', 'patternProperties', 'properties'];

/** Why a JSON Schema cannot be checked against, as ends of a sentence that begins with "The JSON schema". */
export function schemaProblems(schema: unknown): string[] {
	return schema === undefined ? [] : problemsOfSchema(schema, '', schema);
}

function problemsOfSchema(schema: unknown, path: string, root: unknown): string[] {
	if (typeof schema === 'boolean') return [];
	if (!isRecord(schema)) return [`has no schema at ${path || 'its top'}`];
	const where = path ? ` at ${path}` : '';
	return [
		...Object.keys(schema)
			.filter((keyword) => UNCHECKED.has(keyword))
			.map((keyword) => `uses "${keyword}"${where}, which cannot be checked`),
		...typeProblems(schema, where),
		...patternProblems(schema, where),
		...refProblems(schema, where, root),
		...childrenOf(schema, path).flatMap(([place, child]) => problemsOfSchema(child, place, root)),
	];
}

function childrenOf(schema: JsonSchema, path: string): Array<[string, unknown]> {
	const at = (...names: string[]) => names.reduce(joinPath, path);
	return [
		...ONE.filter((key) => key in schema && !Array.isArray(schema[key])).map(
			(key): [string, unknown] => [at(key), schema[key]],
		),
		...LISTS.flatMap((key) =>
			listOf(schema[key]).map((one, i): [string, unknown] => [at(key, String(i)), one]),
		),
		...MAPS.flatMap((key) =>
			Object.entries(recordOf(schema[key])).map(([name, one]): [string, unknown] => [
				at(key, name),
				one,
			]),
		),
	];
}

const typeProblems = ({ type }: JsonSchema, where: string): string[] =>
	listOf([type].flat())
		.filter((one) => one !== undefined && !TYPES.includes(String(one)))
		.map((one) => `has the unknown type ${JSON.stringify(one)}${where}`);

function patternProblems(schema: JsonSchema, where: string): string[] {
	const named = Object.keys(recordOf(schema.patternProperties));
	return [schema.pattern, ...named]
		.filter((pattern) => pattern !== undefined && !isPattern(String(pattern)))
		.map((pattern) => `has a broken pattern ${JSON.stringify(pattern)}${where}`);
}

function isPattern(pattern: string): boolean {
	try {
		return Boolean(new RegExp(pattern, 'u'));
	} catch {
		return false;
	}
}

function refProblems({ $ref: ref }: JsonSchema, where: string, root: unknown): string[] {
	if (ref === undefined || lookUp(root, String(ref)) !== undefined) return [];
	return [`refers to ${JSON.stringify(ref)}${where}, which is not in it`];
}

/** The schema that a reference names; only those within the same document are known. */
function lookUp(root: unknown, ref: string): unknown {
	if (!/^#(\/|$)/.test(ref)) return undefined;
	const names = ref.split('/').slice(1);
	return names.reduce<unknown>((part, name) => {
		const key = decodeURIComponent(name).replace(/~1/g, '/').replace(/~0/g, '~');
		return isRecord(part) || Array.isArray(part) ? (part as JsonSchema)[key] : undefined;
	}, root);
}
