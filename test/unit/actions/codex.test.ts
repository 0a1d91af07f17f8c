import codex from '../../../nodes/KieAi/KieAi.node.json';

/** What people type when they look for a node that does this work. */
const WORDS = [
	'text to speech',
	'tts',
	'speech',
	'voiceover',
	'transcribe',
	'nano banana',
	'gpt image',
	'seedream',
	'kling',
	'seedance',
	'hailuo',
	'wan',
	'grok',
	'ideogram',
	'qwen',
	'elevenlabs',
	'lip sync',
	'avatar',
	'upscale',
	'remove background',
	'generate image',
	'generate video',
	'generate music',
	'generate song',
	'ai video',
	'chat',
	'llm',
	'gpt',
	'claude',
	'gemini',
	'deepseek',
	'suno',
	'stems',
	'midi',
];

describe('the words by which n8n finds the node', () => {
	it.each(WORDS)('%s', (word) => {
		expect(codex.alias).toContain(word);
	});

	it('are there once each, and the node stands among those for AI', () => {
		expect(new Set(codex.alias).size).toBe(codex.alias.length);
		expect(codex.categories).toContain('AI');
	});
});
