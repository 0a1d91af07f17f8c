import { NEWEST, OLDER, releaseOf } from '../../tools/n8n/releases';

describe('releaseOf', () => {
	it('knows releases by name and by version', () => {
		expect(releaseOf('newest')).toBe(NEWEST);
		expect(releaseOf(OLDER.version)).toBe(OLDER);
	});

	it('names the known ones when asked for another', () => {
		expect(() => releaseOf('0.1.0')).toThrow(
			`No n8n release "0.1.0" here. Known: newest (${NEWEST.version}), older (${OLDER.version}), first-sdk (`,
		);
	});
});
