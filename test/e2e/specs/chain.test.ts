import { SCENE_TIMEOUT_MS, Stage } from '../support/stage';

jest.setTimeout(SCENE_TIMEOUT_MS);

describe('music, stems, MIDI', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await Stage.open()));
	afterAll(async () => await stage?.close());

	it('is built and run by clicks, with nothing mapped', async () => {
		await stage.scene(async () => {
			const { editor, sandbox } = stage;
			await editor.newWorkflow();
			await (await editor.canvas.addFirstStep()).pick('suno', 'Kie.ai', 'Generate music');
			await editor.node.fill('prompt', 'A calm piano song about autumn rain');
			await editor.node.close();
			const stems = 'Separate vocals';
			await (await editor.canvas.addAfter('Generate music')).pick('stems', 'Kie.ai', stems);
			await editor.photograph('separate - new');
			await editor.node.close();
			const midi = 'Generate MIDI';
			await (await editor.canvas.addAfter(stems)).pick('midi', 'Kie.ai', midi);
			await editor.photograph('midi - new');
			await editor.node.close();
			await editor.canvas.fit();

			await editor.canvas.execute();
			await editor.canvas.waitForSuccess(midi);

			await editor.photograph('chain');
			await editor.canvas.open(midi);
			await editor.photograph('midi - result');
			expect(await editor.node.outputText()).toContain('notes');
			expect(sandbox.ledger.payments.map(({ path }) => path)).toEqual([
				'/api/v1/generate',
				'/api/v1/vocal-removal/generate',
				'/api/v1/midi/generate',
			]);
			expect(sandbox.violations).toEqual([]);
		})();
	});
});
