import { Story } from './story';

const LYRICS = '/api/v1/lyrics';
const GENERATE = '/api/v1/generate';

let story: Story;
beforeEach(async () => {
	story = await Story.begin({ credits: 100.5 });
});
afterEach(async () => await story.sandbox.close());

const credit = async () => (await story.get('/api/v1/chat/credit')).data;

it('books each accepted submission once, with its request and time', async () => {
	const body = await story.bodyFor(LYRICS);
	const taskId = await story.start(LYRICS, body);
	const at = story.clock.now();
	expect(story.sandbox.ledger.payments).toEqual([
		{ taskId, path: LYRICS, body, at, credits: 0.4, refundAt: undefined },
	]);
	expect(await credit()).toBe(100.1);
});

it('books nothing for a refused submission', async () => {
	await story.post(GENERATE, {});
	expect(story.sandbox.ledger.payments).toEqual([]);
	expect(await credit()).toBe(100.5);
});

it('gives back what a task with code 531 cost, when it has failed', async () => {
	story.sandbox.next(GENERATE, { end: 'GENERATE_AUDIO_FAILED', errorCode: 531 });
	await story.start(GENERATE, await story.bodyFor(GENERATE));
	expect(await credit()).toBe(88.5);
	await story.clock.advance(120_000);
	expect(await credit()).toBe(100.5);
	expect(story.sandbox.ledger.refunds()).toHaveLength(1);
});

it('keeps what other failures cost', async () => {
	story.sandbox.next(GENERATE, { end: 'SENSITIVE_WORD_ERROR' });
	await story.finish(GENERATE, await story.bodyFor(GENERATE));
	expect(await credit()).toBe(88.5);
});

it('tells the price of a Market task from its first record on', async () => {
	const path = '/api/v1/jobs/createTask';
	story.sandbox.next(path, { credits: 63 });
	const taskId = await story.start(path, await story.bodyFor(path));
	const price = async () => (await story.record(path, taskId)).data;
	expect(await price()).toMatchObject({ state: 'waiting', creditsConsumed: 63 });
	await story.clock.advance(3_600_000);
	expect(await price()).toMatchObject({ state: 'success', creditsConsumed: 63 });
});

it('refuses work that nobody can pay', async () => {
	const poor = await Story.begin({ credits: 11 });
	expect(await poor.post(GENERATE, await poor.bodyFor(GENERATE))).toMatchObject({ code: 402 });
	expect(poor.sandbox.tasks.all).toEqual([]);
	await poor.sandbox.close();
});

it('charges a better style, which answers at once', async () => {
	const { data } = await story.post('/api/v1/style/generate', { content: 'pop' });
	expect(data).toMatchObject({
		creditsConsumed: 0.4,
		creditsRemaining: 100.1,
		successFlag: '成功',
	});
	expect(story.sandbox.ledger.of('/api/v1/style/generate')).toHaveLength(1);
});
