import type { ListedModel } from '../../../nodes/kie/catalogue/merge';
import { POPULAR } from '../../../nodes/kie/catalogue/popular';
import { shortPrice } from '../../../nodes/kie/catalogue/shortPrice';
import { searchResults } from '../../../nodes/kie/catalogue/search';
import { snapshot, snapshotModel } from '../../../nodes/kie/catalogue/snapshot';

const live = snapshot.filter(({ status }) => status === 'live');

const found = (filter: string, models: ListedModel[] = live) =>
	searchResults(models, filter).map(({ value }) => String(value));

const titles = (filter: string) => searchResults(live, filter).map(({ name }) => name);

describe('prices in few characters', () => {
	it.each([
		['Model costs 4 credits per image (~$0.02).\nDiscounts bring it down to ~$0.018.', '$0.02'],
		['A 5-second clip is 160 credits ($0.80), a 10-second one 320 credits ($1.60).', 'from $0.80'],
		['One second of video: 6 credits ($0.030) per second at 720p', '$0.03/s'],
		['About $0.03 per megapixel', '$0.03/megapixel'],
		['4 credits/image', '$0.02'],
		['0.5 credits/image', '$0.0025'],
		['8 credits 1K, 12 credits 2K, 18 credits 4K', 'from $0.04'],
		['14 credits/1000 chars', '$0.07/1000 characters'],
		['16 credits/s 720p, 24 credits/s 1080p', 'from $0.08/s'],
		['free', 'free'],
		['24 credits/s 720p, 18 580p, 12 480p', undefined],
		['480P 17/28, 720P 38/63 credits/s', undefined],
		['', undefined],
		['on request', undefined],
		['credits '.repeat(50_000), undefined],
	])('%p is %p', (text, expected) => {
		expect(shortPrice(text)).toBe(expected);
	});
});

describe('the list of models', () => {
	it('begins with a dozen that are used most, and goes on by maker', () => {
		const ids = found('');
		expect(ids.slice(0, 12)).toEqual(POPULAR.filter((id) => found('').includes(id)).slice(0, 12));
		const makers = ids.slice(12).map((id) => snapshotModel(id)?.provider ?? '');
		expect(makers).toEqual([...makers].sort((a, b) => a.localeCompare(b, 'en')));
	});

	it('names only models that exist as popular', () => {
		expect(POPULAR.filter((id) => !snapshotModel(id))).toEqual([]);
		expect(new Set(POPULAR).size).toBe(POPULAR.length);
	});

	it('shows the price before the title, and where to read more', () => {
		const model = { ...live[0], title: 'Aurora', price: '4 credits/image' };
		expect(searchResults([model])).toEqual([
			{ name: '$0.02 · Aurora', value: model.id, url: 'https://kie.ai/market?search=Aurora' },
		]);
		expect(searchResults([{ ...model, price: undefined }])[0].name).toBe('Aurora');
	});

	it('is searched for the whole phrase, in titles before kinds of task', () => {
		const ids = found('image to image');
		const tasks = ids.map((id) => snapshotModel(id)?.taskTypes ?? []);
		const titled = ids.map((id) => /image.to.image/i.test(`${id} ${snapshotModel(id)?.title}`));
		expect(titled[0]).toBe(true);
		expect(titled).toEqual([...titled].sort().reverse());
		expect(tasks.every((types, i) => titled[i] || types.includes('Image to Image'))).toBe(true);
		expect(ids).toContain('google/nano-banana-edit');
		expect(ids).not.toContain('google/nano-banana');
	});

	it('is searched for every word where the phrase stands nowhere', () => {
		expect(found('google banana edit')).toEqual(['google/nano-banana-edit']);
		expect(titles('kling')[0]).toMatch(/Kling/);
		expect(found('seedance-2 fast')).toEqual(['bytedance/seedance-2-fast']);
		expect(found('no such thing')).toEqual([]);
	});
});
