/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import type { IDataObject } from 'n8n-workflow';

import { families } from '../../../nodes/kie/tasks/families';
import { FAMILY_LABELS } from '../../../nodes/kie/tasks/labels';
import { N8nApi } from '../../tools/n8n/api';
import { outputOf } from '../../tools/n8n/api/executions';
import { OWNER } from '../../tools/n8n/server';
import { sandboxCredential } from '../../tools/n8n/session/furnish';
import { startSandbox, type Sandbox } from '../../sandbox';
import { BRANCHES, PROMPTED, nodeName, withNext } from '../../support/family-steps';
import { addressVariable } from '../setup/running';
import { branch } from '../support/callbackFamilies';
import {
	activate,
	emittedBy,
	executionOf,
	post,
	triggerUrl,
	triggered,
} from '../support/callbackWorkflows';

declare const n8nRelease: string;

jest.setTimeout(300_000);

const ENDED = ['success', 'error', 'crashed', 'canceled'];
const MINUTE_MS = 60_000;

const steps = BRANCHES.flatMap(withNext);

describe('the trigger and the action node', () => {
	const url = process.env[addressVariable(n8nRelease)] ?? '';
	const nameOf = (what: string) => `callbacks-families-${what}-${n8nRelease}`;
	/** By the name of its node, what each operation gave for its finished task, and for its failed one. */
	const results = new Map<string, IDataObject>();
	const failures = new Map<string, IDataObject>();
	let sandbox: Sandbox;
	let emitted: IDataObject[];

	beforeAll(async () => {
		const api = await N8nApi.enter(url, OWNER);
		sandbox = await startSandbox({ durations: 100, hmacKey: 'end-to-end-hmac-key' });
		const credential = await sandboxCredential(api, sandbox);
		const trigger = nameOf('trigger');
		const listening = await activate(api, triggered(trigger, credential, {}));
		const options = { callbackUrl: triggerUrl(url, trigger) };
		await Promise.all(
			BRANCHES.map(async (first) => {
				const path = nameOf(first.family);
				const workflow = await activate(api, branch(path, credential, first, options));
				await post(
					url,
					path,
					PROMPTED.includes(first) ? ['Good', 'Bad [sandbox: fail]'] : ['Good'],
				);
				const execution = await executionOf(api, workflow, ENDED, 2 * MINUTE_MS);
				for (const step of withNext(first)) {
					const name = nodeName(step);
					const [result, failure] = [0, 1].map((output) => outputOf(execution, name, output)[0]);
					if (result) results.set(name, result.json);
					if (failure) failures.set(name, failure.json);
				}
			}),
		);
		await sandbox.callbacks.idle();
		emitted = await emittedBy(api, listening, sandbox.tasks.all.length, MINUTE_MS);
	});
	afterAll(async () => await sandbox?.close());

	const emittedFor = (taskId: unknown) => emitted.filter((json) => json.taskId === taskId);

	/** Where a node has several items, the end of its task's ID tells their files apart. */
	const asAlone = (json?: IDataObject): unknown =>
		JSON.parse(JSON.stringify(json).replace(/-[\da-f]{8}(?=\.\w+")/g, ''));

	it('are compared for every family that Kie.ai calls back about', () => {
		const calling = families.filter(({ callback }) => callback).map(({ name }) => name);

		expect(new Set(steps.map(({ family }) => family))).toEqual(new Set(calling));
	});

	it.each(steps.map((step) => [nodeName(step), FAMILY_LABELS[step.family]]))(
		'%s: tell the same of a finished task',
		(name, taskType) => {
			const result = results.get(name);

			expect(result).toMatchObject({ taskType, status: 'success', taskId: expect.any(String) });
			expect(emittedFor(result?.taskId).map(asAlone)).toEqual([result].map(asAlone));
		},
	);

	it.each(PROMPTED.map((step) => [nodeName(step), FAMILY_LABELS[step.family]]))(
		'%s: tell the same of a failed task',
		(name, taskType) => {
			const { error } = failures.get(name) as { error: IDataObject };
			const { taskId, message, code, creditsConsumed } = error;

			expect(error).toMatchObject({ taskType, taskFailed: true, message: expect.any(String) });
			expect(emittedFor(taskId)).toEqual([
				{
					...{ taskId, taskType, status: 'failed', stage: expect.any(String) },
					failure: { message, code, creditsConsumed },
				},
			]);
		},
	);

	it('tell it once for every task, and only what Kie.ai documents is sent', () => {
		expect(sandbox.tasks.all).toHaveLength(steps.length + PROMPTED.length);
		expect(emitted).toHaveLength(sandbox.tasks.all.length);
		expect(sandbox.violations).toEqual([]);
	});
});
