import { isRecord } from '../json';
import { readCallbackUrl } from './callbackUrl';
import { readChoice } from './choice';
import { isEmpty } from './blank';
import { isUnreachable, readWebAddress } from './address';
import { readFile } from './file';
import { readHost } from './host';
import { readId } from './id';
import { readAnyJson, readJson, readObject } from './json';
import { entriesOf } from './list';
import { invalid } from './message';
import { readNumber } from './number';
import { readSecret } from './secret';
import type { ValueSpec, ValueType, Warn } from './spec';
import { readSwitch } from './switch';
import { readText } from './text';

export { findId } from './id';
export { nearest } from './near';
export { invalid, listed, shown } from './message';
export { isEmpty } from './blank';
export type { Choice, ItemFiles, ValueSpec, ValueType, Warn } from './spec';

/** A value in the type that is meant. It is `undefined` where nothing was entered and nothing stands for that. */
export interface Reading {
	value: unknown;
	/** What is worth telling, as whole sentences. */
	warnings: string[];
}

/**
 * Turns whatever was entered into the type that is meant, or says why not. Takes time in proportion to its length.
 * @throws {KieError} category `input`, naming the field, the value (its first 100 characters) and what is possible
 */
export function readValue(spec: ValueSpec, entered: unknown): Reading {
	const warnings: string[] = [];
	const warn: Warn = (message) => void warnings.push(message);
	const value = readOr(spec, unwrapLocator(entered), warn) ?? readOr(spec, spec.default, warn);
	if (value === undefined && spec.required) {
		throw invalid(
			spec.label,
			'is empty',
			`Fill in ${spec.label}; nothing was sent and nothing was paid`,
		);
	}
	return { value, warnings };
}

const LOCATOR_KEYS = new Set([
	'__rl',
	'__regex',
	'mode',
	'value',
	'cachedResultName',
	'cachedResultUrl',
]);

const isLocator = (entered: unknown): entered is { value: unknown } =>
	isRecord(entered) &&
	'mode' in entered &&
	'value' in entered &&
	Object.keys(entered).every((key) => LOCATOR_KEYS.has(key));

/** A resource locator carries how it was chosen beside what was chosen. An expression in one may give another one. */
function unwrapLocator(entered: unknown): unknown {
	const chosen = isLocator(entered) ? entered.value : entered;
	return isLocator(chosen) ? chosen.value : chosen;
}

function readOr(spec: ValueSpec, entered: unknown, warn: Warn): unknown {
	if (isEmpty(entered)) return undefined;
	const value = readTyped(spec, entered, spec.label, warn);
	return Array.isArray(value) && value.length === 0 ? undefined : value;
}

function readTyped(type: ValueType, entered: unknown, label: string, warn: Warn): unknown {
	switch (type.type) {
		case 'text':
			return readText(entered, label, warn);
		case 'switch':
			return readSwitch(entered, label);
		case 'choice':
			return readChoice(entered, label, type.choices, type.allowOther);
		case 'number':
			return readNumber(entered, label, type);
		case 'list':
			return entriesOf(entered, type.entries).map((entry) =>
				readTyped(type.entries, entry, label, warn),
			);
		case 'object':
			return readMembers(readObject(entered, label), type.members ?? {}, label, warn);
		case 'file':
			return readFile(entered, label, type.rule ?? {}, type.files);
		case 'id':
			return readId(entered, label);
		case 'json':
			return type.any ? readAnyJson(entered, label, warn) : readJson(entered, label, warn);
		case 'secret':
			return readSecret(entered, label);
		case 'host':
			return readHost(entered, label);
		case 'callbackUrl':
			return readCallbackUrl(entered, label, type.trustedHosts);
		case 'webAddress':
			return readPublicAddress(entered, label, type.trustedHosts ?? []);
	}
}

function readMembers(
	object: Record<string, unknown>,
	members: Record<string, ValueType>,
	label: string,
	warn: Warn,
): Record<string, unknown> {
	const read = (name: string, value: unknown): unknown =>
		Object.hasOwn(members, name) && !isEmpty(value)
			? readTyped(members[name], value, `${label}: ${name}`, warn)
			: value;
	return Object.fromEntries(
		Object.entries(object).map(([name, value]) => [name, read(name, value)]),
	);
}

function readPublicAddress(
	entered: unknown,
	label: string,
	trustedHosts: readonly string[],
): string {
	const address = readWebAddress(entered, label);
	if (!isUnreachable(address, trustedHosts)) return address;
	throw invalid(
		label,
		`leads to ${new URL(address).hostname}, which Kie.ai cannot reach from the internet`,
	);
}
