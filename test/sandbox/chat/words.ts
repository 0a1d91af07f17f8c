/** Pieces of a text as a stream brings them: words with the blanks behind them. */
export const pieces = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? [];

const RULE = 'Work as a careful agent: plan, use the tools that are given, check, then answer. ';

/** GPT answers repeat the prompt that Kie.ai puts before the user's, about 14 KB of it. */
export const HIDDEN_INSTRUCTIONS = RULE.repeat(180);

/** Lyrics that a model writes when asked for some. */
export function lyricsAbout(idea: string): string {
	const topic = idea.replace(/\s+/g, ' ').trim().slice(0, 60) || 'the open sky';
	return [
		'[Verse]',
		'We woke before the morning came',
		`And sang of ${topic}`,
		'The wind was calling out our name',
		'',
		'[Chorus]',
		'Hold on to the line, let it fly',
		'A little red kite in the big blue sky',
	].join('\n');
}

/** A rough count of tokens: four letters each. */
export const tokensOf = (text: string): number => Math.ceil(text.length / 4);
