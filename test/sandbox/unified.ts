import type { Body } from './tasks';

/** Unified models that do what a classic path does. */
const CLASSIC: Record<string, string> = {
	generate: '/api/v1/generate',
	extend: '/api/v1/generate/extend',
	'upload-and-cover-audio': '/api/v1/generate/upload-cover',
	'upload-and-extend-audio': '/api/v1/generate/upload-extend',
	'add-instrumental': '/api/v1/generate/add-instrumental',
	'add-vocals': '/api/v1/generate/add-vocals',
	sounds: '/api/v1/generate/sounds',
	mashup: '/api/v1/generate/mashup',
	'replace-section': '/api/v1/generate/replace-section',
	'separate-vocals': '/api/v1/vocal-removal/generate',
	'generate-midi-from-audio': '/api/v1/midi/generate',
	'convert-to-wav-format': '/api/v1/wav/generate',
	'create-music-video': '/api/v1/mp4/generate',
	'generate-lyrics': '/api/v1/lyrics',
	'cover-generate': '/api/v1/suno/cover/generate',
	'validation-phrase': '/api/v1/voice/validate',
	'regenerate-phrase': '/api/v1/voice/regenerate',
	'create-voice': '/api/v1/voice/generate',
};

/** The classic path that a unified model stands for. */
export const classicPathOf = (model: unknown): string | undefined =>
	CLASSIC[/^ai-music-api\/(.+)$/.exec(String(model))?.[1] ?? ''];

/** A unified input under the names of the classic path. */
export const classicBody = ({ input }: Body): Body =>
	Object.fromEntries(
		Object.entries((input ?? {}) as Body).map(([name, value]) => [
			name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
			value,
		]),
	);
