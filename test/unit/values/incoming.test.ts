import { IncomingFile } from '../../../nodes/kie/values/incoming';
import type { MediaKind } from '../../../nodes/kie/files/input';

const PICTURE = 'https://example.com/kite.png';
const FILM = 'https://example.com/kite.mp4';
const UNTOLD = 'https://example.com/kite?id=7';

const photo = { name: 'Photo', mimeType: 'image/jpeg' };
const sound = { name: 'data', mimeType: 'audio/mpeg' };

const incoming = (found: unknown, json: object = {}, binaries = [] as Array<typeof photo>) =>
	new IncomingFile(found, { json, binaries });

const need = (file: IncomingFile, kind: MediaKind = 'image', isOnly = true) =>
	file.need(kind, 'Image', isOnly);

describe('the file that an item brings along', () => {
	it.each([
		['its address', incoming(PICTURE), PICTURE],
		['its address before its binary fields', incoming(PICTURE, {}, [photo]), PICTURE],
		['the binary field of the kind', incoming(undefined, {}, [sound, photo]), 'Photo'],
		['the binary field where the address is of another kind', incoming(FILM, {}, [photo]), 'Photo'],
		[
			'the binary field before an address that tells nothing',
			incoming(UNTOLD, {}, [photo]),
			'Photo',
		],
		['an address that tells nothing, where there is nothing else', incoming(UNTOLD), UNTOLD],
		[
			'what was made besides',
			incoming(FILM, { files: [{ url: PICTURE, kind: 'image' }] }),
			PICTURE,
		],
	])('is %s', (_, file, expected) => {
		expect(need(file)).toBe(expected);
	});

	it.each([
		['nothing', incoming(undefined)],
		['text', incoming('kite.png')],
		['an object', incoming({ url: PICTURE })],
		['another kind', incoming(FILM)],
		['a page', incoming('ftp://example.com/kite.png')],
		['sound', incoming(undefined, {}, [sound])],
		[
			'a kind that says of itself that it is another',
			incoming(PICTURE, { files: [{ url: PICTURE, kind: 'video' }] }),
		],
	])('is refused where there is %s', (_, file) => {
		expect(() => need(file)).toThrow('Image is empty: the incoming item has no image');
	});

	it('is refused with what the item has instead', () => {
		const untold = { name: 'file', mimeType: 'application/octet-stream' };
		const json = { url: 5 };
		expect(() => need(incoming(undefined, {}, [sound, untold]))).toThrow(
			'has no image, but the binary fields data (audio/mpeg), file (application/octet-stream)',
		);
		expect(() => need(incoming(7, json))).toThrow('has no image, its url is 7');
		expect(() => need(incoming('kite.png', json))).toThrow('its url is "kite.png"');
		expect(() => need(incoming([[PICTURE, FILM]], json))).toThrow('its url is a list of 2');
		expect(() => need(incoming({ a: 1 }, json))).toThrow('its url is an object with a');
	});

	it('is not guessed among several, nor by an address that tells nothing where others are wanted', () => {
		const several = incoming(undefined, {}, [photo, { ...photo, name: 'Other' }]);
		expect(() => need(several)).toThrow('several files that could be meant (Photo, Other)');
		expect(() => need(incoming(UNTOLD), 'image', false)).toThrow('has no image');
	});

	it('is sure only by its kind', () => {
		expect(incoming(PICTURE).sure('image')).toBe(PICTURE);
		expect(incoming(PICTURE).sure('video')).toBeUndefined();
		expect(incoming(UNTOLD).sure('image')).toBeUndefined();
		expect(incoming(undefined, {}, [photo]).sure('image')).toBeUndefined();
	});
});
