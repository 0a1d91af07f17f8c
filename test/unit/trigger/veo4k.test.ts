import { useClock } from '../../../nodes/kie/clock';
import { type Envelope, endpointOf } from '../../facts/endpoints';
import { Scenario } from '../../support/scenario';
import { TriggerHost, signedHeaders } from '../../support/trigger-host';
import { Story } from '../sandbox/story';

const KEY = 'test-webhook-hmac-key';
const VIDEO = '/api/v1/veo/generate';
const UPGRADE = '/api/v1/veo/get-4k-video';

const { success, failure } = endpointOf('POST', UPGRADE).callbackExamples ?? {};

describe('a 4K video that Kie.ai reports under the ID of its video', () => {
	let story: Story;
	let host: TriggerHost;
	const scenario = new Scenario();

	beforeEach(async () => {
		story = await Story.begin({ hmacKey: KEY });
		scenario.sandbox = story.sandbox;
		scenario.credential = { webhookHmacSecret: KEY };
		host = new TriggerHost(() => scenario.installation(), {
			events: ['success', 'failure', 'other'],
		});
	});
	afterEach(async () => {
		useClock();
		await story.sandbox.close();
	});

	/** A video, and the body of a callback about its upgrade. */
	async function upgradeOf(example: Envelope) {
		const { taskId } = await story.finish(VIDEO, await story.bodyFor(VIDEO));
		return { taskId, body: { ...example, data: { ...(example.data as object), taskId } } };
	}

	const signed = (taskId: string) => signedHeaders(KEY, taskId, story.clock.now());

	it.each([
		['finished', success],
		['failed', failure],
	])('is passed on as it was told, since the record is the video’s: %s', async (_, example) => {
		const { taskId, body } = await upgradeOf(example);

		await host.deliver(body, signed(taskId));

		expect(host.emitted).toEqual([{ taskId, status: 'unknown', body }]);
		expect(story.sandbox.requestsTo('POST', UPGRADE)).toEqual([]);
	});

	it('starts nothing unless it is signed', async () => {
		scenario.credential = {};
		const { body } = await upgradeOf(success);

		await host.deliver(body);

		expect(host.answers).toMatchObject([{ status: 200 }]);
		expect(host.executions).toHaveLength(0);
	});

	it('is told from a video that failed and whose failure speaks of 4K', async () => {
		story.sandbox.next(VIDEO, { end: 'generate_failed' });
		const { taskId, body } = await upgradeOf(failure);

		await host.deliver(body, signed(taskId));

		expect(host.emitted).toMatchObject([{ taskId, taskType: 'Veo Video', status: 'failed' }]);
	});
});
