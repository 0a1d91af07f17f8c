import { DEFAULT_CHAT_MODEL, chatModels } from '../../../nodes/kie/chat/models';
import { buildRequest } from '../../../nodes/kie/chat/request';
import { type RouteHints, resolveRoute } from '../../../nodes/kie/chat/route';
import { chatModelFacts, listedChatModels } from '../../facts/chatPages';
import { said } from '../../support/chat';

const routeOf = (model: string, hints?: RouteHints) => {
	const { format, path, modelInPath } = resolveRoute(model, hints);
	return [format, path, modelInPath];
};

describe('a model', () => {
	it.each([
		['claude-opus-7', 'anthropicMessages', '/claude/v1/messages', false],
		['grok-5', 'openaiResponses', '/grok/v1/responses', false],
		['gpt-7-nova', 'openaiResponses', '/codex/v1/responses', false],
		['gpt-6.1-sol', 'openaiResponses', '/openai/v1/responses', false],
		['gpt-5.5', 'openaiResponses', '/openai/v1/responses', false],
		['kimi-k4', 'openaiResponses', '/openai/v1/responses', false],
		['deepseek-v5', 'openaiResponses', '/openai/v1/responses', false],
		[
			'gemini-4-flash',
			'googleGenerateContent',
			'/gemini/v1/models/gemini-4-flash:streamGenerateContent',
			true,
		],
		['gemini-4-flash-openai', 'openaiChat', '/gemini-4-flash-openai/v1/chat/completions', true],
		['brand-new', 'openaiResponses', '/openai/v1/responses', false],
	])('%s, which nobody knows yet, goes to its family or to the newest address', (id, ...route) => {
		expect(routeOf(id)).toEqual(route);
	});

	it('goes where its live schema says', () => {
		const openapi = { paths: { '/xai/v1/responses': { post: {} } } };
		expect(routeOf('grok-9', { openapi })).toEqual(['openaiResponses', '/xai/v1/responses', false]);
		const google = { paths: { '/gemini/v2/models/{model}:generateContent': {} } };
		expect(routeOf('new/one', { openapi: google })).toEqual([
			'googleGenerateContent',
			'/gemini/v2/models/new%2Fone:generateContent',
			true,
		]);
	});

	it.each([
		{ paths: { '/api/v1/jobs/createTask': {} } },
		{ paths: { '//evil.example/v1/responses': {} } },
		{ paths: { '/a/../v1/responses': {} } },
		{ paths: { '/v1/unheard-of': {} } },
		{ paths: {} },
		{},
		null,
		'no schema',
	])('goes by its family where the schema is %j', (openapi) => {
		expect(routeOf('grok-4-6', { openapi })).toEqual([
			'openaiResponses',
			'/grok/v1/responses',
			false,
		]);
	});

	it('goes where the user says', () => {
		const openapi = { paths: { '/xai/v1/responses': {} } };
		expect(routeOf('grok-9', { openapi, path: ' /grok/v2/messages ' })).toEqual([
			'anthropicMessages',
			'/grok/v2/messages',
			false,
		]);
		expect(
			routeOf('grok-9', { path: 'https://api.kie.ai/x/{model}/ask', format: 'openaiChat' }),
		).toEqual(['openaiChat', '/x/grok-9/ask', true]);
		expect(routeOf('gemini-3-pro', { format: 'googleGenerateContent' })).toEqual([
			'googleGenerateContent',
			'/gemini/v1/models/gemini-3-pro:streamGenerateContent',
			true,
		]);
		expect(routeOf('new-one', { format: 'openaiChat' })).toEqual([
			'openaiChat',
			'/new-one/v1/chat/completions',
			true,
		]);
	});

	it.each([
		'//evil.example/v1/messages',
		'https://evil.example/v1/messages',
		'https://api.kie.ai.evil.example/v1/messages',
		'/\\evil.example/v1/messages',
		'/a/../b/messages',
		'/v1/messages?key=1',
		'/v1/messages#x',
		'v1/messages',
		'/',
	])('goes to no other host: %s', (path) => {
		expect(() => resolveRoute('grok-4-6', { path })).toThrow(
			'API Path must be a path of api.kie.ai',
		);
	});

	it.each(['', ' ', '../x', 'a/../b', '-x', 'a b', 'a?b', 'a\nb', 'https://evil.example'])(
		'has an ID, not %j',
		(model) => {
			expect(() => resolveRoute(model)).toThrow('Model must be the ID of a model');
		},
	);

	it('stands in the body where the address does not name it', () => {
		const ask = (model: string, path?: string) =>
			buildRequest({ model, messages: [said('user', 'x')] }, resolveRoute(model, { path })).body;
		expect(ask('gemini-3-pro')).not.toHaveProperty('model');
		expect(ask('gemini-3-pro', '/openai/v1/chat/completions')).toMatchObject({
			model: 'gemini-3-pro',
		});
		expect(ask('deepseek-chat')).toMatchObject({ model: 'deepseek-chat' });
	});
});

describe('the list of models', () => {
	const entry = (id: string, taskType = 'Chat') => ({
		id,
		title: id.toUpperCase(),
		provider: 'Kie',
		taskTypes: [taskType],
		price: '1 credit',
	});
	const ids = (models: Array<{ id: string }>) => models.map(({ id }) => id);

	it('has every model with a page or a place in the list, also offline', () => {
		const current = chatModelFacts.filter(({ endpoint }) => endpoint !== 'openai-chat-legacy');
		expect(ids(chatModels()).sort()).toEqual(ids(current).sort());
		expect(ids(chatModels())).toEqual(expect.arrayContaining(listedChatModels));
		expect(chatModels().length).toBeGreaterThan(45);
		expect(chatModels()).toContainEqual(expect.objectContaining(DEFAULT_CHAT_MODEL));
	});

	it('begins with what Kie.ai lists, with its prices, and has each once', () => {
		const live = [...listedChatModels, 'brand-new'].map((id) => entry(id));
		const models = chatModels([...live, entry('veo3', 'Text to Video')]);
		expect(models.slice(0, live.length)).toEqual(live);
		expect(new Set(ids(models)).size).toBe(models.length);
		expect(ids(models)).toEqual(expect.arrayContaining(['gpt-5-4', 'gpt-5-codex', 'grok-4-3']));
		expect(ids(models)).not.toContain('veo3');
	});
});
