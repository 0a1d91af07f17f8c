/** Numbers that look like chance and are the same for the same seed (mulberry32). */
export class Random {
	constructor(private state: number) {}

	/** At least 0, less than 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number, both ends included. */
	between(least: number, most: number): number {
		return least + Math.floor(this.next() * (most - least + 1));
	}

	pick<T>(choices: readonly T[]): T {
		return choices[this.between(0, choices.length - 1)];
	}

	/** @param share how often it is true: 0.25 is once in four times */
	chance(share: number): boolean {
		return this.next() < share;
	}

	/** As many as there shall be, each made anew. */
	list<T>(least: number, most: number, make: (index: number) => T): T[] {
		return Array.from({ length: this.between(least, most) }, (_, index) => make(index));
	}
}
