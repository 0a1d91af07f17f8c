import { familyNamed } from '../../../nodes/kie/tasks/families';
import { taskFailed } from '../../../nodes/kie/tasks/status';
import type { FamilyName, TaskStatus } from '../../../nodes/kie/types';

const read = (family: FamilyName, data: object): TaskStatus =>
	familyNamed(family).read({ code: 200, message: '', data }, { taskId: 'a', family });

const market = (resultJson: string) => ({ taskId: 'a', state: 'success', resultJson });

describe('a success that holds nothing', () => {
	it.each<[FamilyName, object]>([
		['market', market('{"resultUrls":[]}')],
		['market', market('{"resultUrls":[],"costTime":3}')],
		['market', market('{"resultObject":{}}')],
		['market', market('{}')],
		['market', market('')],
		['market', market('{"resultUrls":["https://example.com/a')],
		['veo', { taskId: 'a', successFlag: 1, response: { resultUrls: [] } }],
		['music', { taskId: 'a', status: 'SUCCESS', response: { sunoData: [] } }],
		['wav', { taskId: 'a', successFlag: 'SUCCESS', response: {} }],
	])('of %s is a failure of the provider that names its task: %j', (family, data) => {
		const status = read(family, { ...data, creditsConsumed: 12 });

		if (status.state !== 'failed') throw new Error(`It was read as ${status.state}`);
		const { failure } = taskFailed({ taskId: 'a', family }, status.failure);
		expect(failure).toMatchObject({ category: 'provider', taskId: 'a', creditsTaken: 'unknown' });
		expect(failure.hint).toContain('Include Raw Record');
		expect(failure.taskFailed).toBeUndefined();
	});

	it.each<[string, FamilyName, object]>([
		['a transcript', 'market', market('{"resultObject":{"text":"Hello"}}')],
		['a detection', 'market', market('{"resultObject":{"isAvailable":true}}')],
		['an answer of its own kind', 'market', market('{"personaId":"x"}')],
		['a piece without notes', 'midi', { taskId: 'a', successFlag: 1, midiData: null }],
		['a voice', 'voice', { taskId: 'a', status: 'success', voiceId: 'v' }],
	])('is not %s', (_, family, data) => {
		expect(read(family, data).state).toBe('success');
	});
});

describe('credits', () => {
	it('of a running task are known', () => {
		const status = read('market', { taskId: 'a', state: 'generating', creditsConsumed: 4 });

		expect(status).toMatchObject({ state: 'pending', creditsConsumed: 4 });
	});

	it.each<[string, object, string]>([
		['with a price', { creditsConsumed: 63 }, 'unknown'],
		['without one', {}, 'unknown'],
		['for nothing', { creditsConsumed: 0 }, 'no'],
		['with the code of a refund', { code: 531, creditsConsumed: 63 }, 'no'],
	])('of a task that failed %s', (_, more, creditsTaken) => {
		const { failure } = taskFailed({ taskId: 'a', family: 'market' }, { message: 'x', ...more });

		expect(failure.creditsTaken).toBe(creditsTaken);
	});
});

describe('a failure to hand a task over', () => {
	it.each(['generate playground failed, task id is blank', 'createTaskRep is blank'])(
		'is the provider’s, and may be tried again: %s',
		(message) => {
			const { failure } = taskFailed({ taskId: 'a', family: 'market' }, { message, code: 422 });

			expect(failure).toMatchObject({ category: 'provider', retryable: true });
		},
	);
});
