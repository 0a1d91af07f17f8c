/** The 128 sounds of General MIDI in their order; the position is the program number. */
const GENERAL_MIDI = `
Acoustic Grand Piano|Bright Acoustic Piano|Electric Grand Piano|Honky-tonk Piano|Electric Piano 1|Electric Piano 2|Harpsichord|Clavinet
Celesta|Glockenspiel|Music Box|Vibraphone|Marimba|Xylophone|Tubular Bells|Dulcimer
Drawbar Organ|Percussive Organ|Rock Organ|Church Organ|Reed Organ|Accordion|Harmonica|Tango Accordion
Acoustic Guitar (nylon)|Acoustic Guitar (steel)|Electric Guitar (jazz)|Electric Guitar (clean)|Electric Guitar (muted)|Overdriven Guitar|Distortion Guitar|Guitar Harmonics
Acoustic Bass|Electric Bass (finger)|Electric Bass (pick)|Fretless Bass|Slap Bass 1|Slap Bass 2|Synth Bass 1|Synth Bass 2
Violin|Viola|Cello|Contrabass|Tremolo Strings|Pizzicato Strings|Orchestral Harp|Timpani
String Ensemble 1|String Ensemble 2|Synth Strings 1|Synth Strings 2|Choir Aahs|Voice Oohs|Synth Voice|Orchestra Hit
Trumpet|Trombone|Tuba|Muted Trumpet|French Horn|Brass Section|Synth Brass 1|Synth Brass 2
Soprano Sax|Alto Sax|Tenor Sax|Baritone Sax|Oboe|English Horn|Bassoon|Clarinet
Piccolo|Flute|Recorder|Pan Flute|Blown Bottle|Shakuhachi|Whistle|Ocarina
Lead 1 (square)|Lead 2 (sawtooth)|Lead 3 (calliope)|Lead 4 (chiff)|Lead 5 (charang)|Lead 6 (voice)|Lead 7 (fifths)|Lead 8 (bass + lead)
Pad 1 (new age)|Pad 2 (warm)|Pad 3 (polysynth)|Pad 4 (choir)|Pad 5 (bowed)|Pad 6 (metallic)|Pad 7 (halo)|Pad 8 (sweep)
FX 1 (rain)|FX 2 (soundtrack)|FX 3 (crystal)|FX 4 (atmosphere)|FX 5 (brightness)|FX 6 (goblins)|FX 7 (echoes)|FX 8 (sci-fi)
Sitar|Banjo|Shamisen|Koto|Kalimba|Bagpipe|Fiddle|Shanai
Tinkle Bell|Agogo|Steel Drums|Woodblock|Taiko Drum|Melodic Tom|Synth Drum|Reverse Cymbal
Guitar Fret Noise|Breath Noise|Seashore|Bird Tweet|Telephone Ring|Helicopter|Applause|Gunshot
`
	.trim()
	.split(/[|\n]/);

/** Spelling differs between tools: `Synth Strings 1`, `SynthStrings 1`, `Honky-Tonk Piano`. */
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const PROGRAMS = new Map(GENERAL_MIDI.map((name, program) => [plain(name), program]));

/** Everyday names of instruments and stems; the first word found decides, so the special stands before the general. */
const EVERYDAY: Array<[words: RegExp, sound: string]> = [
	[/synth\w* bass|bass synth/i, 'Synth Bass 1'],
	[/double bass|upright bass/i, 'Acoustic Bass'],
	[/bass/i, 'Electric Bass (finger)'],
	[/acoustic guitar/i, 'Acoustic Guitar (steel)'],
	[/guitar/i, 'Electric Guitar (clean)'],
	[/electric piano|rhodes|wurlitzer/i, 'Electric Piano 1'],
	[/organ/i, 'Drawbar Organ'],
	[/piano|key(s|board)/i, 'Acoustic Grand Piano'],
	[/choir/i, 'Choir Aahs'],
	[/vo(cal|ice|x)|sing(er|ing)/i, 'Voice Oohs'],
	[/violin|fiddle/i, 'Violin'],
	[/cello/i, 'Cello'],
	[/string/i, 'String Ensemble 1'],
	[/harp\b/i, 'Orchestral Harp'],
	[/trumpet/i, 'Trumpet'],
	[/trombone/i, 'Trombone'],
	[/sax/i, 'Alto Sax'],
	[/brass|horn/i, 'Brass Section'],
	[/flute|woodwind/i, 'Flute'],
	[/clarinet/i, 'Clarinet'],
	[/pad\b/i, 'Pad 2 (warm)'],
	[/synth|lead\b/i, 'Lead 2 (sawtooth)'],
	[/mallet|bell/i, 'Vibraphone'],
];

const DRUMS = /drum|percussion|\bkit\b|cymbal|hi-?hat|snare|\bkick\b/i;

/** The General MIDI sound of an instrument: a program, the drum channel, or nothing where the name says neither. */
export function soundOf(name: string): { drums: true } | { program: number } | undefined {
	const exact = PROGRAMS.get(plain(name));
	if (exact !== undefined) return { program: exact };
	if (DRUMS.test(name)) return { drums: true };
	const sound = EVERYDAY.find(([words]) => words.test(name))?.[1];
	const program = PROGRAMS.get(plain(sound ?? ''));
	return program === undefined ? undefined : { program };
}
