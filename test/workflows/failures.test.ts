import type { IDataObject } from 'n8n-workflow';

import type { ErrorCategory } from '../../nodes/kie/advice';
import { kieAiWith, parametersBroken } from '../support/broken';
import { itemsOf, prepareExecution } from '../support/engine';
import { FAILURES, type FailureCase, PLAIN_SONG } from '../support/failures';
import { Scenario, chainOf, kie } from '../support/scenario';

const onError = 'continueErrorOutput' as const;

/** Failures after which something was, or may have been, paid for. */
const PAID: ErrorCategory[] = ['moderation', 'provider', 'uncertain', 'timeout', 'unexpected'];

const errorIn = ({ json }: { json: IDataObject }) => json.error as IDataObject;

describe('a failed item leaves through the error output, alone and with all that is known', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => {
		scenario.credential = {};
		await scenario.close();
	});

	/** Fails for one item of two where the sandbox is told so once, for both where the whole run is concerned. */
	async function failuresOf({ provoke, parameters, credential = {} }: FailureCase, node = {}) {
		provoke?.(scenario.sandbox);
		scenario.credential = credential;
		const song = kie('Song', { ...PLAIN_SONG, ...parameters }, { onError });
		const installed = scenario.installation([{ n: 0 }, { n: 1 }], node);

		const run = await prepareExecution(installed, chainOf(song)).run();

		expect(run.data.resultData.error).toBeUndefined();
		const [good, bad] = [itemsOf(run, 'Song', 0), itemsOf(run, 'Song', 1)];
		expect(good.length + bad.length).toBe(2);
		for (const { json } of good) expect(json).toMatchObject({ status: 'success' });
		return bad;
	}

	it.each(Object.entries(FAILURES))('%s', async (category, failure) => {
		const failed = await failuresOf(failure);

		expect(failed.length).toBeGreaterThan(0);
		for (const item of failed) {
			expect(item.json).toEqual({ n: expect.any(Number), error: expect.any(Object) });
			expect(item.pairedItem).toEqual({ item: item.json.n });
			expect(errorIn(item)).toMatchObject({
				category,
				message: expect.stringMatching(/\S/),
				hint: expect.stringMatching(/\S/),
				creditsTaken: PAID.includes(category as ErrorCategory) ? 'unknown' : 'no',
			});
		}
	});

	it('what is lost at the first attempt speaks of no earlier one', async () => {
		const [failed] = await failuresOf(FAILURES.uncertain);

		expect(errorIn(failed).hint).toMatch(/^Kie\.ai may have started and charged this task/);
	});

	it('unexpected', async () => {
		const node = { 'n8n-nodes-kie-ai.kieAi': kieAiWith(parametersBroken) };

		const failed = await failuresOf({}, node);

		expect(failed.map(errorIn)).toEqual([0, 1].map(() => expect.objectContaining(UNEXPECTED)));
	});
});

const UNEXPECTED = {
	category: 'unexpected',
	message: "Cannot read properties of undefined (reading 'parameters')",
	hint: expect.stringContaining('not from your values'),
};
