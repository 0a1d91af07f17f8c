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

/** What a player reads: a number, two times in order, one line of text. */
const SRT_CUE = /^(\d+)\n(\d\d:\d\d:\d\d,\d{3}) --> (\d\d:\d\d:\d\d,\d{3})\n(.+)$/;

describe('whatever the times and texts are', () => {
	const cues = [
		{ start: 5, end: 3, text: 'ends before it starts' },
		{ start: 6, end: 6, text: 'takes no time' },
		{ start: 7.0001, end: 7.0002, text: 'takes next to no time' },
		{ start: -2, end: -1, text: 'before the beginning' },
		{ start: 8, end: Infinity, text: 'never ends' },
		{ start: 9, end: Number.NaN, text: 'ends nowhere' },
		{ start: 10, end: 11, text: 'a --> b ---> c' },
		{ start: 12, end: 13, text: 'two\n\nlines\r\n3\n00:00:01,000' },
		{ start: 14, end: 15, text: '[00:01.00]brackets' },
	];
	const impossible = [
		{ start: Infinity, end: Infinity, text: 'never' },
		{ start: Number.NaN, end: 1, text: 'nowhere' },
		{ start: 1e300, end: 1e301, text: 'after the end of time' },
		{ start: 1, end: 2, text: ' \n ' },
	];

	it('an SRT file is one that players read', () => {
		const blocks = srtFile([...cues, ...impossible])
			.trim()
			.split('\n\n');

		expect(blocks).toHaveLength(cues.length);
		for (const [i, block] of blocks.entries()) {
			const [, number, start, end, line] = SRT_CUE.exec(block) ?? [];
			expect(Number(number)).toBe(i + 1);
			expect(start < end).toBe(true);
			expect(line).not.toContain('-->');
		}
	});

	it('an LRC file is one that players read', () => {
		const lines = lrcFile([...cues, ...impossible])
			.trimEnd()
			.split('\n');

		expect(lines).toHaveLength(cues.length);
		for (const line of lines) expect(line).toMatch(/^\[\d\d:\d\d\.\d\d\][^[\]]+$/);
	});

	it.each([
		['brackets', [sung('['.repeat(500_000), 0, 1)]],
		['blanks', Array.from({ length: 300_000 }, () => sung(' ', 0, 1))],
		[
			'blanks after much text',
			[...Array(100_000)].map((_, i) => sung(i ? ' ' : 'x'.repeat(1e6), 0, 1)),
		],
		['line breaks', [sung('\n'.repeat(500_000), 0, 1)]],
	])('many %s take no time', (_what, words) => {
		expect(lyricLines(words).length).toBeLessThanOrEqual(1);
	});

	it('many blanks between spoken words take no time', () => {
		const words = Array.from({ length: 300_000 }, () => spoken(' ', 0, 1));

		expect(speechLines([spoken('Yes', 0, 1), ...words, spoken('no', 1, 2)])).toEqual([
			{ start: 0, end: 2, text: 'Yes no' },
		]);
	});
});
