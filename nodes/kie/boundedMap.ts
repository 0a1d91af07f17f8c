/** A map of at most `capacity` entries: the one that was set longest ago makes room for a new one. */
export class BoundedMap<K, V> extends Map<K, V> {
	constructor(private readonly capacity: number) {
		super();
	}

	override set(key: K, value: V): this {
		this.delete(key);
		super.set(key, value);
		if (this.size > this.capacity) this.delete(this.keys().next().value as K);
		return this;
	}
}

const memories = new Set<Map<unknown, unknown>>();

/** A bounded map that lives as long as the process, for a constant of a module. */
export function processMemory<K, V>(capacity: number): BoundedMap<K, V> {
	const memory = new BoundedMap<K, V>(capacity);
	memories.add(memory as Map<unknown, unknown>);
	return memory;
}

/** Empties every memory of the process, for tests that start from a new one. */
export function resetMemories(): void {
	for (const memory of memories) memory.clear();
}
