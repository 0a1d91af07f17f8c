import type { HttpAnswer } from './answers';
import { isTooDeep } from './json';

const HIDDEN = '***';

/** A shorter key is none of Kie.ai's, and may be part of any word. */
const SHORTEST_KEY = 8;

/**
 * An answer without the API key, which proxies and models repeat in their errors. What nests too deep to be read is
 * left out.
 */
export function withoutKey(answer: HttpAnswer, key: string): HttpAnswer {
	const { body } = answer;
	if (!isStream(body) && isTooDeep(body)) return { ...answer, body: undefined };
	if (key.length < SHORTEST_KEY) return answer;
	const headers = valueWithout(answer.headers, key) as HttpAnswer['headers'];
	const read = isStream(body) ? streamWithout(body, key) : valueWithout(body, key);
	return { ...answer, headers, body: read };
}

interface Stream extends AsyncIterable<Uint8Array> {
	destroy(): void;
}

const isStream = (body: unknown): body is Stream =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

function valueWithout(value: unknown, key: string): unknown {
	if (typeof value === 'string') return value.replaceAll(key, HIDDEN);
	if (typeof value !== 'object' || value === null) return value;
	const text = JSON.stringify(value);
	const written = JSON.stringify(key).slice(1, -1);
	return text.includes(written) ? JSON.parse(text.replaceAll(written, HIDDEN)) : value;
}

/** A key that is cut in two by the network is not found: that happens to nobody by chance. */
const streamWithout = (body: Stream, key: string): Stream => ({
	async *[Symbol.asyncIterator]() {
		for await (const piece of body) {
			const text = Buffer.from(piece).toString('latin1');
			yield text.includes(key) ? Buffer.from(text.replaceAll(key, HIDDEN), 'latin1') : piece;
		}
	},
	destroy: () => body.destroy(),
});
