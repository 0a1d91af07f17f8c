type Flat = unknown[];

/**
 * Reads n8n's stored run data. It is written by the `flatted` library: an array of values in which
 * every string inside an object or array is the position of another value.
 */
export function parseFlatted(text: string): unknown {
	const flat = JSON.parse(text) as Flat;
	return revive(flat, 0, new Map());
}

function revive(flat: Flat, position: number, done: Map<number, unknown>): unknown {
	if (done.has(position)) return done.get(position);
	const value = flat[position];
	if (typeof value !== 'object' || value === null) return value;
	const target: unknown = Array.isArray(value) ? [] : {};
	// Stored before its members are read: a value may contain itself.
	done.set(position, target);
	for (const [key, member] of Object.entries(value)) {
		const read = typeof member === 'string' ? revive(flat, Number(member), done) : member;
		(target as Record<string, unknown>)[key] = read;
	}
	return target;
}
