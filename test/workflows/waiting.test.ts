import type { INode } from 'n8n-workflow';

import { FAMILY_LABELS } from '../../nodes/kie/tasks/labels';
import type { FamilyName } from '../../nodes/kie/types';
import { itemsOf } from '../support/engine';
import { Scenario, chainOf, generateMusic, kie } from '../support/scenario';

const separate = (parameters = {}) =>
	kie('Separate Vocals', { resource: 'audio', operation: 'separateVocals', ...parameters });
const midi = kie('Generate MIDI', { resource: 'audio', operation: 'generateMidi' });
const wav = kie('Convert to WAV', { resource: 'audio', operation: 'convertToWav' });

interface Family {
	submit: string;
	status: string;
	chain: INode[];
	success: string[];
	failure: string[];
	pending: string[];
}

/** The states of the status vocabulary, per family of this chapter, and the nodes that lead to such a task. */
const families: Record<string, Family> = {
	music: {
		submit: '/api/v1/generate',
		status: '/api/v1/generate/record-info',
		chain: [generateMusic()],
		success: ['SUCCESS', 'CALLBACK_EXCEPTION'],
		failure: ['CREATE_TASK_FAILED', 'GENERATE_AUDIO_FAILED', 'SENSITIVE_WORD_ERROR'],
		pending: ['PENDING', 'TEXT_SUCCESS', 'FIRST_SUCCESS'],
	},
	stems: {
		submit: '/api/v1/vocal-removal/generate',
		status: '/api/v1/vocal-removal/record-info',
		chain: [generateMusic(), separate()],
		success: ['SUCCESS_separate_vocal', 'SUCCESS_split_stem', 'SUCCESS_split_stem_advanced'],
		failure: ['CREATE_TASK_FAILED', 'GENERATE_AUDIO_FAILED'],
		pending: ['PENDING'],
	},
	midi: {
		submit: '/api/v1/midi/generate',
		status: '/api/v1/midi/record-info',
		chain: [generateMusic(), separate(), midi],
		success: ['1', '1_EMPTY'],
		failure: ['2', '3'],
		pending: ['0'],
	},
	wav: {
		submit: '/api/v1/wav/generate',
		status: '/api/v1/wav/record-info',
		chain: [generateMusic(), wav],
		success: ['SUCCESS', 'CALLBACK_EXCEPTION'],
		failure: ['CREATE_TASK_FAILED', 'GENERATE_WAV_FAILED'],
		pending: ['PENDING'],
	},
};

const each = (kind: 'success' | 'failure' | 'pending') =>
	Object.entries(families).flatMap(([name, family]) =>
		family[kind].map((state) => [name, state, family] as const),
	);

const SECONDS = 40;

