import { BoundedMap, processMemory, resetMemories } from '../../nodes/kie/boundedMap';

describe('a bounded map', () => {
	it('drops the entry that was set longest ago', () => {
		const map = new BoundedMap<string, number>(2);
		map.set('a', 1).set('b', 2).set('a', 3).set('c', 4);
		expect([...map]).toEqual([
			['a', 3],
			['c', 4],
		]);
	});

	it('is emptied with all other memories of the process, unless it is none', () => {
		const own = new BoundedMap<string, number>(2).set('a', 1);
		const memories = [processMemory<string, number>(2), processMemory<number, string>(2)] as const;
		memories[0].set('a', 1);
		memories[1].set(1, 'a');
		resetMemories();
		expect([...memories.map(({ size }) => size), own.size]).toEqual([0, 0, 1]);
	});
});
