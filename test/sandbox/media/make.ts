/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on a developer's machine, never inside n8n */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { RECORDINGS } from '../recordings';
import { renderWav } from '../synth';

/** Makes the small files next to this script again. Needs ffmpeg on the PATH: `npx tsx test/sandbox/media/make.ts`. */
const scratch = mkdtempSync(join(tmpdir(), 'kie-sandbox-media-'));
const exact = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags', '+bitexact'];

function ffmpeg(input: string[], options: string[], name: string): void {
	const target = join(__dirname, name);
	execFileSync('ffmpeg', ['-v', 'error', '-y', ...input, ...options, ...exact, target]);
}

for (const [name, recording] of Object.entries(RECORDINGS)) {
	const wav = join(scratch, `${name}.wav`);
	writeFileSync(wav, renderWav(recording));
	ffmpeg(
		['-i', wav],
		['-ar', '16000', '-ac', '1', '-b:a', '24k', '-write_xing', '0'],
		`${name}.mp3`,
	);
}

const pattern = 'testsrc2=s=128x128';
const picture = ['-f', 'lavfi', '-i', pattern];
ffmpeg(picture, ['-frames:v', '1'], 'picture.png');
ffmpeg(picture, ['-frames:v', '1', '-q:v', '5'], 'picture.jpg');
ffmpeg(
	['-f', 'lavfi', '-i', 'testsrc=s=160x90:r=10:d=4', '-i', join(scratch, 'song-1.wav')],
	[
		'-t',
		'4',
		'-c:v',
		'libx264',
		'-pix_fmt',
		'yuv420p',
		'-crf',
		'35',
		'-c:a',
		'aac',
		'-b:a',
		'32k',
		'-movflags',
		'+faststart',
	],
	'video.mp4',
);
rmSync(scratch, { recursive: true });
