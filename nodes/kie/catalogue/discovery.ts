import { processMemory } from '../boundedMap';
import { clock } from '../clock';
import { asRecord, asRecords, text } from '../json';
import { CATALOGUE_WINDOW_MS, catalogueRateLimiter } from '../rateLimiter';
import { type KieConnection, exchange } from '../transport';
import { wordsOf } from '../words';
import type { ListedModel } from './merge';

/** What a question about models brought. `reason` says why it brought nothing. */
export type Found<T> = { value: T } | { reason: string };

interface Entry {
	at: number;
	/** When Kie.ai's pace lets it be asked. */
	startsAt: number;
	found: Promise<Found<unknown>>;
	isGood: boolean;
}

const FRESH_MS = 10 * 60_000;
/** A question that failed is not asked again at every key that is pressed in the editor. */
const FAILURE_MS = 30_000;
const CAPACITY = 500;
const PATIENCE_MS = 10_000;
const TRIES = 3;
const PAUSE_MS = 2_000;

const answers = processMemory<string, Entry>(CAPACITY);

/** Every model that Kie.ai lists right now, chat models included. */
export async function listed(connection: KieConnection): Promise<Found<ListedModel[]>> {
	const found = await askAndRemember(connection, '/api/v1/models');
	return 'reason' in found ? found : { value: entriesOf(found.value.models) };
}

const entriesOf = (models: unknown): ListedModel[] =>
	asRecords(models)
		.map(entryOf)
		.filter(({ id }) => id !== '');

function entryOf(entry: Record<string, unknown>): ListedModel {
	const id = wordsOf(entry.model);
	const price = text(entry.pricingDesc);
	return {
		id,
		title: tidy(entry.title) || id,
		provider: tidy(entry.provider) || 'Other',
		taskTypes: [entry.taskType].flat().map(wordsOf),
		...(price && { price }),
	};
}

const tidy = (value: unknown) => (text(value) ?? '').replace(/\s+/g, ' ').trim();

/** The OpenAPI document of a model; `null` where Kie.ai has none. */
export async function schemaOf(connection: KieConnection, id: string): Promise<Found<unknown>> {
	const found = await askAndRemember(connection, pathOf(id, 'schema'));
	return 'reason' in found ? found : { value: found.value.openapi ?? null };
}

/**
 * Whether Kie.ai's pace makes the question for a schema wait. It is asked meanwhile, for the next time, unless another
 * one waits already.
 */
export function isPaced(connection: KieConnection, id: string): boolean {
	const path = pathOf(id, 'schema');
	const known = freshAnswer(keyOf(connection, path));
	const delay = known ? known.startsAt - clock.now() : delayOf(connection);
	if (!known && delay > 0 && delay <= CATALOGUE_WINDOW_MS) {
		void askAndRemember(connection, path).catch(() => undefined);
	}
	return delay > 0;
}

const delayOf = ({ keyId }: KieConnection) => catalogueRateLimiter(keyId).delay;

/** What a model costs, in Kie.ai's words. */
export async function priceOf(connection: KieConnection, id: string): Promise<Found<string>> {
	const found = await askAndRemember(connection, pathOf(id, 'price'));
	return 'reason' in found ? found : { value: text(found.value.pricingDesc) ?? '' };
}

/** How the tasks of a model went lately, in steps of ten minutes. */
export async function pointsOf(
	connection: KieConnection,
	id: string,
): Promise<Found<Array<Record<string, unknown>>>> {
	const found = await askAndRemember(connection, pathOf(id, 'success-rate'));
	return 'reason' in found ? found : { value: asRecords(found.value.points) };
}

/** The slashes of an id stay as they are. */
const pathOf = (id: string, what: string) =>
	`/api/v1/models/${id.split('/').map(encodeURIComponent).join('/')}/${what}`;

const keyOf = ({ keyId, hosts }: KieConnection, path: string) => `${keyId} ${hosts.api} ${path}`;

function freshAnswer(key: string): Entry | undefined {
	const known = answers.get(key);
	const age = known ? clock.now() - known.at : Infinity;
	return known && age < (known.isGood ? FRESH_MS : FAILURE_MS) ? known : undefined;
}

async function askAndRemember(
	connection: KieConnection,
	path: string,
): Promise<Found<Record<string, unknown>>> {
	const key = keyOf(connection, path);
	const known = freshAnswer(key);
	if (known) return (await known.found) as Found<Record<string, unknown>>;
	const at = clock.now();
	const startsAt = at + delayOf(connection);
	const entry: Entry = { at, startsAt, found: asked(connection, path), isGood: true };
	answers.set(key, entry);
	const found = await entry.found.catch((error: unknown) => {
		answers.delete(key);
		throw error;
	});
	entry.isGood = 'value' in found;
	return found as Found<Record<string, unknown>>;
}

/** @throws {KieError} category `cancelled` when the execution stops. */
async function asked(
	connection: KieConnection,
	path: string,
): Promise<Found<Record<string, unknown>>> {
	const limiter = catalogueRateLimiter(connection.keyId);
	let reason = '';
	for (let attempt = 1; attempt <= TRIES; attempt++) {
		await limiter.acquire(connection.signal);
		const ended = await exchange(connection, { method: 'GET', path }, PATIENCE_MS);
		if (ended.outcome !== 'answered') return { reason: ended.reason };
		const { code, message, data } = ended.reply;
		if (code === 200) return found(data);
		reason = message || `code ${code}`;
		if (code !== 429 || attempt === TRIES) break;
		limiter.pauseFor(PAUSE_MS * attempt);
	}
	return { reason };
}

function found(data: unknown): Found<Record<string, unknown>> {
	const value = asRecord(data);
	return value ? { value } : { reason: 'an answer without data' };
}
