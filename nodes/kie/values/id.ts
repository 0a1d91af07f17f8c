import { isRecord } from '../json';
import { bare, withoutZeroWidth } from './blank';
import { invalid, shown } from './message';
import { refuseBroken } from './text';

/** A word without blanks. @throws {KieError} for lists, objects and several words */
export function readId(entered: unknown, label: string): string {
	const isWord =
		typeof entered === 'string' ||
		(typeof entered === 'number' && Number.isFinite(entered)) ||
		typeof entered === 'bigint';
	if (!isWord) throw invalid(label, `must be an ID, but is ${shown(entered)}`, adviceFor(entered));
	if (typeof entered === 'number' && !Number.isSafeInteger(entered)) {
		throw invalid(
			label,
			`is the number ${entered}, which is not exact`,
			'Keep IDs as text where they come from',
		);
	}
	const id = withoutZeroWidth(bare(String(entered)));
	refuseBroken(id, label);
	if (/\s/.test(id)) throw invalid(label, `must be one ID without blanks, but is ${shown(id)}`);
	return id;
}

function adviceFor(entered: unknown): string | undefined {
	if (Array.isArray(entered)) return 'Use one of its entries, for example {{ $json.ids[0] }}';
	return isRecord(entered)
		? 'Use the key that holds the ID, for example {{ $json.taskId }}'
		: undefined;
}

/** Where nodes for HTTP and webhooks put what Kie.ai answered. */
const PLACES = ['data', 'body', 'response', 'result', 'output'];
const DEEPEST = 4;

/**
 * The first id under one of these names in an item, as it may come from a node that knows nothing of Kie.ai: beside
 * the other keys, or in `data`, `body.data`, `response.body.data` and the like.
 */
export function findId(item: unknown, names: string[], depth = 0): string | undefined {
	const record = Array.isArray(item) && item.length === 1 ? (item[0] as unknown) : item;
	if (!isRecord(record) || depth > DEEPEST) return undefined;
	for (const name of names) {
		const value = record[name];
		if (typeof value === 'string' && bare(value) !== '') return bare(value);
	}
	for (const place of PLACES) {
		const found = findId(record[place], names, depth + 1);
		if (found !== undefined) return found;
	}
	return undefined;
}
