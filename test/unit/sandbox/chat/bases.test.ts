import { chatModels } from '../../../facts/chat';
import { Story } from '../story';
import { ask, FEWEST, modelOf } from './asks';

let story: Story;
beforeEach(async () => {
	story = await Story.begin();
});
afterEach(async () => await story.sandbox.close());

const others = chatModels.flatMap((model) =>
	(model.alsoAt ?? []).map(({ path, id }) => [path, id, model] as const),
);

it.each(others)('POST %s serves %s', async (path, id, model) => {
	const body = { ...FEWEST[model.wire]('ping', { ...model, id }), stream: false };
	expect(JSON.parse((await ask(story, path, body)).data)).toHaveProperty('credits_consumed');
	expect(story.sandbox.violations).toEqual([]);
	expect(story.sandbox.ledger.of(path)).toHaveLength(1);
});

it.each([
	['/openai/v1', 'gpt-5.6-sol', ['object', 'data', 'models']],
	['/anthropic/v1', 'claude-opus-5-5', ['data', 'first_id', 'last_id', 'has_more']],
	['/xai/v1', 'grok-4-7', ['object', 'data']],
])('GET %s/models lists its models', async (base, id, keys) => {
	const list = await story.get<{ data: Array<{ id: string }> }>(`${base}/models`);
	expect(Object.keys(list)).toEqual(keys);
	expect(list.data.map((one) => one.id)).toContain(id);
});

it.each([
	['/openai/v1/responses', 401],
	['/anthropic/v1/messages', 401],
	['/xai/v1/responses', 401],
	['/gpt-5-2/v1/chat/completions', 200],
	['/api/v1/responses', 200],
	['/gemini/v1/models/gemini-3-5-flash:streamGenerateContent', 200],
])('%s answers a wrong key with HTTP %i', async (path, expected) => {
	const { status, data } = await ask(story, path, {}, 'wrong');
	expect(status).toBe(expected);
	expect(JSON.parse(data)).toEqual({ code: 401, msg: expect.any(String) });
});

interface List {
	data: { total: number; models: Array<{ model: string; pricingDesc: string | null }> };
}

it('lists the chat models that Kie.ai lists, with their prices', async () => {
	const { data } = await story.get<List>('/api/v1/models', { taskType: 'Chat' });
	expect(data.total).toBe(37);
	expect(data.models).toContainEqual(
		expect.objectContaining({
			model: 'claude-opus-5',
			pricingDesc: '400 in, 2000 out credits per 1M tokens',
		}),
	);
	expect(data.models.map(({ model }) => model)).not.toContain('gpt-5-4');
});

it('lists several task types at once, and prices only where they are known', async () => {
	story.sandbox.discovery.listsOmni = true;
	const taskType = 'Text to Speech,Chat';
	const { data } = await story.get<List>('/api/v1/models', { taskType });
	const prices = new Map(data.models.map((one) => [one.model, one.pricingDesc]));
	expect(data.total).toBeGreaterThan(40);
	expect(prices.get('elevenlabs/text-to-dialogue-v3')).toBe('14 credits/1000 chars');
	expect(prices.get('gemini-omni-audio')).toBeNull();
});

it.each([
	['claude-sonnet-5', '/claude/v1/messages'],
	['gemini-2.5-pro', '/gemini-2.5-pro/v1/chat/completions'],
	['gpt-5-4', '/codex/v1/responses'],
	['nano-banana-2', '/api/v1/jobs/createTask'],
	['gemini-omni-character', '/api/v1/omni/character/create'],
])('tells in its schema where %s is called', async (id, path) => {
	const { data } = await story.get<{ data: { openapi: { paths: object } } }>(
		`/api/v1/models/${id}/schema`,
	);
	expect(Object.keys(data.openapi.paths)).toEqual([path]);
});

it('serves a model that the facts do not know', async () => {
	const path = '/claude/v1/messages';
	story.sandbox.chat.offer({ ...modelOf('claude-opus-5'), id: 'claude-new', listed: true });
	const body = FEWEST.messages('ping', { ...modelOf('claude-opus-5'), id: 'claude-new' });
	expect((await ask(story, path, { ...body, stream: false })).data).toContain('ping');
	const { data } = await story.get<List>('/api/v1/models', { q: 'claude-new' });
	expect(data.total).toBe(1);
});
