import { SCENE_TIMEOUT_MS, Stage } from '../support/stage';

jest.setTimeout(SCENE_TIMEOUT_MS);

describe('making the credential', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await Stage.open({ credential: false })));
	afterAll(async () => await stage?.close());

	const openDialog = async () => {
		const { editor } = stage;
		await editor.newWorkflow();
		const search = await editor.canvas.addFirstStep();
		await search.pick('suno', 'Kie.ai', 'Generate music');
		await editor.photograph('node without credential');
		await editor.node.newCredential();
		return editor.credential;
	};

	it("tells with Kie.ai's words that a key is wrong, and that the right one works", async () => {
		await stage.scene(async () => {
			const { editor, sandbox } = stage;
			const dialog = await openDialog();
			await editor.photograph('credential - empty');
			expect((await dialog.labels()).slice(0, 3)).toEqual([
				'API Key *',
				expect.stringMatching(/^The next two are only for/),
				'Webhook HMAC Key',
			]);

			await dialog.fill('apiKey', 'wrong-key');
			await dialog.switchOn('otherHosts');
			await dialog.fill('apiHost', sandbox.url);
			await dialog.fill('uploadHost', sandbox.url);
			await dialog.save();
			const refusal = await dialog.failure();
			await editor.photograph('credential - wrong key');
			expect(refusal).toContain('Authentication failed');

			await dialog.fill('apiKey', sandbox.apiKey);
			await dialog.save();
			await dialog.close();
			await editor.node.editCredential();
			const verdict = await dialog.success();
			await editor.photograph('credential - right key');
			expect(verdict).toContain('Connection tested successfully');
		})();
	});
});
