import { readPrice } from '../../../nodes/kie/catalogue/price';
import prices from '../../facts/prices.json';

const recorded = [...new Set(Object.values(prices))].filter((words) => words !== null);

/** What can be read of all that was recorded. Every other text names several prices, or one with a condition. */
const READABLE: Array<[words: string, credits: number | undefined, usd: number, unit?: string]> = [
	['free', 0, 0],
	['6 credits/1000 chars', 6, 0.03, '1000 characters'],
	['12 credits/1000 chars', 12, 0.06, '1000 characters'],
	['14 credits/1000 chars', 14, 0.07, '1000 characters'],
	['0.4 credits', 0.4, 0.002],
	['0.5 credits', 0.5, 0.0025],
	['2 credits', 2, 0.01],
	['2.5 credits', 2.5, 0.0125],
	['5 credits', 5, 0.025],
	['12 credits', 12, 0.06],
	['about $0.03/image', undefined, 0.03, 'image'],
	['0.5 credits/image', 0.5, 0.0025, 'image'],
	['0.8 credits/image', 0.8, 0.004, 'image'],
	['1 credits/image', 1, 0.005, 'image'],
	['3.24 credits/image', 3.24, 0.0162, 'image'],
	['3.5 credits/image', 3.5, 0.0175, 'image'],
	['4 credits/image', 4, 0.02, 'image'],
	['4.8 credits/image', 4.8, 0.024, 'image'],
	['5 credits/image', 5, 0.025, 'image'],
	['5.5 credits/image', 5.5, 0.0275, 'image'],
	['6 credits/image', 6, 0.03, 'image'],
	['6.5 credits/image', 6.5, 0.0325, 'image'],
	['8 credits/image', 8, 0.04, 'image'],
	['12 credits/image', 12, 0.06, 'image'],
	['3.24 credits per layer', 3.24, 0.0162, 'layer'],
	['about $0.03/megapixel', undefined, 0.03, 'megapixel'],
	['4 credits/megapixel', 4, 0.02, 'megapixel'],
	['8 credits/s', 8, 0.04, 'second'],
	['27 credits/s', 27, 0.135, 'second'],
	['5 credits/video', 5, 0.025, 'video'],
	['120 credits/video', 120, 0.6, 'video'],
];

describe('a price in numbers', () => {
	it('is read where Kie.ai names one price, and nowhere else', () => {
		const read = recorded.map((words) => [words, readPrice(words)] as const);

		const expected = READABLE.map(([words, credits, usd, unit]) => [words, { credits, usd, unit }]);
		expect(Object.fromEntries(read.filter(([, price]) => price.usd !== undefined))).toEqual(
			Object.fromEntries(expected),
		);
		expect(recorded.length - READABLE.length).toBe(74);
	});

	it.each([
		['4 credits per image (≈ $0.018)', { credits: 4, usd: 0.018, unit: 'image' }],
		['  1 Credit\n per second ', { credits: 1, usd: 0.005, unit: 'second' }],
	])('is read in the words %j too', (words, price) => {
		expect(readPrice(words)).toEqual(price);
	});

	it.each([
		'',
		'4 credits 1K',
		'from 4 credits/image',
		'4 credits/image, 8 credits/video',
		'4/8 credits (5/10 s)',
		'4 credits/image until 2026-12-31',
		'-4 credits',
		'1e9 credits',
		'4 credits '.repeat(100_000),
	])('is not made of anything else: %#', (words) => {
		expect(readPrice(words)).toEqual({});
	});
});
