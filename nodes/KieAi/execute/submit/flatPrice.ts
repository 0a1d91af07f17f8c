import type { Catalogue } from '../../../kie/catalogue/catalogue';
import { readPrice } from '../../../kie/catalogue/price';
import { text } from '../../../kie/json';
import { hasFailed, settle } from '../../../kie/outcome';
import type { KieRequest } from '../../../kie/types';
import type { RequestJob } from '../job';

/** What a request costs by Kie.ai's list of prices, in credits; nothing where that depends on anything. */
export async function flatPriceOf(
	catalogue: Catalogue,
	operation: RequestJob['operation'],
	{ body }: KieRequest,
): Promise<number | undefined> {
	const route = 'unified' in operation ? operation.unified : undefined;
	const model = route?.model ?? text(body?.model);
	if (!model || operation.kind === 'chat') return undefined;
	const asked = await settle(async () => await catalogue.price(model));
	if (hasFailed(asked) || 'reason' in asked.value) return undefined;
	const { credits, unit } = readPrice(asked.value.value);
	return unit === undefined ? credits : undefined;
}
