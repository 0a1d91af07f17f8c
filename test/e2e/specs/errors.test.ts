import { SCENE_TIMEOUT_MS, Stage } from '../support/stage';

jest.setTimeout(SCENE_TIMEOUT_MS);

const GENERATE = '/api/v1/generate';

describe('errors as a person reads them', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await Stage.open()));
	afterAll(async () => await stage?.close());

	const generate = async (prompt: string) => {
		const { editor } = stage;
		await editor.newWorkflow();
		const search = await editor.canvas.addFirstStep();
		await search.pick('suno', 'Kie.ai', 'Generate music');
		if (prompt) await editor.node.fill('prompt', prompt);
		return editor.node;
	};

	it('a failed task: the reason, and the id to find it again', async () => {
		await stage.scene(async () => {
			const errorMessage = 'Lyrics contained copyrighted material';
			stage.sandbox.next(GENERATE, { end: 'SENSITIVE_WORD_ERROR', errorMessage });
			const node = await generate('A song with a forbidden word');

			const shown = await node.runToError();

			await stage.editor.photograph('error - failed task');
			const [task] = stage.sandbox.tasks.all.slice(-1);
			expect(shown).toContain(`Task ID: ${task.id}`);
			expect(shown).toContain(errorMessage);
		})();
	});

	it("a refusal: Kie.ai's own words and what to do", async () => {
		await stage.scene(async () => {
			const msg = 'The current credits are insufficient. Please top up.';
			stage.sandbox.next(GENERATE, { refuse: { code: 402, msg } });
			const node = await generate('A song nobody can pay for');

			const shown = await node.runToError();

			await stage.editor.photograph('error - no credits');
			expect(shown).toContain(msg);
			expect(shown).toContain('402');
		})();
	});

	it('bad input: the limit, before anything is paid', async () => {
		await stage.scene(async () => {
			const paid = stage.sandbox.ledger.payments.length;
			const node = await generate('x'.repeat(3001));

			const shown = await node.runToError();

			await stage.editor.photograph('error - too long');
			expect(shown).toContain('Prompt takes at most 3000 characters, this one has 3001');
			expect(stage.sandbox.ledger.payments).toHaveLength(paid);
		})();
	});

	it('a missing field: said before the run', async () => {
		await stage.scene(async () => {
			const node = await generate('');

			await node.execute();

			const paid = stage.sandbox.ledger.payments.length;
			const issue = await node.issueOf('prompt');
			await stage.editor.photograph('error - missing field');
			expect(issue).toContain('Parameter "Prompt" is required');
			expect(stage.sandbox.ledger.payments).toHaveLength(paid);
		})();
	});
});
