import type { MediaKind } from '../../../nodes/kie/files/input';
import { InputFile } from '../../../nodes/kie/files/input';
import type { ValueType } from '../../../nodes/kie/values';
import { file, fileList, files, photo, read, refusalOf, sound } from './read';

const ADDRESS = 'https://a.io/1.png';
const OTHER = 'https://a.io/2.png';
const COMMA = 'https://res.cloudinary.com/demo/image/upload/w_300,h_200,c_fill/sample.jpg';
const DATA_URL = 'data:image/png;base64,aGVsbG8=';

/** What is uploaded stands as its content, what is sent as its address. */
const simplified = (value: unknown): unknown =>
	Array.isArray(value) ? value.map(simplified) : value instanceof InputFile ? value.binary : value;

const only = (...formats: string[]): ValueType => ({ type: 'file', files, rule: { formats } });
const plain = { mimeType: 'image/png', data: 'aGVsbG8=' };

describe('one file', () => {
	it.each<[string, unknown, unknown]>([
		['an address', ADDRESS, ADDRESS],
		['blanks around it', ` ${ADDRESS}\n`, ADDRESS],
		['quotes around it', `"${ADDRESS}"`, ADDRESS],
		['commas in it', COMMA, COMMA],
		[
			'umlauts and blanks',
			'https://a.io/Größe bild.mp3',
			'https://a.io/Gr%C3%B6%C3%9Fe%20bild.mp3',
		],
		['what is encoded already', 'https://a.io/Gr%C3%B6%20e.png', 'https://a.io/Gr%C3%B6%20e.png'],
		['a signature', 'https://a.io/x?X-Sig=a%2Fb+c==&e=1#f', 'https://a.io/x?X-Sig=a%2Fb+c==&e=1#f'],
		['a name with umlauts', 'https://bücher.de/ä.png', 'https://xn--bcher-kva.de/%C3%A4.png'],
		['half of a pair', 'https://a.io/\ud83d.png', 'https://a.io/%EF%BF%BD.png'],
		[
			'an address in an address',
			'https://a.io/?u=https://b.io/1.png',
			'https://a.io/?u=https://b.io/1.png',
		],
		['a comma behind it', `${ADDRESS},`, ADDRESS],
		['a list of one', [ADDRESS], ADDRESS],
		[
			'what an expression gives of a file in memory',
			{ mimeType: 'image/png', fileName: 'a.png' },
			photo,
		],
		[
			'what an expression gives of all files in memory',
			{ photo: { mimeType: 'image/png', fileName: 'a.png' } },
			photo,
		],
		[
			'the oldest link of Google Drive',
			'https://docs.google.com/uc?id=1AbC',
			'https://drive.google.com/uc?export=download&id=1AbC',
		],
		[
			'a page of GitHub',
			'https://github.com/o/r/blob/main/a%20b.png',
			'https://raw.githubusercontent.com/o/r/main/a%20b.png',
		],
		['the JSON of a list of one', `["${ADDRESS}"]`, ADDRESS],
		['a host of the credential', 'http://10.0.0.7/a.png', 'http://10.0.0.7/a.png'],
		['a data URL', DATA_URL, plain],
		['a data URL with blanks', 'data:image/png;base64,aGVs\n bG8=', plain],
		[
			'a data URL without base64',
			'data:text/plain,hello',
			{ mimeType: 'text/plain', data: 'aGVsbG8=' },
		],
		['a binary field', 'photo', photo],
		['a binary field with blanks', ' photo ', photo],
		['a file by an expression', photo, photo],
		['the files of an item, of which there is one', { photo }, photo],
		['an item', { json: { a: 1 }, binary: { photo } }, photo],
		['a list of one item', [{ json: {}, binary: { photo } }], photo],
		[
			'an attachment of Airtable',
			[{ id: 'att1', url: ADDRESS, filename: 'p.png', size: 5 }],
			ADDRESS,
		],
		['an attachment of Baserow', { url: ADDRESS, visible_name: 'p' }, ADDRESS],
		['an attachment of NocoDB', { path: 'x', url: 'download/x', signedUrl: ADDRESS }, ADDRESS],
		['an attachment of Notion', [{ name: 'p', type: 'file', file: { url: ADDRESS } }], ADDRESS],
		['a file of this package', { url: ADDRESS, kind: 'image' }, ADDRESS],
		['the JSON of an attachment', JSON.stringify({ url: ADDRESS }), ADDRESS],
		[
			'a link of Google Drive',
			'https://drive.google.com/file/d/1AbC_d-9/view?usp=sharing',
			'https://drive.google.com/uc?export=download&id=1AbC_d-9',
		],
		[
			'an older link of Google Drive',
			'https://drive.google.com/open?id=1AbC_d-9&resourcekey=0-x',
			'https://drive.google.com/uc?export=download&id=1AbC_d-9&resourcekey=0-x',
		],
		[
			'a direct link of Google Drive',
			'https://drive.google.com/uc?export=view&id=1',
			'https://drive.google.com/uc?export=view&id=1',
		],
		[
			'a link of Dropbox',
			'https://www.dropbox.com/scl/fi/abc/p.png?rlkey=k&st=s&dl=0',
			'https://www.dropbox.com/scl/fi/abc/p.png?rlkey=k&st=s&dl=1',
		],
		[
			'an older link of Dropbox',
			'https://www.dropbox.com/s/abc/p.png',
			'https://www.dropbox.com/s/abc/p.png?dl=1',
		],
		[
			'a direct link of Dropbox',
			'https://www.dropbox.com/s/abc/p.png?raw=1',
			'https://www.dropbox.com/s/abc/p.png?raw=1',
		],
	])('%s', (_what, entered, value) => {
		const reading = read(file, entered);

		expect(simplified(reading.value)).toEqual(value);
		expect(reading.warnings).toEqual([]);
	});

	it.each<[string, unknown, RegExp]>([
		['two addresses', `${ADDRESS}, ${OTHER}`, /more than one web address/],
		['two addresses without a blank', `${ADDRESS},${OTHER}`, /more than one web address/],
		['two addresses in lines', `${ADDRESS}\n${OTHER}`, /more than one web address/],
		['a list', [ADDRESS, OTHER], /takes one file, but holds 2/],
		['several files', { photo, sound }, /takes one file, but holds 2/],
		['the JSON of a list', JSON.stringify([ADDRESS, OTHER]), /takes one file, but holds 2/],
		['a line break', 'https://a.io/1\n.png', /line break/],
		[
			'an object without an address',
			{ name: 'p' },
			/must be a web address or a file, but is an object with name/,
		],
		['a number', 7, /must be a web address or a file, but is 7/],
		[
			'a name of no file',
			'picture',
			/neither a web address nor a binary field of the incoming item: "picture"/,
		],
		['a host alone', 'a.io/1.png', /neither a web address nor a binary field/],
		['another scheme', 's3://bucket/1.png', /must begin with https:\/\/, but begins with s3:/],
		['a broken address', 'https://[a/1.png', /not a valid web address/],
		['a scheme alone', 'https://', /not a valid web address/],
		['localhost', 'http://localhost/1.png', /leads to localhost, which Kie\.ai cannot reach/],
		['a private address', 'http://192.168.1.5/1.png', /leads to 192\.168\.1\.5/],
		['a private address in disguise', 'http://0x7f.1/1.png', /leads to 127\.0\.0\.1/],
		[
			'a folder of Google Drive',
			'https://drive.google.com/drive/folders/1',
			/a page, not to a file of Google Drive/,
		],
		['a document', 'https://docs.google.com/document/d/1/edit', /Google Docs/],
		['a folder of Dropbox', 'https://www.dropbox.com/scl/fo/abc/x?dl=0', /Dropbox/],
		['a page of OneDrive', 'https://1drv.ms/i/s!abc', /OneDrive/],
		['a page of SharePoint', 'https://acme.sharepoint.com/:i:/s/x', /SharePoint/],
		['a video of YouTube', 'https://www.youtube.com/watch?v=1', /YouTube/],
		['a song of SoundCloud', 'https://soundcloud.com/a/b', /SoundCloud/],
		['a song of Suno', 'https://suno.com/song/1', /Suno/],
		[
			'a file of Google Drive as its node describes it',
			{ id: '1AbC', name: 'p.png', mimeType: 'image/png' },
			/must be a web address or a file, but is an object with id, name, mimeType/,
		],
		[
			'a file in memory that does not come along',
			{ mimeType: 'image/png', fileName: 'other.png' },
			/gives expressions no content of files that it keeps in memory/,
		],
		['an object in the address', 'https://a.io/[object Object].png', /\[object Object\]/],
		[
			'an expression in the address',
			'https://a.io/{{ $json.id }}.png',
			/holds "\{\{ \$json\.id \}\}", which was not evaluated/,
		],
		['base64 that is cut off', 'data:image/png;base64,aGVsb', /not base64/],
		['a data URL without data', 'data:image/png;base64,', /data URL without data/],
		['a data URL without anything', 'data:image/png', /data URL without data/],
		['a data URL that is no base64', 'data:image/png;base64,ä', /not base64/],
		['a data URL that breaks', 'data:image/svg+xml,%', /not encoded correctly/],
		['bare content', 'A'.repeat(3e5), /neither a web address/],
		['an address without an end', `https://a.io/${'a'.repeat(1e5)}`, /too many for a web address/],
		['an asset', 'asset://1', /begins with asset:/],
	])('%s is refused', (_what, entered, message) => {
		const said = refusalOf(file, entered);

		expect(said).toMatch(message);
		expect(said.length).toBeLessThanOrEqual(500);
		if (!/\[object/.test(String(entered))) expect(said).not.toMatch(/\[object/);
	});

	it('an asset, where the field takes one', () => {
		const type: ValueType = { type: 'file', files, rule: { acceptsAssetId: true } };

		expect(read(type, ' asset://1 ').value).toBe('asset://1');
	});
});

describe('a list of files', () => {
	it.each<[string, unknown, unknown[]]>([
		['an address', ADDRESS, [ADDRESS]],
		['commas in it', COMMA, [COMMA]],
		['a list', [ADDRESS, OTHER], [ADDRESS, OTHER]],
		['commas within an entry', [COMMA], [COMMA]],
		['commas between addresses', `${ADDRESS}, ${OTHER}`, [ADDRESS, OTHER]],
		['commas in and between addresses', `${COMMA},${OTHER}`, [COMMA, OTHER]],
		['semicolons', `${ADDRESS}; ${OTHER};`, [ADDRESS, OTHER]],
		['blanks', `${ADDRESS} ${OTHER}`, [ADDRESS, OTHER]],
		['bars and tabs', `${ADDRESS}|${OTHER}\t${COMMA}`, [ADDRESS, OTHER, COMMA]],
		['a comma at the end', `${COMMA}, ${OTHER},`, [COMMA, OTHER]],
		['lines', `${COMMA}\r\n${OTHER}\n`, [COMMA, OTHER]],
		['JSON', JSON.stringify([COMMA, OTHER]), [COMMA, OTHER]],
		['JSON within an entry', [JSON.stringify([COMMA, OTHER])], [COMMA, OTHER]],
		['a list within an entry', [[ADDRESS, OTHER]], [ADDRESS, OTHER]],
		['binary fields', 'photo, sound', [photo, sound]],
		['an address and a binary field', `${COMMA}, photo`, [COMMA, photo]],
		['a binary field and an address', `photo,${COMMA}`, [photo, COMMA]],
		['data URLs', `${DATA_URL}, ${DATA_URL}`, [plain, plain]],
		['a data URL in an entry', [DATA_URL], [plain]],
		['files by expressions', [photo, sound], [photo, sound]],
		['the files of an item', { photo, sound }, [photo, sound]],
		[
			'the files of items',
			[{ json: {}, binary: { photo } }, { binary: { sound } }],
			[photo, sound],
		],
		['attachments', [{ url: ADDRESS }, { url: OTHER }], [ADDRESS, OTHER]],
		[
			'the JSON of attachments',
			JSON.stringify([{ url: ADDRESS }, { url: OTHER }]),
			[ADDRESS, OTHER],
		],
		['holes', [ADDRESS, '', null, OTHER], [ADDRESS, OTHER]],
	])('%s', (_what, entered, value) => {
		expect(simplified(read(fileList, entered).value)).toEqual(value);
	});

	it.each<[string, unknown, RegExp]>([
		['two addresses in one entry', [`${ADDRESS}, ${OTHER}`], /more than one web address/],
		['one bad entry', [ADDRESS, 'picture'], /neither a web address nor a binary field.*"picture"/],
		['an object without an address', [{ id: 1 }], /is an object with id/],
	])('%s is refused', (_what, entered, message) => {
		expect(refusalOf(fileList, entered)).toMatch(message);
	});
});

describe('formats', () => {
	it.each([
		[['jpeg', 'png'], 'https://a.io/1.JPG'],
		[['jpg'], 'https://a.io/1.jfif'],
		[['mp4'], 'https://a.io/1.m4v?x=1'],
		[['heif'], 'https://a.io/1.heic'],
		[['png'], 'https://a.io/download.php'],
		[['png'], 'https://a.io/photo'],
		[['png'], 'https://res.cloudinary.com/x/f_png,w_3/a.heic'],
		[['png'], 'https://x.imgix.net/a.heic?w=1&fm=png'],
	])('of %j, %s is taken', (formats, address) => {
		expect(read(only(...formats), address).value).toBe(address);
	});

	it.each([
		['https://a.io/1.heic', 'HEIC'],
		['https://a.io/1.SVG?x=1', 'SVG'],
		['https://a.io/1.gif', 'GIF'],
		['https://a.io/1.mp4', 'MP4'],
	])('%s is refused', (address, format) => {
		expect(refusalOf(only('jpeg', 'png'), address)).toBe(
			`Field takes jpeg, png, but the file is ${format}`,
		);
	});
});

describe('kinds', () => {
	const kind = (...kinds: MediaKind[]): ValueType => ({ type: 'file', files, rule: { kinds } });

	it.each<[MediaKind, string]>([
		['image', 'https://a.io/1.HEIC'],
		['image', 'https://a.io/1.svg'],
		['image', 'https://a.io/photo'],
		['image', 'https://a.io/view.php?id=1'],
		['video', 'https://a.io/1.mov'],
		['audio', 'https://a.io/1.mp3'],
		['audio', 'https://a.io/1.mp4'],
		['audio', 'https://a.io/1.m4a'],
	])('for %s, %s is taken', (one, address) => {
		expect(read(kind(one), address).value).toBe(address);
	});

	it.each<[MediaKind, string, string]>([
		['image', 'https://a.io/1.mp3', 'takes image, but the file is MP3'],
		['image', 'https://a.io/1.mp4?x=1', 'takes image, but the file is MP4'],
		['image', 'https://a.io/1.pdf', 'takes image, but the file is PDF'],
		['image', 'https://a.io/news/1.html', 'takes image, but the file is HTML'],
		['video', 'https://a.io/1.mp3', 'takes video, but the file is MP3'],
		['video', 'https://a.io/1.png', 'takes video, but the file is PNG'],
		['audio', 'https://a.io/1.jpg', 'takes audio, but the file is JPEG'],
		['audio', 'https://a.io/1.htm', 'takes audio, but the file is HTML'],
	])('for %s, %s is refused', (one, address, message) => {
		expect(refusalOf(kind(one), address)).toBe(`Field ${message}`);
	});

	it('does not matter where any file is taken', () => {
		expect(read(file, 'https://a.io/1.html').value).toBe('https://a.io/1.html');
	});
});
