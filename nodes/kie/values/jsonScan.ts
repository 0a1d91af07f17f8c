/** What a text of JSON is made of, up to the first place where it is none. Positions count characters from 0. */
interface Scan {
	/** Where it stops being JSON. */
	breakAt?: number;
	/** Commas with nothing after them but the end of a list or an object. */
	trailingCommas: number[];
}

type Expectation =
	| 'value'
	| 'firstEntry'
	| 'nextEntry'
	| 'firstKey'
	| 'nextKey'
	| 'colon'
	| 'separator'
	| 'end';

const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const ESCAPE = /^(?:["\\/bfnrt]|u[\da-fA-F]{4})/;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BLANK = 0x20;

/** Walks once through a text, without recursion, so that neither its length nor its depth can hurt. */
export function scanJson(text: string): Scan {
	return new Scanner(text).run();
}

class Scanner {
	private at = 0;

	private expects: Expectation = 'value';

	/** The closing brackets that are due. */
	private readonly closing: string[] = [];

	private readonly trailingCommas: number[] = [];

	private lastComma = 0;

	constructor(private readonly text: string) {}

	run(): Scan {
		const { trailingCommas } = this;
		for (;;) {
			this.skipBlanks();
			if (this.at >= this.text.length) break;
			if (!this.step(this.text[this.at])) return { breakAt: this.at, trailingCommas };
		}
		return this.expects === 'end' ? { trailingCommas } : { breakAt: this.at, trailingCommas };
	}

	private skipBlanks(): void {
		while (' \t\r\n'.includes(this.text[this.at] ?? 'x')) this.at++;
	}

	/** Takes one token. */
	private step(character: string): boolean {
		switch (this.expects) {
			case 'value':
				return this.value(character);
			case 'firstEntry':
				return this.closes(character, ']') || this.value(character);
			case 'nextEntry':
				return this.closesLate(character, ']') || this.value(character);
			case 'firstKey':
				return this.closes(character, '}') || this.string(character, 'colon');
			case 'nextKey':
				return this.closesLate(character, '}') || this.string(character, 'colon');
			case 'colon':
				return character === ':' && this.move(1, 'value');
			case 'separator':
				return this.separator(character);
			case 'end':
				return false;
		}
	}

	private value(character: string): boolean {
		if (character === '"') return this.string(character, this.afterValue());
		if (character === '[' || character === '{') return this.opens(character);
		SCALAR.lastIndex = this.at;
		const found = SCALAR.exec(this.text)?.[0];
		return found !== undefined && this.move(found.length, this.afterValue());
	}

	private opens(bracket: '[' | '{'): boolean {
		this.closing.push(bracket === '[' ? ']' : '}');
		return this.move(1, bracket === '[' ? 'firstEntry' : 'firstKey');
	}

	private closes(character: string, bracket: string): boolean {
		if (character !== bracket) return false;
		this.closing.pop();
		return this.move(1, this.afterValue());
	}

	/** Closes after a comma that nothing follows. */
	private closesLate(character: string, bracket: string): boolean {
		if (character === bracket) this.trailingCommas.push(this.lastComma);
		return this.closes(character, bracket);
	}

	private separator(character: string): boolean {
		const due = this.closing.at(-1) as string;
		if (character !== ',') return this.closes(character, due);
		this.lastComma = this.at;
		return this.move(1, due === ']' ? 'nextEntry' : 'nextKey');
	}

	private string(character: string, then: Expectation): boolean {
		if (character !== '"') return false;
		for (let i = this.at + 1; i < this.text.length; i++) {
			const code = this.text.charCodeAt(i);
			if (code === QUOTE) return this.move(i + 1 - this.at, then);
			if (code < BLANK) return this.stop(i);
			if (code !== BACKSLASH) continue;
			const escape = this.text.slice(i + 1, i + 6);
			if (!ESCAPE.test(escape)) return this.stop(i);
			i++;
		}
		return this.stop(this.text.length);
	}

	private afterValue(): Expectation {
		return this.closing.length > 0 ? 'separator' : 'end';
	}

	private move(length: number, expects: Expectation): true {
		this.at += length;
		this.expects = expects;
		return true;
	}

	private stop(at: number): false {
		this.at = at;
		return false;
	}
}
