import { anyModel } from '../support/models';
import { Scenario } from '../support/scenario';

describe('a model that is none for tasks', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	it.each([
		['gemini-omni-character', 'Omni > Create Character'],
		['gemini-omni-audio', 'Omni > Create Audio'],
	])('%s is refused, and the operation named', async (model, operation) => {
		const error = await scenario.failure(anyModel('video', model, { prompt: 'A sailor' }, {}));

		expect(error.message).toContain(model);
		expect(error.description).toContain(operation);
		expect(error.context.kie).toMatchObject({ category: 'input', creditsTaken: 'no' });
		expect(scenario.sandbox.ledger.payments).toEqual([]);
	});
});
