import { listed, pointsOf, priceOf } from '../../../../nodes/kie/catalogue/discovery';
import { isTaskModel } from '../../../../nodes/kie/catalogue/endpoints';
import type { ListedModel } from '../../../../nodes/kie/catalogue/merge';
import { snapshot } from '../../../../nodes/kie/catalogue/snapshot';
import { chatModels } from '../../../facts/chat';
import prices from '../../../facts/prices.json';
import { equal, type Fact, type Facts, judge, missingNames, unknown } from '../fact';
import type { LiveKie } from '../kie';

const PRICES: Partial<Record<string, string | null>> = {
	...prices,
	...Object.fromEntries(chatModels.map(({ id, price }) => [id, price])),
};

/** What Kie.ai lists now. @throws Error when it does not say */
export async function listedNow({ connection }: LiveKie): Promise<ListedModel[]> {
	const found = await listed(connection);
	if ('reason' in found) throw new Error(found.reason);
	return found.value;
}

/** The list has the models of the snapshot and of the facts, and no others. */
export async function* modelList(kie: LiveKie): Facts {
	const models = await listedNow(kie);
	const live = snapshot.filter(({ status }) => status === 'live');
	yield* compared('model', live, models.filter(isTaskModel));
	const chats = models.filter(({ taskTypes }) => taskTypes.includes('Chat'));
	yield* compared(
		'chat model',
		chatModels.filter((model) => model.listed),
		chats,
	);
}

type Named = ReadonlyArray<{ id: string }>;

function* compared(what: string, known: Named, offered: Named): Generator<Fact> {
	const [knownIds, offeredIds] = [known, offered].map((list) => list.map(({ id }) => id));
	const added = offeredIds.filter((id) => !knownIds.includes(id));
	const gone = knownIds.filter((id) => !offeredIds.includes(id));
	for (const id of added) yield judge(`${what} ${id}`, false, 'not known', 'offered');
	for (const id of gone) yield judge(`${what} ${id}`, false, 'offered', 'not listed');
	const same = knownIds.length - gone.length;
	if (same > 0) yield judge(`${what}s listed as known: ${same}`, true, '', '');
}

/** The prices of the list are those that this project knows; one model's own price is the list's. */
export async function* modelPrices(kie: LiveKie): Facts {
	const models = await listedNow(kie);
	for (const { id, price } of models) yield priceFact(id, PRICES[id], price);
	const one = models.find(({ price }) => price);
	if (!one) return;
	const found = await priceOf(kie.connection, one.id);
	yield equal(`own price of ${one.id}`, one.price, 'value' in found ? found.value : found.reason);
}

/** Known prices are shortened: what has to be the same are their numbers. */
function priceFact(id: string, known: string | null | undefined, found: string | undefined): Fact {
	const name = `price of ${id}`;
	if (!known) return found ? unknown(name, `not known here; Kie.ai says: ${found}`) : noPrice(name);
	const offered = numbersOf(found ?? '');
	return judge(
		name,
		numbersOf(known).every((number) => offered.includes(number)),
		known,
		found,
	);
}

const noPrice = (name: string): Fact => unknown(name, 'Kie.ai tells none');

/** What stands in brackets are remarks, such as dates. */
const numbersOf = (text: string): number[] =>
	(
		text
			.replace(/\([^)]*\d{4}-[^)]*\)/g, '')
			.replace(/(\d),(?=\d{3})/g, '$1')
			.match(/\d+(?:\.\d+)?/g) ?? []
	).map(Number);

const POINT = { start: 0, end: 0, successRate: 0, errorRate: null, isNormal: true };

/** The success rate comes as points of ten minutes. */
export async function* successRate(kie: LiveKie): Facts {
	const [{ id }] = snapshot.filter(({ status }) => status === 'live');
	const found = await pointsOf(kie.connection, id);
	if ('reason' in found) return yield unknown(`success rate of ${id}`, found.reason);
	const [point = {}] = found.value;
	yield equal(`names in the success rate of ${id}`, [], missingNames(POINT, point));
}
