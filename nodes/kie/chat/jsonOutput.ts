import type { IDataObject } from 'n8n-workflow';

import { asRecord } from '../json';
import { valueProblems } from './jsonSchema/check';

/** The JSON in an answer, or why there is none that fits. */
type JsonOutput = { value: unknown } | { problems: string[]; value?: unknown };

/** Asks for JSON where the model has no option for it. */
export function jsonInstruction(schema?: IDataObject): string {
	const shape = schema ? ` that matches this JSON Schema:\n${JSON.stringify(schema)}` : '.';
	return `Answer with JSON only, without any other text and without a code fence: one value${shape}`;
}

/** Whether a schema can be left to the model: those with such an option want an object at the top. */
export const canKeepTo = (schema?: IDataObject): boolean => schema?.type === 'object';

/** A schema as OpenAI's formats want it. */
export const nameSchema = (schema: IDataObject): IDataObject => ({
	name: 'structured_output',
	strict: isStrict(schema),
	schema,
});

/** Whether every object of a schema names all its properties and allows no others: the strict mode wants that. */
function isStrict(schema: IDataObject): boolean {
	const properties = asRecord(schema.properties);
	const required = Array.isArray(schema.required) ? (schema.required as unknown[]) : [];
	const isObject = properties !== undefined || schema.type === 'object';
	const isClosed =
		schema.additionalProperties === false &&
		Object.keys(properties ?? {}).every((name) => required.includes(name));
	const parts = Object.values(schema).flatMap((value) =>
		Array.isArray(value) ? value.map((one) => asRecord(one)) : [asRecord(value)],
	);
	return (isClosed || !isObject) && parts.every((part) => !part || isStrict(part));
}

/** Finds the JSON in the text of an answer and checks it against the schema. */
export function readJsonOutput(text: string, schema?: IDataObject): JsonOutput {
	const candidate = candidates(text)
		.map(parse)
		.find((one) => one !== undefined);
	if (!candidate) return { problems: ['The answer is not JSON'] };
	const { value } = candidate;
	const problems = schema ? valueProblems(schema, value) : [];
	return problems.length > 0 ? { problems, value } : { value };
}

/** The text itself; else what stands in a code fence, or from the first bracket to the last. */
function candidates(text: string): string[] {
	const fenced = [...text.matchAll(/```(?:json)?\s*\n([^]*?)```/gi)].map(([, inner]) => inner);
	const bracketed = [
		text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1),
		text.slice(text.indexOf('['), text.lastIndexOf(']') + 1),
	].sort((a, b) => text.indexOf(a) - text.indexOf(b));
	return [text, ...fenced, ...bracketed];
}

function parse(text: string): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return undefined;
	}
}
