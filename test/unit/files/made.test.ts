import { generatedFiles } from '../../../nodes/kie/files/generatedFiles';

describe('generatedFiles', () => {
	it('writes a transcript as subtitles and as text', () => {
		const words = [
			{ text: 'Hello', start: 0, end: 0.5, type: 'word' },
			{ text: ' ', start: 0.5, end: 0.6, type: 'spacing' },
			{ text: 'world', start: 0.6, end: 1, type: 'word' },
		];
		const made = generatedFiles({ data: { language_code: 'en', text: 'Hello world', words } });

		expect(made.map(({ name, mimeType, content }) => [name, mimeType, String(content)])).toEqual([
			['transcript.srt', 'application/x-subrip', '1\n00:00:00,000 --> 00:00:01,000\nHello world\n'],
			['transcript.txt', 'text/plain', 'Hello world\n'],
		]);
	});

	it.each([{}, { notes: [] }, { alignedWords: [] }, { data: { character_id: 'x' } }])(
		'makes nothing of %j',
		(json) => {
			expect(generatedFiles(json)).toEqual([]);
		},
	);
});
