import { endpointOf, endpoints } from '../../facts/endpoints';
import { FAMILIES, FAMILY_OF_PATH, statesOf } from '../../sandbox';
import { differences } from './shape';
import { Story } from './story';

const HOUR = 3_600_000;

const exampleOf = (path: string, state: string) =>
	endpointOf('POST', path).recordExamples?.[state] ??
	endpointOf('GET', FAMILIES[FAMILY_OF_PATH[path]].status).recordExamples?.[state];

describe.each(Object.keys(FAMILY_OF_PATH))('POST %s', (path) => {
	let story: Story;
	beforeEach(async () => {
		story = await Story.begin();
	});
	afterEach(async () => await story.sandbox.close());

	it('answers as the facts do, and keeps the documented contract', async () => {
		const answer = await story.post(path, await story.bodyFor(path));
		expect(differences(answer, endpointOf('POST', path).successExample)).toEqual([]);
		expect(story.sandbox.violations).toEqual([]);
	});

	it.each(statesOf(path))('tells the state %s as the facts do', async (state) => {
		const body = await story.bodyFor(path);
		const stage = FAMILIES[FAMILY_OF_PATH[path]].stages.some((one) => one.state === state);
		const onTheWay = stage || /^(waiting|generating)_/.test(state);
		story.sandbox.next(path, onTheWay ? { stay: state } : { end: state });
		const taskId = await story.start(path, body);
		await story.clock.advance(HOUR);
		const record = await story.record<{ data: { taskId: string } }>(path, taskId);
		expect(differences(record, exampleOf(path, state))).toEqual([]);
		expect(record.data.taskId).toBe(taskId);
		expect(JSON.stringify(record).replaceAll('https://example.com/callback', '')).not.toContain(
			'https://example.com/',
		);
	});

	it('passes through its stages in their order', async () => {
		const taskId = await story.start(path, await story.bodyFor(path));
		const { family, endsAt, createdAt } = story.sandbox.tasks.all.find(({ id }) => id === taskId)!;
		const seen: unknown[] = [];
		for (let step = 0; step <= 20; step++) {
			const record = await story.record(path, taskId);
			const stage = [...family.stages.map(({ state }) => state), 'end'].find((state) =>
				state === 'end'
					? story.clock.now() >= endsAt
					: differences(record, exampleOf(path, state)).length === 0 &&
						sameStatus(path, record, exampleOf(path, state)),
			);
			if (seen.at(-1) !== stage) seen.push(stage);
			await story.clock.advance((endsAt - createdAt) / 20);
		}
		expect(seen).toEqual([...family.stages.map(({ state }) => state), 'end']);
	});
});

function sameStatus(path: string, record: unknown, example: unknown): boolean {
	const field = endpointOf('POST', path).statusField?.match(/data\.(\w+)$/)?.[1] ?? 'successFlag';
	const value = (body: unknown) => (body as { data: Record<string, unknown> }).data[field];
	return value(record) === value(example);
}

describe('an unknown task', () => {
	const asked = endpoints().filter(({ method, kind }) => method === 'GET' && kind === 'status');

	it.each(asked.map(({ path }) => path))('is answered by %s as recorded', async (path) => {
		const story = await Story.begin();
		const { errorExamples } = endpointOf('GET', path);
		const refused = errorExamples.find((one) => one.case === 'not_found')?.body;
		const expected = refused ?? { code: 200, msg: 'success', data: null };
		const answer = await story.get(path, { taskId: 'example' });
		expect(answer).toEqual(expected);
		await story.sandbox.close();
	});

	it('is unknown to the other kinds of tasks', async () => {
		const story = await Story.begin();
		const path = '/api/v1/lyrics';
		const taskId = await story.start(path, await story.bodyFor(path));
		const answer = await story.get('/api/v1/generate/record-info', { taskId });
		expect(answer).toEqual({ code: 200, msg: 'success', data: null });
		await story.sandbox.close();
	});

	it('can be one that the status endpoint does not know yet', async () => {
		const story = await Story.begin();
		const path = '/api/v1/voice/validate';
		story.sandbox.next(path, { hiddenFor: 3 });
		const taskId = await story.start(path, await story.bodyFor(path));
		expect((await story.record(path, taskId)).data).toBeNull();
		await story.clock.advance(3_000);
		expect((await story.record(path, taskId)).data).toMatchObject({ taskId });
		await story.sandbox.close();
	});
});
