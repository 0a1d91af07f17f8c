import type { CodexData } from 'n8n-workflow';

/** Stands in the description and not in a file of its own: n8n offers behind *Chat Model* only nodes with these words. */
export const codex: CodexData = {
	categories: ['AI'],
	subcategories: {
		AI: ['Language Models', 'Root Nodes'],
		'Language Models': ['Chat Models (Recommended)'],
	},
	resources: {
		primaryDocumentation: [{ url: 'https://github.com/n8n-nodes-kie-ai/n8n-nodes-kie-ai' }],
	},
	alias: ['llm', 'gpt', 'claude', 'gemini', 'grok', 'deepseek', 'kimi', 'openai', 'anthropic'],
};
