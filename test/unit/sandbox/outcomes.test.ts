import { Story } from './story';

const GENERATE = '/api/v1/generate';

interface MusicRecord {
	data: { status: string; errorCode: unknown; errorMessage: unknown };
}

let story: Story;
beforeEach(async () => {
	story = await Story.begin();
});
afterEach(async () => await story.sandbox.close());

const outcome = async (path = GENERATE, more = {}) => {
	const record = await story.finish<MusicRecord>(path, { ...(await story.bodyFor(path)), ...more });
	return record.data;
};

it('orders the next task only', async () => {
	story.sandbox.next(GENERATE, { end: 'SENSITIVE_WORD_ERROR' });
	expect((await outcome()).status).toBe('SENSITIVE_WORD_ERROR');
	expect((await outcome()).status).toBe('SUCCESS');
});

it('keeps several orders in their order', async () => {
	story.sandbox.next(GENERATE, { end: 'CREATE_TASK_FAILED' });
	story.sandbox.next('*', { end: 'GENERATE_AUDIO_FAILED' });
	expect((await outcome()).status).toBe('CREATE_TASK_FAILED');
	expect((await outcome()).status).toBe('GENERATE_AUDIO_FAILED');
});

it('orders all further tasks until cleared', async () => {
	story.sandbox.setOutcome(/generate$/, { end: 'GENERATE_AUDIO_FAILED', errorCode: 408 });
	expect(await outcome()).toMatchObject({ status: 'GENERATE_AUDIO_FAILED', errorCode: 408 });
	expect(await outcome()).toMatchObject({ status: 'GENERATE_AUDIO_FAILED', errorCode: 408 });
	story.sandbox.outcomes.clear();
	expect((await outcome()).status).toBe('SUCCESS');
});

it('changes code and reason of a failure, in the type of the record', async () => {
	const order = { errorCode: 531, errorMessage: 'Nothing came out.' };
	story.sandbox.next(GENERATE, { end: 'GENERATE_AUDIO_FAILED', ...order });
	expect(await outcome()).toMatchObject(order);
	story.sandbox.next('/api/v1/jobs/createTask', { end: 'fail_wire', ...order });
	const failed = { state: 'fail', failCode: '531', failMsg: order.errorMessage };
	expect(await outcome('/api/v1/jobs/createTask')).toMatchObject(failed);
});

it('lays anything over a record', async () => {
	story.sandbox.next(GENERATE, { patch: { status: 'HALF_DONE' } });
	expect((await outcome()).status).toBe('HALF_DONE');
});

it('takes as long as ordered', async () => {
	story.sandbox.next(GENERATE, { seconds: 1 });
	const taskId = await story.start(GENERATE, await story.bodyFor(GENERATE));
	await story.clock.advance(999);
	expect(story.sandbox.record(taskId).data).toMatchObject({ status: 'FIRST_SUCCESS' });
	await story.clock.advance(1);
	expect(story.sandbox.record(taskId).data).toMatchObject({ status: 'SUCCESS' });
});

it('refuses a submission on demand, without task or payment', async () => {
	story.sandbox.next(GENERATE, { refuse: { code: 455 } });
	const answer = await story.post(GENERATE, await story.bodyFor(GENERATE));
	expect(answer).toMatchObject({ code: 455, data: null });
	expect(story.sandbox.tasks.all).toEqual([]);
	expect(story.sandbox.ledger.payments).toEqual([]);
});

it('names the states it knows when asked for another', () => {
	const wrong = () => story.sandbox.next(GENERATE, { end: 'FAILED' });
	expect(wrong).toThrow(/no state FAILED; it has PENDING, .*SENSITIVE_WORD_ERROR/);
});

it.each([
	['[sandbox: fail]', { status: 'GENERATE_AUDIO_FAILED' }],
	['a song [sandbox: end SENSITIVE_WORD_ERROR] of rain', { status: 'SENSITIVE_WORD_ERROR' }],
	['[sandbox: refund]', { status: 'GENERATE_AUDIO_FAILED', errorCode: 531 }],
	['[sandbox: never]', { status: 'FIRST_SUCCESS' }],
	['[sandbox: end NOWHERE]', { status: 'SUCCESS' }],
])('obeys the marker %s in a prompt', async (prompt, expected) => {
	expect(await outcome(GENERATE, { prompt })).toMatchObject(expected);
});

it('obeys a marker that asks for a refusal', async () => {
	const body = { ...(await story.bodyFor(GENERATE)), prompt: '[sandbox: code 402]' };
	expect(await story.post(GENERATE, body)).toMatchObject({
		code: 402,
		msg: expect.stringContaining('Insufficient') as string,
	});
});

it('obeys a marker that asks for a time', async () => {
	const body = { ...(await story.bodyFor(GENERATE)), prompt: '[sandbox: seconds 3]' };
	await story.start(GENERATE, body);
	const [task] = story.sandbox.tasks.all;
	expect(task.endsAt - task.createdAt).toBe(3_000);
});

it.each([
	[10, 12_000],
	[{ music: 7 }, 7_000],
])('runs at the pace %j', async (durations, expected) => {
	const paced = await Story.begin({ durations });
	await paced.start(GENERATE, await paced.bodyFor(GENERATE));
	const [task] = paced.sandbox.tasks.all;
	expect(task.endsAt - task.createdAt).toBe(expected);
	await paced.sandbox.close();
});
