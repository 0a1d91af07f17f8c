import { lengthOf, score, type Note, type PartKey } from './score';

/** Which parts of the piece sound in a recording, and how fast and how high. */
export interface Recording {
	parts: PartKey[];
	tempo?: number;
	transpose?: number;
}

const RATE = 22_050;
const TABLE = 4_096;
const frequency = (pitch: number) => 440 * 2 ** ((pitch - 69) / 12);

/** Overtones per part: enough to tell the instruments apart by ear. */
const OVERTONES: Record<Exclude<PartKey, 'drums'>, number[]> = {
	bass: [1, 0.5, 0.2],
	piano: [0.6, 0.3, 0.2, 0.1],
	voice: [0.6, 0.1, 0.3],
};

/** Noise that is the same every time, so that the files are too. */
function noise(): () => number {
	let seed = 1;
	return () => {
		seed = (seed * 16_807) % 2_147_483_647;
		return (seed / 2_147_483_647) * 2 - 1;
	};
}

function strike(samples: Float64Array, note: Note): void {
	const random = noise();
	const first = Math.floor(note.start * RATE);
	const deep = note.pitch < 38;
	const decay = deep ? 18 : 45;
	for (let index = 0; index < RATE * 0.2 && first + index < samples.length; index++) {
		const time = index / RATE;
		const sound = deep ? Math.sin(2 * Math.PI * 60 * time) : random() * 0.5;
		samples[first + index] += sound * Math.exp(-decay * time) * note.velocity * 0.5;
	}
}

/** One period of a tone with its overtones: computed once, read millions of times. */
function tableOf(overtones: number[]): Float64Array {
	return Float64Array.from({ length: TABLE }, (_, at) =>
		overtones.reduce(
			(sum, loud, n) => sum + loud * Math.sin((2 * Math.PI * (n + 1) * at) / TABLE),
			0,
		),
	);
}

function play(samples: Float64Array, note: Note, table: Float64Array): void {
	const first = Math.floor(note.start * RATE);
	const last = Math.min(samples.length, Math.floor(note.end * RATE));
	const step = (TABLE * frequency(note.pitch)) / RATE;
	for (let at = first; at < last; at++) {
		const edge = Math.min(1, (at - first) / 200, (last - at) / 400);
		const tone = table[Math.floor(step * (at - first)) % TABLE];
		samples[at] += tone * edge * note.velocity * 0.16;
	}
}

function header(bytes: number): Buffer {
	const head = Buffer.alloc(44);
	head.write('RIFF', 0);
	head.writeUInt32LE(36 + bytes, 4);
	head.write('WAVEfmt ', 8);
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(RATE, 24);
	head.writeUInt32LE(RATE * 2, 28);
	head.writeUInt16LE(2, 32);
	head.writeUInt16LE(16, 34);
	head.write('data', 36);
	head.writeUInt32LE(bytes, 40);
	return head;
}

/** A WAV file (PCM, 16 bit, mono, 22.05 kHz) of the sandbox's piece. */
export function renderWav({ parts, tempo, transpose }: Recording): Buffer {
	const piece = score(tempo, transpose);
	const samples = new Float64Array(Math.round(lengthOf(tempo) * RATE));
	for (const part of parts) {
		const table = tableOf(part === 'drums' ? [] : OVERTONES[part]);
		for (const note of piece[part].notes) {
			if (part === 'drums') strike(samples, note);
			else play(samples, note, table);
		}
	}
	const pcm = Buffer.alloc(samples.length * 2);
	samples.forEach((value, index) => {
		pcm.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32_000), index * 2);
	});
	return Buffer.concat([header(pcm.length), pcm]);
}
