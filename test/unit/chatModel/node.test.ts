import type { INode } from 'n8n-workflow';

import { LmChatKieAi } from '../../../nodes/LmChatKieAi/LmChatKieAi.node';
import { editorContext } from '../../support/editor-context';
import { Scenario } from '../../support/scenario';

describe('the list of chat models', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const search = async (filter?: string, online = true) => {
		const context = editorContext({}, online ? scenario.sandbox : undefined);
		const { listSearch } = new LmChatKieAi().methods;
		return (await listSearch.searchChatModels.call(context, filter)).results;
	};

	it('shows what Kie.ai lists, with prices, and what it leaves out', async () => {
		const models = await search();

		expect(models).toContainEqual({
			name: 'Claude Opus 5 – 400 in, 2000 out credits per 1M tokens',
			value: 'claude-opus-5',
			url: 'https://kie.ai/market?search=Claude%20Opus%205',
		});
		expect(models.map(({ value }) => value)).toContain('gpt-5-4');
		const ids = models.map(({ value }) => value);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('finds models by their words', async () => {
		const models = await search('claude sonnet');
		expect(models.length).toBeGreaterThan(2);
		expect(models.every(({ name }) => /Claude Sonnet/.test(name))).toBe(true);
	});

	it('is there without Kie.ai', async () => {
		const ids = (await search('', false)).map(({ value }) => value);
		expect(ids).toContain(defaultModel());
	});
});

const defaultModel = () => {
	const [model] = new LmChatKieAi().description.properties;
	return (model.default as { value: string }).value;
};

describe('an n8n without the SDK', () => {
	beforeEach(() => {
		jest.resetModules();
		jest.doMock('@n8n/ai-node-sdk', () => {
			throw new Error("Cannot find module '@n8n/ai-node-sdk'");
		});
	});
	afterEach(() => jest.dontMock('@n8n/ai-node-sdk'));

	it('loads the node, and a run says which n8n it needs and what to use instead', async () => {
		const { LmChatKieAi: Node } = await import('../../../nodes/LmChatKieAi/LmChatKieAi.node');
		const node = new Node();
		expect(node.description.codex?.subcategories?.AI).toContain('Language Models');

		const context = { getNode: () => ({ name: 'Model' }) as INode };
		const running = node.supplyData.call(context as never, 0);

		await expect(running).rejects.toThrow(/n8n to 2\.16 or later.*Chat > Send Message/);
	});
});
