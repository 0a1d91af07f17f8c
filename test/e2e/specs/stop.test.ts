/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import { SCENE_TIMEOUT_MS, Stage } from '../support/stage';

jest.setTimeout(SCENE_TIMEOUT_MS);

const STATUS = '/api/v1/generate/record-info';

/** It outlasts the first run, and the silence after it. */
const SONG_SECONDS = 40;

/** Several times the pause between two questions about a task this young. */
const SILENCE_MS = 8_000;

describe('pressing Stop during a wait', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await Stage.open()));
	afterAll(async () => await stage?.close());

	it('ends the execution and the questions to Kie.ai; run again, the step continues the same task', async () => {
		await stage.scene(async () => {
			const { editor, sandbox, api } = stage;
			sandbox.setOutcome('/api/v1/generate', { seconds: SONG_SECONDS });
			await editor.newWorkflow();
			await (await editor.canvas.addFirstStep()).pick('suno', 'Kie.ai', 'Generate music');
			await editor.node.fill('prompt', 'A song that takes its time');
			await editor.node.close();
			await editor.canvas.execute();
			await waitForQuestions(1);
			await editor.photograph('waiting');

			await editor.canvas.stop();
			await editor.canvas.waitUntilIdle();

			await editor.photograph('stopped');
			const asked = sandbox.requestsTo('GET', STATUS).length;
			const [id] = await api.executions.ids();
			expect((await api.executions.get(id)).status).toBe('canceled');
			await new Promise((resolve) => setTimeout(resolve, SILENCE_MS));
			expect(sandbox.requestsTo('GET', STATUS)).toHaveLength(asked);

			await editor.canvas.execute();
			await waitForQuestions(asked + 1);
			await editor.canvas.waitUntilIdle();

			await editor.photograph('stopped and run again');
			const [again] = await api.executions.ids();
			expect((await api.executions.get(again)).status).toBe('success');
			expect(sandbox.ledger.payments).toHaveLength(1);
		})();
	});

	const waitForQuestions = async (count: number) => {
		while (stage.sandbox.requestsTo('GET', STATUS).length < count) {
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	};
});
