import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

import { conditionSchema } from '../../facts/conditions';
import { endpointOf, endpoints, schemaFor } from '../../facts/schemas';

const ajv = addFormats(new Ajv({ strict: false }));
const allows = (path: string, body: unknown) => ajv.validate(schemaFor('POST', path), body);

const GENERATE = '/api/v1/generate';
const callBackUrl = 'https://example.com/callback';
const song = { customMode: false, instrumental: false, model: 'V5', prompt: 'rain', callBackUrl };
const custom = { ...song, customMode: true, style: 'folk', title: 'Rain' };

it.each(endpoints().map(({ method, path }) => [method, path]))(
	'%s %s has a valid schema',
	(method, path) => {
		expect(() => ajv.compile(schemaFor(method, path))).not.toThrow();
	},
);

it.each([
	['the simple form', song],
	['the custom form', custom],
	['an instrumental without words', { ...custom, instrumental: true, prompt: undefined }],
	['a newer model', { ...song, model: 'V6_WILD' }],
	['a share of one hundredth', { ...custom, styleWeight: 0.57 }],
	['words of the length of the model', { ...custom, prompt: 'x'.repeat(5_000) }],
])('allows %s', (_, body) => {
	expect(allows(GENERATE, JSON.parse(JSON.stringify(body)))).toBe(true);
});

it.each([
	['no callback address', { ...song, callBackUrl: undefined }],
	['a callback address that is none', { ...song, callBackUrl: 'nowhere' }],
	['a name that no page knows', { ...song, callbackUrl: callBackUrl }],
	['another type', { ...song, customMode: 'false' }],
	['an unknown model', { ...song, model: 'V7' }],
	['a custom song without style', { ...custom, style: undefined }],
	['a persona without custom mode', { ...song, personaId: 'p' }],
	['words too long for the model', { ...custom, model: 'V4', prompt: 'x'.repeat(3_001) }],
	['words too long for the simple form', { ...song, prompt: 'x'.repeat(3_001) }],
	['a share above one', { ...custom, styleWeight: 1.1 }],
])('refuses %s', (_, body) => {
	expect(allows(GENERATE, JSON.parse(JSON.stringify(body)))).toBe(false);
});

it('takes a separation of a track or of an upload, not of both', () => {
	const path = '/api/v1/vocal-removal/generate';
	const track = { taskId: 't', audioId: 'a', callBackUrl };
	const audioUrl = 'https://example.org/a.mp3';
	expect(allows(path, track)).toBe(true);
	expect(allows(path, { audioUrl, callBackUrl })).toBe(true);
	expect(allows(path, { ...track, audioUrl })).toBe(false);
	expect(allows(path, { callBackUrl })).toBe(false);
	expect(allows(path, { ...track, type: 'split_stem_advanced' })).toBe(false);
	expect(allows(path, { ...track, type: 'split_stem_advanced', stemName: 'Kick' })).toBe(true);
});

it('takes both documented forms of a Runway duration', () => {
	const body = { prompt: 'a', quality: '720p', aspectRatio: '16:9' };
	const verdicts = [5, '10', 7].map((duration) =>
		allows('/api/v1/runway/generate', { ...body, duration }),
	);
	expect(verdicts).toEqual([true, true, false]);
});

it('counts the items of lists', () => {
	const mashup = {
		...song,
		uploadUrlList: ['https://example.org/1.mp3', 'https://example.org/2.mp3'],
	};
	expect(allows('/api/v1/generate/mashup', mashup)).toBe(true);
	expect(
		allows('/api/v1/generate/mashup', { ...mashup, uploadUrlList: mashup.uploadUrlList.slice(1) }),
	).toBe(false);
});

it('does not guess at conditions or endpoints it does not know', () => {
	expect(() => conditionSchema('on Sundays')).toThrow(/Unknown condition/);
	expect(() => endpointOf('POST', '/api/v1/nothing')).toThrow(/No facts/);
});
