import { resetMemories } from '../../../nodes/kie/boundedMap';
import { askModel } from '../../../nodes/kie/chat/ask';
import { clock, useClock } from '../../../nodes/kie/clock';
import type { KieConnection } from '../../../nodes/kie/transport';
import { VirtualClock } from '../../support/virtual-clock';

beforeEach(() => {
	useClock(new VirtualClock());
	resetMemories();
});
afterEach(() => useClock());

const REQUEST = { method: 'POST' as const, path: '/claude/v1/messages', body: {} };

async function* bodyOf(text: string) {
	yield await Promise.resolve(Buffer.from(text));
}

/** Kie.ai, which cannot be reached at first and then refuses; `times` are those of the requests, in milliseconds. */
function kieThatComesBack() {
	const start = clock.now();
	const times: number[] = [];
	const send = async () => {
		times.push(clock.now() - start);
		if (times.length > 1) {
			const body = bodyOf('{"code":400,"msg":"Invalid request"}');
			return await Promise.resolve({ statusCode: 400, headers: {}, body });
		}
		throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
	};
	const connection: KieConnection = { hosts: { api: '', upload: '' }, keyId: 'key', send };
	return { connection, times };
}

async function endOf(connection: KieConnection): Promise<string> {
	const asking = askModel(connection, REQUEST, 'anthropicMessages');
	let next = await asking.next();
	while (!next.done) next = await asking.next();
	return next.value.outcome;
}

it('holds back the next question of a key while Kie.ai cannot be reached', async () => {
	const { connection, times } = kieThatComesBack();

	const ends = await Promise.all([endOf(connection), endOf(connection)]);

	expect(ends).toEqual(['refused', 'refused']);
	expect(times).toHaveLength(3);
	expect(times[1]).toBeGreaterThanOrEqual(2_000);
});
