import { repeatInTurn } from '../../nodes/kie/attempts';
import { resetMemories } from '../../nodes/kie/boundedMap';
import { clock, useClock } from '../../nodes/kie/clock';
import { VirtualClock } from '../support/virtual-clock';

interface Sent {
	/** Milliseconds since the test began. */
	at: number;
	answer?: { code: number; message: string; retryAfter?: number };
}

const PAUSE = 30_000;
const YES = { code: 200, message: 'success' };
const TOO_FAST = { code: 429, message: 'Slow down', retryAfter: PAUSE };

let start: number;

/** A request that goes through these answers, `undefined` for none, and is sent again until they are used up. */
async function sendPaid(keyId: string, ...answers: Array<Sent['answer']>): Promise<Sent> {
	let attempts = 0;
	return await repeatInTurn<Sent>({
		keyId,
		send: async () =>
			await Promise.resolve({ at: clock.now() - start, answer: answers[attempts++] }),
		answerIn: ({ answer }) => answer,
		pauseBefore: (_, attempt) => (attempt < answers.length ? PAUSE : undefined),
	});
}

beforeEach(() => {
	useClock(new VirtualClock());
	resetMemories();
	start = clock.now();
});
afterEach(() => useClock());

describe('a paid request in its turn', () => {
	it.each([
		['Kie.ai has asked for a pause', TOO_FAST],
		['Kie.ai cannot be reached', undefined],
	])('waits while %s, and those of other keys do not', async (_, answer) => {
		const first = sendPaid('key', answer, YES);
		await clock.sleep(1);
		const [next, other] = await Promise.all([sendPaid('key', YES), sendPaid('other', YES)]);

		expect((await first).answer).toEqual(YES);
		expect(next.at).toBeGreaterThanOrEqual(PAUSE);
		expect(other.at).toBeLessThan(PAUSE);
	});

	it('holds back the next in line when Kie.ai cannot be reached', async () => {
		const [, next] = await Promise.all([sendPaid('key', undefined, YES), sendPaid('key', YES)]);

		expect(next.at).toBeGreaterThanOrEqual(PAUSE);
	});

	it('does not wait for one that Kie.ai took', async () => {
		await sendPaid('key', YES);

		expect((await sendPaid('key', YES)).at).toBeLessThan(PAUSE);
	});

	it('may be called off at the last moment, before every sending', async () => {
		const send = jest.fn(async () => await Promise.resolve(undefined));
		const onSend = jest.fn();
		onSend
			.mockImplementationOnce(() => undefined)
			.mockImplementationOnce(() => {
				throw new Error('The account is empty');
			});
		const request = { keyId: 'key', send, onSend, answerIn: () => undefined };

		const ended = repeatInTurn({ ...request, pauseBefore: () => PAUSE });

		await expect(ended).rejects.toThrow('The account is empty');
		expect(send).toHaveBeenCalledTimes(1);
	});
});
