import { calledSince, exampleOf, knownValues, lastSaid, schemaIn, topicOf } from './examples';
import type { ChatReply, ChatRequest, OfferedTool } from './types';
import { lyricsAbout } from './words';

/** An order for answers: text, a whole reply, or a function that makes one. */
export type Scripted = string | ChatReply | ((request: ChatRequest) => string | ChatReply);

/** Which requests a rule is for: text or pattern in the user's last message, or any test. */
export type ChatMatch = string | RegExp | ((request: ChatRequest) => boolean);

function matchesRequest(match: ChatMatch, request: ChatRequest): boolean {
	if (typeof match === 'function') return match(request);
	const said = lastSaid(request);
	return match instanceof RegExp ? match.test(said) : said.includes(match);
}

const MIN_LETTERS = 4;

/** Whether the user's words ask for a tool: one of the words in its name is among them. */
function isAskedFor({ name }: OfferedTool, said: string): boolean {
	const words = name
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.split(/[^a-zA-Z]+/)
		.map((word) => word.toLowerCase())
		.filter((word) => word.length >= MIN_LETTERS);
	const heard = said.toLowerCase();
	const isSong = heard.includes('song') && words.includes('music');
	return isSong || words.some((word) => heard.includes(word));
}

/** Tools by which an agent hands in its last word, such as those of structured output. */
const isFinal = ({ name }: OfferedTool) => /^(format_)?final/i.test(name);

function nextTool(request: ChatRequest, said: string): OfferedTool | undefined {
	const called = calledSince(request);
	const open = request.tools.filter(({ name }) => !called.has(name));
	return open.find((tool) => !isFinal(tool) && isAskedFor(tool, said)) ?? open.find(isFinal);
}

const isJsonWanted = (text: string) => /\bjson\b/i.test(text);

/** What a willing model would answer: calls the tools that are asked for, fits a schema, writes lyrics, or echoes. */
function answerPlausibly(request: ChatRequest): ChatReply {
	const said = lastSaid(request);
	const known = knownValues(request);
	const tool = nextTool(request, said);
	if (tool) {
		const args = exampleOf(tool.parameters, said, known) as object;
		return { toolCalls: [{ name: tool.name, arguments: args }] };
	}
	if (request.schema) return { json: exampleOf(request.schema, said, known) };
	const wished = isJsonWanted(request.system + said) && schemaIn(request.system + said);
	if (wished) {
		return { text: `\`\`\`json\n${JSON.stringify(exampleOf(wished, said, known))}\n\`\`\`` };
	}
	const told = request.turns.at(-1)?.results ?? [];
	if (told.length > 0) {
		return { text: `Done. The tools answered: ${told.map(({ text }) => text).join('\n')}` };
	}
	return {
		text: /\b(lyrics|song|verse)\b/i.test(said) ? lyricsAbout(topicOf(said)) : echo(request, said),
	};
}

function echo({ turns, webSearch }: ChatRequest, said: string): string {
	const files = turns.filter(({ role }) => role === 'user').at(-1)?.files ?? [];
	const seen = files.length > 0 ? ` I see ${files.length} file(s).` : '';
	return `You said: ${said}${seen}${webSearch ? ' I searched the web.' : ''}`;
}

/** What the chat models say: first what was ordered, then what a rule says, else something plausible. */
export class Brain {
	private ordered: Scripted[] = [];
	private rules: Array<{ match: ChatMatch; scripted: Scripted }> = [];

	/** Answers of the next requests, in order, whatever their model. */
	reply(...replies: Scripted[]): void {
		this.ordered.push(...replies);
	}

	/** The answer to every request that matches, until `clear`. The newest rule wins. */
	when(match: ChatMatch, scripted: Scripted): void {
		this.rules.unshift({ match, scripted });
	}

	clear(): void {
		this.ordered = [];
		this.rules = [];
	}

	/** The reply to a request; orders are used up. */
	think(request: ChatRequest): ChatReply {
		const rule = this.rules.find(({ match }) => matchesRequest(match, request));
		const scripted = this.ordered.shift() ?? rule?.scripted ?? answerPlausibly;
		const reply = typeof scripted === 'function' ? scripted(request) : scripted;
		return typeof reply === 'string' ? { text: reply } : reply;
	}
}
