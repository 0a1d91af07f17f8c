import { anyModelJson } from '../support/models';
import { Scenario } from '../support/scenario';

jest.mock('../../nodes/KieAi/actions/anyModel/explain', () => {
	throw new Error("Cannot find module './explain'");
});

const CREATE = '/api/v1/jobs/createTask';

describe('a package that is updated while n8n runs', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const failure = async () =>
		await scenario.failure(anyModelJson('google/nano-banana', { prompt: 'A kite' }));

	it('still says that a task may be paid for', async () => {
		scenario.sandbox.faults.add({ kind: 'drop', when: 'after-queueing', path: CREATE });

		const error = await failure();

		expect(error.message).toContain('The connection to Kie.ai broke before its answer came');
		expect(error.description).toContain('kie.ai/logs');
	});
});