describe('waiting for a task', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const lastOf = ({ chain }: Family) => chain[chain.length - 1].name;

	/** Status questions that were answered after the task was finished: the first one must be the last. */
	function questionsAfterTheEnd({ submit, status }: Family): number {
		const { at } = scenario.sandbox.ledger.of(submit)[0];
		return scenario.sandbox.requests.filter(
			(request) => request.path === status && request.at >= at + SECONDS * 1000,
		).length;
	}

	it.each(each('success'))(
		'%s: %s ends the wait at the first look',
		async (name, state, family) => {
			scenario.sandbox.next(family.submit, { end: state, seconds: SECONDS });

			const run = await scenario.run(chainOf(...family.chain));

			expect(run.data.resultData.error).toBeUndefined();
			expect(itemsOf(run, lastOf(family))[0].json).toMatchObject({
				taskType: FAMILY_LABELS[name as FamilyName],
				status: 'success',
			});
			expect(questionsAfterTheEnd(family)).toBe(1);
		},
	);

	it.each(each('failure'))('%s: %s fails at the first look', async (_name, state, family) => {
		scenario.sandbox.next(family.submit, {
			end: state,
			seconds: SECONDS,
			errorCode: 500,
			errorMessage: 'The machine is on strike',
		});

		const run = await scenario.run(chainOf(...family.chain));

		const error = run.data.resultData.error;
		expect(error?.message).toBe('The machine is on strike');
		expect(error?.description).toContain(scenario.sandbox.ledger.of(family.submit)[0].taskId);
		expect(questionsAfterTheEnd(family)).toBe(1);
	});

	it.each([...each('pending'), ['music', 'an unknown word', families.music] as const])(
		'%s: %s does not end the wait',
		async (_name, state, family) => {
			const odd = state === 'an unknown word';
			scenario.sandbox.next(family.submit, {
				stay: odd ? 'PENDING' : state,
				...(odd && { patch: { status: 'POLISHING' } }),
			});
			const { chain } = family;
			const last = chain[chain.length - 1];
			const patient = { ...last.parameters, options: { timeLimit: 3 } };

			const run = await scenario.run(
				chainOf(...chain.slice(0, -1), { ...last, parameters: patient }),
			);

			const { taskId } = scenario.sandbox.ledger.of(family.submit)[0];
			expect(run.data.resultData.error?.message).toMatch(
				new RegExp(`task ${taskId} was not finished after 3 minutes`),
			);
			const asked = scenario.sandbox.requests.filter(({ path }) => path === family.status);
			expect(asked[asked.length - 1].at).toBe(scenario.clock.now());
		},
	);

	it.each([20, 120])(
		'waits on when Kie.ai does not show the task for %i seconds',
		async (hiddenFor) => {
			scenario.sandbox.next('/api/v1/generate', { hiddenFor });

			const [item] = await scenario.output(generateMusic());

			expect(item.json.status).toBe('success');
		},
	);

	it('waits as long for a task of its own that Kie.ai does not show', async () => {
		scenario.sandbox.next('/api/v1/generate', { hiddenFor: 3600 });

		const error = await scenario.failure(generateMusic());

		expect(error.message).toMatch(/not finished after 20 minutes: Kie.ai does not show it yet$/);
		expect(error.context.kie).toMatchObject({ category: 'timeout', creditsTaken: 'unknown' });
	});

	it.each([
		['one HTTP 500', { kind: 'status', status: 500, body: 'oops' }],
		['one body code 500', { kind: 'code', code: 500 }],
		['one HTML page', { kind: 'html', status: 502 }],
		['one broken connection', { kind: 'drop', when: 'before-reading' }],
		['one answer cut short', { kind: 'malformed' }],
		['one body code 429', { kind: 'code', code: 429 }],
		['one empty record', { kind: 'nullRecord' }],
	] as const)('a status question with %s does not end it', async (_what, fault) => {
		scenario.sandbox.faults.add({ ...fault, method: 'GET', path: '/api/v1/generate/record-info' });

		const [item] = await scenario.output(generateMusic());

		expect(item.json.status).toBe('success');
		expect(scenario.sandbox.ledger.payments).toHaveLength(1);
	});

	it('stops at once when the key is refused meanwhile', async () => {
		scenario.sandbox.faults.add({
			kind: 'code',
			code: 401,
			msg: 'Unauthorized',
			method: 'GET',
			path: '/api/v1/generate/record-info',
		});

		const error = await scenario.failure(generateMusic());

		expect(error.message).toBe('Kie.ai does not accept this API key');
		expect(error.description).toContain('Kie.ai says: Unauthorized');
		expect(error.description).toContain(scenario.sandbox.ledger.payments[0].taskId);
	});

	it('returns the pending task at the time limit, and Task > Wait takes it as it is', async () => {
		scenario.sandbox.next('/api/v1/generate', { seconds: 300 });
		const impatient = generateMusic({
			options: { timeLimit: 1, whenTimeRunsOut: 'returnPending' },
		});
		const wait = kie('Wait', { resource: 'task', operation: 'wait' });

		const run = await scenario.run(chainOf(impatient, wait));

		const [pending] = itemsOf(run, 'Generate Music');
		expect(pending.json).toMatchObject({ taskType: 'Music', status: 'pending' });
		expect(itemsOf(run, 'Wait')[0].json).toMatchObject({
			taskId: pending.json.taskId,
			status: 'success',
		});
		expect(scenario.sandbox.ledger.payments).toHaveLength(1);
	});

	it('asks less for a fourth song than for the first, and answers as soon', async () => {
		const path = '/api/v1/generate';
		const seconds = [150, 165, 140, 155];
		const waits = [];
		for (const one of seconds) {
			scenario.sandbox.next(path, { seconds: one });
			const asked = scenario.requests(`${path}/record-info`);
			await scenario.output(generateMusic());
			const { at } = scenario.sandbox.ledger.of(path).at(-1) as { at: number };
			const questions = scenario.requests(`${path}/record-info`) - asked;
			waits.push({ questions, late: (scenario.clock.now() - at) / 1000 - one });
		}

		const [first, , , fourth] = waits;
		expect(fourth.questions).toBeLessThan(0.75 * first.questions);
		expect(fourth.late).toBeLessThan(6);
	});

	it('does not wait when told so', async () => {
		const [item] = await scenario.output(generateMusic({ waitForCompletion: 'no' }));

		expect(item.json).toEqual({
			taskId: scenario.sandbox.ledger.payments[0].taskId,
			taskType: 'Music',
			status: 'pending',
		});
		expect(scenario.requests('/api/v1/generate/record-info')).toBe(0);
	});
});
