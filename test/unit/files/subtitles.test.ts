import { lrcFile, lyricLines, speechLines, srtFile } from '../../../nodes/kie/files/subtitles';

const sung = (word: string, startS: number, endS: number) => ({
	word,
	startS,
	endS,
	success: true,
});
const spoken = (text: string, start: number, end: number, speaker_id = 'speaker_0') => ({
	text,
	start,
	end,
	speaker_id,
});

describe('timed lyrics', () => {
	const words = [
		sung('[Verse]\nHello', 1.36, 1.79),
		sung('world', 1.79, 2.1),
		sung('\nSecond', 2.5, 3),
		sung('line\n[Chorus]\n', 3, 3.456),
		sung('Third', 62, 63),
	];

	it('become lines where the lyrics have line breaks, without section marks', () => {
		expect(lyricLines(words)).toEqual([
			{ start: 1.36, end: 2.1, text: 'Hello world' },
			{ start: 2.5, end: 3.456, text: 'Second line' },
			{ start: 62, end: 63, text: 'Third' },
		]);
	});

	it('are written as LRC', () => {
		expect(lrcFile(lyricLines(words))).toBe(
			'[00:01.36]Hello world\n[00:02.50]Second line\n[01:02.00]Third\n',
		);
	});

	it('are written as SRT', () => {
		expect(srtFile(lyricLines(words)).split('\n\n')[1]).toBe(
			'2\n00:00:02,500 --> 00:00:03,456\nSecond line',
		);
	});

	it('without line breaks become lines that can be read', () => {
		const many = Array.from({ length: 60 }, (_, i) => sung('word', i * 0.5, i * 0.5 + 0.4));
		const lines = lyricLines(many);
		expect(lines.every(({ start, end }) => end - start <= 7)).toBe(true);
		expect(lines.map(({ text }) => text).join(' ')).toBe(Array(60).fill('word').join(' '));
	});

	it('of an instrumental are no lines', () => {
		expect(lyricLines([])).toEqual([]);
		expect(lyricLines([{ word: 'x', startS: null, endS: 1 }])).toEqual([]);
	});
});

describe('a transcript', () => {
	it('becomes one cue per sentence, speaker and stretch of speech', () => {
		const words = [
			spoken('This', 0, 0.3),
			spoken(' ', 0.3, 0.35),
			spoken('is a whole sentence.', 0.35, 1.5),
			spoken(' ', 1.5, 1.6),
			spoken('And', 1.6, 1.9),
			spoken(' ', 1.9, 1.9),
			spoken('another', 2, 2.5),
			spoken(' ', 2.5, 2.5),
			spoken('Yes', 2.6, 2.9, 'speaker_1'),
			spoken(' ', 2.9, 9, 'speaker_1'),
			spoken('later', 9, 9.5, 'speaker_1'),
		];
		expect(speechLines(words).map(({ text, start, end }) => [text, start, end])).toEqual([
			['This is a whole sentence.', 0, 1.5],
			['And another', 1.6, 2.5],
			['Yes', 2.6, 2.9],
			['later', 9, 9.5],
		]);
	});

	it('keeps languages without spaces together', () => {
		expect(speechLines([spoken('你', 0, 0.2), spoken('好', 0.2, 0.4)])).toEqual([
			{ start: 0, end: 0.4, text: '你好' },
		]);
	});

	it('lasts hours', () => {
		expect(srtFile([{ start: 3661.5, end: 3662, text: 'x' }])).toBe(
			'1\n01:01:01,500 --> 01:01:02,000\nx\n',
		);
	});
});
