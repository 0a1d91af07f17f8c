import { MODELS, modelNode, piecesOf, withModel } from '../../support/chatModel';
import { Scenario } from '../../support/scenario';

const PICTURE = 'iVBORw0KGgo=';

/** As n8n's agents and chains write files. */
const FILES = {
	'a picture by address': {
		block: { type: 'image_url', image_url: { url: 'https://files.example/cat.png' } },
		models: Object.values(MODELS),
		seen: { url: 'https://files.example/cat.png' },
	},
	'a picture of the workflow': {
		block: { type: 'image_url', image_url: { url: `data:image/png;base64,${PICTURE}` } },
		models: Object.values(MODELS),
		seen: { mimeType: 'image/png', size: 8 },
	},
	'a PDF of the workflow': {
		block: {
			type: 'file',
			source_type: 'base64',
			mime_type: 'application/pdf',
			data: 'JVBERi0=',
			metadata: { filename: 'a.pdf' },
		},
		models: [MODELS.anthropicMessages, MODELS.googleGenerateContent],
		seen: { mimeType: 'application/pdf', size: 5 },
	},
};

const cases = Object.entries(FILES).flatMap(([name, { block, models, seen }]) =>
	models.map((model) => ({ name, block, seen, model })),
);

describe('files in a conversation', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	it.each(cases)('$model sees $name, streamed or not, with tools or without', async (file) => {
		const content = [{ type: 'text', text: 'What is this?' }, file.block];
		// n8n's agents send what the user wrote and the files as two messages.
		const messages = [['human', 'Look'], { role: 'user', content }];

		await withModel(scenario, modelNode(file.model), async (model) => {
			await model.invoke(messages);
			await piecesOf(model.bindTools([]).stream(messages));
		});

		const { requests } = scenario.sandbox.chat;
		expect(requests).toHaveLength(2);
		for (const { turns } of requests) {
			expect(turns.flatMap(({ files }) => files)).toEqual([expect.objectContaining(file.seen)]);
		}
	});

	it('says which files a model does not take, before it costs anything', async () => {
		const pdf = FILES['a PDF of the workflow'].block;
		const asking = withModel(
			scenario,
			modelNode('gpt-5-2'),
			async (model) => await model.invoke([{ role: 'user', content: [pdf] }]),
		);

		await expect(asking).rejects.toMatchObject({
			message: expect.stringContaining('gpt-5-2 does not take documents; it takes images'),
		});
		expect(scenario.sandbox.chat.requests).toEqual([]);
	});
});
