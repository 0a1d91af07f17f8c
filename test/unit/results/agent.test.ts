import { summarizeForAgent } from '../../../nodes/results/agent';

const url = 'https://example.com/a.mp3';

describe('summarizeForAgent', () => {
	it('sums up the files and how long they are kept', () => {
		const json = {
			taskId: 't',
			status: 'success',
			files: [
				{ url, kind: 'audio', name: 'song' },
				{ url, kind: 'image' },
			],
			expiresAt: '2026-01-15T00:00:00.000Z',
		};

		expect(summarizeForAgent(json)).toEqual({
			...json,
			summary: `Finished. 2 audio and image files: song ${url}, file ${url}; kept until 2026-01-15T00:00:00.000Z`,
		});
	});

	it('counts notes and drops records', () => {
		const tracks = [
			{ name: 'Drums', noteCount: 2, seconds: 1.5 },
			{ name: 'Piano', noteCount: 1, seconds: 1 },
		];

		expect(
			summarizeForAgent({ taskId: 't', status: 'success', files: [], tracks, record: { a: 1 } }),
		).toEqual({
			taskId: 't',
			status: 'success',
			files: [],
			tracks,
			summary: 'Finished. 3 notes of Drums, Piano',
		});
	});

	it.each([
		[{ status: 'pending' }, 'Task t is pending; Task > Wait with its ID brings the result'],
		[{ status: 'failed', failure: { message: 'No' } }, 'Task t failed: No'],
	])('says what is the matter with %j', (json, summary) => {
		expect(summarizeForAgent({ taskId: 't', ...json }).summary).toBe(summary);
	});
});
