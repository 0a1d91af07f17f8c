import { useClock } from '../../../nodes/kie/clock';
import { resetMemories } from '../../../nodes/kie/boundedMap';
import { families } from '../../../nodes/kie/tasks/families';
import { callingFamilyOptions } from '../../../nodes/kie/tasks/labels';
import { FAMILIES, FAMILY_OF_PATH } from '../../sandbox';
import { Scenario, kie } from '../../support/scenario';
import { TriggerHost } from '../../support/trigger-host';
import { Story } from '../sandbox/story';

const KEY = 'test-webhook-hmac-key';
const HOUR = 3_600_000;

/** Midjourney is no family of the package. */
const paths = Object.keys(FAMILY_OF_PATH).filter((path) => !path.startsWith('/api/v1/mj/'));

const callbackKey = (path: string) =>
	path === '/api/v1/voice/regenerate' ? 'calBackUrl' : 'callBackUrl';

describe('what the trigger offers', () => {
	it('is every family that has callbacks', () => {
		const calling = families.filter(({ callback }) => callback).map(({ name }) => name);
		const offered = callingFamilyOptions().map(({ value }) => value);
		expect(offered.sort()).toEqual(calling.sort());
	});
});

describe('what the trigger emits', () => {
	let story: Story;
	let host: TriggerHost;
	const scenario = new Scenario();

	beforeEach(async () => {
		story = await Story.begin({ hmacKey: KEY, rateLimit: false });
		resetMemories();
		scenario.sandbox = story.sandbox;
		scenario.credential = { webhookHmacSecret: KEY };
		host = new TriggerHost(() => scenario.installation(), {
			events: ['success', 'failure', 'other'],
			downloadFiles: false,
		});
		await host.open();
	});
	afterEach(async () => {
		useClock();
		await host.close();
		await story.sandbox.close();
	});

	async function finished(path: string): Promise<string> {
		const body = { ...(await story.bodyFor(path)), [callbackKey(path)]: host.url };
		const taskId = await story.start(path, body);
		await story.clock.advance(HOUR);
		await story.sandbox.callbacks.idle();
		return taskId;
	}

	const byAction = async (taskId: string, taskType: string, operation: string) => {
		const parameters = { resource: 'task', operation, taskId, taskType, downloadFiles: false };
		const [{ json }] = await scenario.output(kie('Task', parameters));
		return json;
	};

	it.each(paths)('%s: a finished task, as the action node does', async (path) => {
		const taskId = await finished(path);

		expect(host.emitted).toHaveLength(1);
		const [json] = host.emitted;
		expect(json).toMatchObject({ taskId, status: 'success' });
		expect(json).toEqual(await byAction(taskId, String(json.taskType), 'wait'));
		expect(host.answers.every(({ status }) => status === 200)).toBe(true);
	});

	it.each(paths)('%s: a finished task without a Webhook HMAC Key', async (path) => {
		scenario.credential = {};
		const taskId = await finished(path);
		expect(host.emitted).toMatchObject([{ taskId, status: 'success' }]);
	});

	it.each(paths)('%s: a failed task, as the action node does', async (path) => {
		const body = { ...(await story.bodyFor(path)), [callbackKey(path)]: host.url };
		story.sandbox.next(path, { end: FAMILIES[FAMILY_OF_PATH[path]].failure });
		const taskId = await story.start(path, body);
		await story.clock.advance(HOUR);
		await story.sandbox.callbacks.idle();

		expect(host.emitted).toHaveLength(1);
		const [json] = host.emitted;
		expect(json).toMatchObject({ taskId, status: 'failed' });
		expect(json).toEqual(await byAction(taskId, String(json.taskType), 'get'));
	});
});
