import { SCENE_TIMEOUT_MS, Stage } from '../support/stage';

jest.setTimeout(SCENE_TIMEOUT_MS);

describe('generating music', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await Stage.open()));
	afterAll(async () => await stage?.close());

	const addNode = async () => {
		const { editor } = stage;
		await editor.newWorkflow();
		const search = await editor.canvas.addFirstStep();
		await search.pick('suno', 'Kie.ai', 'Generate music');
		return editor.node;
	};

	it('needs two fields and shows the finished song', async () => {
		await stage.scene(async () => {
			const node = await addNode();
			await stage.editor.photograph('generate - new');
			await node.choose('model', 'Suno V5');
			await node.fill('prompt', 'A calm piano song about autumn rain');

			await node.run();

			await stage.editor.photograph('generate - table');
			await node.showAs('json');
			await stage.editor.photograph('generate - json');
			const shown = await node.outputText();
			// n8n draws only the lines that fit: what people map stands first.
			for (const words of ['"url"', '/audio/1.mp3', '"fileName"', '"title"', '"files"']) {
				expect(shown).toContain(words);
			}
			const [payment, ...more] = stage.sandbox.ledger.payments;
			expect(payment.body).toMatchObject({ model: 'V5', customMode: false });
			expect(more).toEqual([]);
			expect(stage.sandbox.violations).toEqual([]);
		})();
	});

	it('asks for title, style and lyrics in custom mode, in this order', async () => {
		await stage.scene(async () => {
			const node = await addNode();

			await node.toggle('customMode');
			await node.parameter('lyrics').waitFor();

			await stage.editor.photograph('generate - custom mode');
			const labels = await node.labels();
			expect(
				labels.filter((label) => ['Title', 'Style', 'Lyrics', 'Prompt'].includes(label)),
			).toEqual(['Title', 'Style', 'Lyrics']);
		})();
	});
});
