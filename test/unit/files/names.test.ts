import { fileName, safeName } from '../../../nodes/kie/files/names';

/** Longest name of a file on the disks of today. */
const DISK_BYTES = 255;
const DEVICES = ['CON', 'prn', 'Aux', 'NUL', 'com1', 'LPT9', 'COM¹', 'conin$', 'nul.tar', 'con .x'];

describe('safeName', () => {
	it.each([
		['../../etc/passwd', 'etc passwd'],
		['..\\..\\x', 'x'],
		['a\0b\r\nc', 'a b c'],
		['.htaccess', 'htaccess'],
		['a: "b" <c> | d?', 'a b c d'],
		['a\u2028b\u2029c', 'a b c'],
		['\u202egpj.exe', 'gpj.exe'],
		['\u200f\u2066a\u2069\ufeff', 'a'],
		['a\ud800b\udc00', 'ab'],
		['con\u0301gre\u0301s', 'cońgrés'],
		['می\u200cخواهم', 'می\u200cخواهم'],
		['👩\u200d🚀', '👩\u200d🚀'],
		['Console', 'Console'],
		['...', 'file'],
		[' \u202e ', 'file'],
		['', 'file'],
	])('makes of %j the name %j', (name, expected) => {
		expect(safeName(name)).toBe(expected);
	});

	it.each(DEVICES)('keeps %j from naming a device', (name) => {
		expect(safeName(name)).toBe(`_${name}`);
	});

	it.each(['x', '漢', '😀', 'e\u0301', '👩\u200d🚀'])('keeps many %s short enough', (character) => {
		const name = fileName({ name: character.repeat(5_000), kind: 'image' }, 'webp');

		expect(Buffer.byteLength(name)).toBeLessThanOrEqual(DISK_BYTES);
		expect(name.length).toBeGreaterThan(40);
		expect(Buffer.from(name).toString()).toBe(name);
	});

	it('ends no name with a dot where it was cut', () => {
		expect(safeName(`${'x'.repeat(99)}. and more`)).toBe('x'.repeat(99));
	});

	it('reads the beginning of a title without end', () => {
		expect(safeName(`Song ${`${'.'.repeat(2_000_000)}x`.repeat(2)}`)).toBe('Song');
	});
});
