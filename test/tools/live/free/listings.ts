import { asRecord, asRecords } from '../../../../nodes/kie/json';
import { chatModels } from '../../../facts/chat';
import { equal, type Facts } from '../fact';
import type { LiveKie } from '../kie';

const BASES = ['/openai/v1', '/anthropic/v1', '/xai/v1'];

/** The bases for a whole maker list the models that are known there. */
export async function* chatListings(kie: LiveKie): Facts {
	for (const base of BASES) {
		const { body } = await kie.get(`${base}/models`);
		const ids = asRecords(asRecord(body)?.data).map(({ id }) => String(id));
		yield equal(`models listed at ${base}`, knownAt(base).sort(), ids.sort());
	}
}

const knownAt = (base: string): string[] =>
	chatModels.flatMap(({ id, path, alsoAt = [] }) =>
		[{ id, path }, ...alsoAt].filter((one) => one.path.startsWith(`${base}/`)).map((one) => one.id),
	);
