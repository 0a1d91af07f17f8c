/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import { SCENE_TIMEOUT_MS, Stage } from '../support/stage';

jest.setTimeout(SCENE_TIMEOUT_MS);

const STATUS = '/api/v1/generate/record-info';

/** Several times the pause between two questions about a task this young. */
const SILENCE_MS = 8_000;

describe('pressing Stop during a wait', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await Stage.open()));
	afterAll(async () => await stage?.close());

	it('ends the execution and the questions to Kie.ai', async () => {
		await stage.scene(async () => {
			const { editor, sandbox, api } = stage;
			sandbox.setOutcome('/api/v1/generate', { stay: 'PENDING' });
			await editor.newWorkflow();
			await (await editor.canvas.addFirstStep()).pick('suno', 'Kie.ai', 'Generate music');
			await editor.node.fill('prompt', 'A song that never ends');
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
		})();
	});

	const waitForQuestions = async (count: number) => {
		while (stage.sandbox.requestsTo('GET', STATUS).length < count) {
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	};
});
