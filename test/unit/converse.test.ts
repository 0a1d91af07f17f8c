import { resetMemories } from '../../nodes/kie/boundedMap';
import { useClock } from '../../nodes/kie/clock';
import { converse } from '../../nodes/kie/converse';
import { KieError } from '../../nodes/kie/errors';
import type { HttpAnswer, KieConnection } from '../../nodes/kie/transport';
import { VirtualClock } from '../support/virtual-clock';

type Step = Partial<HttpAnswer> | Error;

function modelThat(...steps: Step[]) {
	const timeouts: unknown[] = [];
	const connection: KieConnection = {
		async send({ timeout }) {
			const step = steps[Math.min(timeouts.push(timeout), steps.length) - 1];
			if (step instanceof Error) throw step;
			return await Promise.resolve({ statusCode: 200, headers: {}, body: undefined, ...step });
		},
		hosts: { api: 'https://api.example.com', upload: 'https://upload.example.com' },
		keyId: 'key',
	};
	return { connection, timeouts };
}

interface Words {
	text?: string;
	code?: number;
	broken?: true;
}

/** A reader as small as can be. */
function read({ body }: HttpAnswer) {
	const { text, code, broken } = body as Words;
	if (code !== undefined) return { outcome: 'refused' as const, code, message: `no ${code}` };
	if (broken) return { outcome: 'lost' as const, reason: 'the answer broke off' };
	return { outcome: 'answered' as const, text };
}

const ask = async (connection: KieConnection) =>
	await converse(connection, { method: 'POST', path: '/v1', body: {} }, read);

const failureOf = async (connection: KieConnection) => {
	const error: unknown = await ask(connection).catch((thrown: unknown) => thrown);
	return error instanceof KieError ? error.failure : undefined;
};

const refusedConnection = Object.assign(new Error('no'), { code: 'ECONNREFUSED' });

beforeEach(() => {
	useClock(new VirtualClock());
	resetMemories();
});
afterEach(() => useClock());

describe('an exchange with a chat model', () => {
	it('takes an answer without an envelope, and waits ten minutes for it', async () => {
		const { connection, timeouts } = modelThat({ body: { text: 'Hello' } });

		expect(await ask(connection)).toEqual({ outcome: 'answered', text: 'Hello' });
		expect(timeouts).toEqual([600_000]);
	});

	it.each<[string, Step]>([
		['code 429', { body: { code: 429 } }],
		['a connection that never came about', refusedConnection],
	])('sends again after %s', async (_, step) => {
		const { connection, timeouts } = modelThat(step, { body: { text: 'Hello' } });

		expect(await ask(connection)).toMatchObject({ text: 'Hello' });
		expect(timeouts).toHaveLength(2);
	});

	it.each<[string, Step, object]>([
		['a broken answer', { body: { broken: true } }, { category: 'uncertain' }],
		['a reset', Object.assign(new Error('x'), { code: 'ECONNRESET' }), { category: 'uncertain' }],
		['a refusal', { body: { code: 401 } }, { category: 'credential', creditsTaken: 'no' }],
		['a model that failed', { statusCode: 503, body: { code: 503 } }, { creditsTaken: 'unknown' }],
		['a page of a proxy', { statusCode: 403, body: '<html>' }, { category: 'blocked' }],
	])('does not send again after %s', async (_, step, failure) => {
		const { connection, timeouts } = modelThat(step);

		expect(await failureOf(connection)).toMatchObject(failure);
		expect(timeouts).toHaveLength(1);
	});
});
