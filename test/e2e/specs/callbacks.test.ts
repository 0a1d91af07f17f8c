/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import { N8nApi } from '../../tools/n8n/api';
import type { StoredCredential } from '../../tools/n8n/api/credentials';
import { outputOf } from '../../tools/n8n/api/executions';
import { OWNER } from '../../tools/n8n/server';
import { sandboxCredential } from '../../tools/n8n/session/furnish';
import { sign, startSandbox, type Sandbox } from '../../sandbox';
import { addressVariable } from '../setup/running';
import {
	activate,
	approved,
	chain,
	emittedBy,
	executionOf,
	post,
	songs,
	triggerUrl,
	triggered,
} from '../support/callbackWorkflows';

declare const n8nRelease: string;

jest.setTimeout(1_200_000);

const SUBMIT = '/api/v1/generate';
const ENDED = ['success', 'error', 'crashed', 'canceled'];
const MINUTE_MS = 60_000;
/** n8n needs some milliseconds for each, whatever becomes of it. */
const DELIVERIES = Number(process.env.E2E_DELIVERIES ?? 1_000);

describe('callbacks', () => {
	const url = process.env[addressVariable(n8nRelease)] ?? '';
	const byCallback = { waitForCompletion: 'callback' };
	const nameOf = (what: string) => `callbacks-${what}-${n8nRelease}`;
	let api: N8nApi;
	let sandbox: Sandbox;
	let credential: StoredCredential;

	beforeAll(async () => {
		api = await N8nApi.enter(url, OWNER);
	});
	beforeEach(async () => {
		const durations = { music: 4, stems: 3, midi: 2 };
		sandbox = await startSandbox({ durations, hmacKey: 'end-to-end-hmac-key' });
		credential = await sandboxCredential(api, sandbox);
	});
	afterEach(async () => {
		await sandbox.close();
		expect(sandbox.violations).toEqual([]);
	});

	it('the chain goes on from callback to callback', async () => {
		const path = nameOf('chain');
		const workflow = await activate(api, chain(path, credential, 'callback'));
		await post(url, path, ['A calm piano song']);

		const done = await executionOf(api, workflow, ENDED, 2 * MINUTE_MS);

		expect(done.status).toBe('success');
		expect(outputOf(done, 'MIDI')[0].json).toMatchObject({ taskType: 'MIDI', status: 'success' });
		expect(sandbox.ledger.payments).toHaveLength(3);
	});

	it('20 items come back in order from callbacks in any order, doubled and missing', async () => {
		const path = nameOf('twenty');
		const workflow = await activate(api, songs(path, credential, byCallback));
		// Nobody calls for the last task if its callback is a missing one: those finish early, however late they start.
		const isMissing = (i: number) => i % 3 === 1;
		const seconds = (i: number) => (isMissing(i) ? 3 : 10 + ((i * 7) % 20));
		const prompts = Array.from(
			{ length: 20 },
			(_, i) => `Song ${i} [sandbox: seconds ${seconds(i)}]`,
		);
		prompts.forEach((_, i) => {
			sandbox.next(SUBMIT, { callback: isMissing(i) ? { drop: true } : { copies: 2 } });
		});
		await post(url, path, prompts);

		const waiting = await executionOf(api, workflow, ['waiting'], MINUTE_MS);
		expect(waiting.waitTill).toBeTruthy();
		const done = await executionOf(api, workflow, ENDED, 3 * MINUTE_MS);

		const results = outputOf(done, 'Songs').map(({ json }) => json);
		const promptOf = new Map(sandbox.tasks.all.map(({ id, body }) => [id, body.prompt]));
		expect(results.map(({ taskId }) => promptOf.get(String(taskId)))).toEqual(prompts);
		expect(results.every(({ status }) => status === 'success')).toBe(true);
		expect(outputOf(done, 'After')).toHaveLength(20);
		expect(sandbox.ledger.payments).toHaveLength(20);
	});

	it('a failed task is an item with an error', async () => {
		const path = nameOf('failure');
		const workflow = await activate(api, songs(path, credential, byCallback));
		await post(url, path, ['Good', 'Bad [sandbox: fail]']);

		const done = await executionOf(api, workflow, ENDED, 2 * MINUTE_MS);

		const [, failed] = sandbox.tasks.all;
		expect(outputOf(done, 'Songs').map(({ json }) => json)).toMatchObject([
			{ status: 'success' },
			{ error: { taskId: failed.id } },
		]);
	});

	it('a callback that comes again does not wake the node that waits next', async () => {
		const path = nameOf('approval');
		const workflow = await activate(api, approved(path, credential));
		await post(url, path, ['A song']);
		await callbacksOut(1);
		const [task] = sandbox.tasks.all;
		const waiting = await executionOf(api, workflow, ['waiting'], MINUTE_MS);
		expect(outputOf(waiting, 'Songs')).toMatchObject([{ json: { taskId: task.id } }]);

		expect((await sandbox.callbacks.send(task, 'complete')).result).toBe(404);

		const still = await executionOf(api, workflow, ['waiting', ...ENDED], MINUTE_MS);
		expect(still.status).toBe('waiting');
		const resumeUrl = String(task.body.callBackUrl).replace('/kie-ai', '');
		const { status } = await fetch(resumeUrl, { method: 'POST', body: '{}' });
		expect(status).toBe(200);
		const done = await executionOf(api, workflow, ENDED, MINUTE_MS);
		expect(done.status).toBe('success');
		expect(outputOf(done, 'After')).toHaveLength(1);
	});

	it('without any callback the items go on pending at the time limit', async () => {
		const path = nameOf('silence');
		const parameters = { ...byCallback, options: { timeLimit: 0.2 } };
		const workflow = await activate(api, songs(path, credential, parameters));
		sandbox.callbacks.behave({ drop: true });
		await post(url, path, ['Nobody calls', 'Nobody calls either']);

		const done = await executionOf(api, workflow, ENDED, 4 * MINUTE_MS);

		const ids = sandbox.tasks.all.map(({ id }) => id);
		const pending = ids.map((taskId) => ({ taskId, taskType: 'Music', status: 'pending' }));
		expect(outputOf(done, 'After').map(({ json }) => json)).toEqual(pending);
	});

	it('the trigger starts once per task', async () => {
		const path = nameOf('trigger');
		const workflow = await activate(api, triggered(path, credential, { events: ['success'] }));
		const submit = nameOf('trigger-submit');
		const options = { callbackUrl: triggerUrl(url, path) };
		const parameters = { waitForCompletion: 'no', options };
		await activate(api, songs(submit, credential, parameters));
		sandbox.callbacks.behave({ copies: 3 });
		await post(
			url,
			submit,
			Array.from({ length: 8 }, (_, i) => `Song ${i}`),
		);

		await callbacksOut(8);

		const emitted = await emittedBy(api, workflow, 8, MINUTE_MS);
		expect(emitted.map(({ status }) => status)).toEqual(Array(8).fill('success'));
		const ids = emitted.map(({ taskId }) => taskId);
		expect(ids.sort()).toEqual(sandbox.tasks.all.map(({ id }) => id).sort());
	});

	it(`${DELIVERIES} deliveries that should not have come start nothing and hold up no good one`, async () => {
		const path = nameOf('forged');
		const workflow = await activate(api, triggered(path, credential, { events: ['success'] }));
		const submit = nameOf('forged-submit');
		const options = { callbackUrl: triggerUrl(url, path) };
		const parameters = { waitForCompletion: 'no', options };
		await activate(api, songs(submit, credential, parameters));
		await post(url, submit, ['Genuine']);
		await callbacksOut(1);
		const { body, headers } = sandbox.callbacks.deliveries.at(-1)!;
		const [task] = sandbox.tasks.all;
		const old = String(Math.floor(Date.now() / 1000) - 3_600);
		const text = JSON.stringify(body);
		const bad: Array<[string, Record<string, string>]> = [
			[text, { ...headers, 'X-Webhook-Signature': sign('guess', task.id, old) }],
			[
				text,
				{
					'X-Webhook-Timestamp': old,
					'X-Webhook-Signature': sign(sandbox.hmacKey ?? '', task.id, old),
				},
			],
			[text, {}],
			[text, headers],
			['{"data":', {}],
			['[]', headers],
			['{"code":200,"data":{"taskId":{}}}', headers],
		];
		const questions = () => sandbox.requests.filter(({ path }) => path.startsWith('/api/')).length;
		const asked = questions();
		const statuses = new Map<number, number>();
		const flood = Promise.all(
			Array.from({ length: 10 }, async (_, lane) => {
				for (let i = lane; i < DELIVERIES; i += 10) {
					const [content, more] = bad[i % bad.length];
					const { status } = await fetch(triggerUrl(url, path), {
						method: 'POST',
						headers: { 'content-type': 'application/json', ...more },
						body: content,
					});
					statuses.set(status, (statuses.get(status) ?? 0) + 1);
				}
			}),
		);
		await post(url, submit, ['Genuine, in between']);
		await callbacksOut(2);
		const slowest = Math.max(...sandbox.callbacks.deliveries.map(({ attempt }) => attempt));
		await flood;

		expect(slowest).toBe(1);
		expect(await emittedBy(api, workflow, 2, MINUTE_MS)).toHaveLength(2);
		// Besides the two submissions only the look at the second task.
		expect(questions() - asked).toBe(2);
		expect([...statuses.keys()].sort()).toEqual(expect.arrayContaining([200, 401]));
	});

	/** Waits until the last callbacks of so many tasks are out and answered. */
	async function callbacksOut(tasks: number): Promise<void> {
		const answered = () =>
			new Set(
				sandbox.callbacks.deliveries
					.filter(({ stage, result }) => stage === 'complete' && result === 200)
					.map(({ taskId }) => taskId),
			).size;
		while (answered() < tasks) await new Promise((resolve) => setTimeout(resolve, 200));
		await sandbox.callbacks.idle();
		await new Promise((resolve) => setTimeout(resolve, 2_000));
	}
});
