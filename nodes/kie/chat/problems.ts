import { schemaProblems } from './jsonSchema/check';
import { kindOf, partsOf, textOf } from './parts';
import type { ChatRoute } from './route';
import type { ChatRequest, FunctionTool, ToolChoice } from './types';
import { WIRES } from './wires';

/** What is wrong with a question, as sentences without a full stop: everything at once, before it costs anything. */
export function requestProblems(request: ChatRequest, route: ChatRoute): string[] {
	return [
		...conversationProblems(request),
		...fileProblems(request, route),
		...toolProblems(request, route),
		...searchProblems(request, route),
		...optionProblems(request, route),
		...schemaProblems(request.json?.schema).map((problem) => `The JSON schema ${problem}`),
	];
}

function conversationProblems({ messages }: ChatRequest): string[] {
	const said = messages.filter(({ role }) => role !== 'system');
	const last = said.at(-1);
	if (!last) return ['Message is empty, and so are Files and History'];
	if (last.role === 'assistant') {
		return [
			'The last message must be from the user: many models refuse to continue their own words',
		];
	}
	const isEmpty = last.role === 'user' && !textOf(last) && partsOf(last, 'file').length === 0;
	return isEmpty ? ['The message is empty'] : [];
}

function fileProblems({ model, messages }: ChatRequest, { traits }: ChatRoute): string[] {
	const taken = traits.files;
	if (!taken) return [];
	const kinds = new Set(messages.flatMap((message) => partsOf(message, 'file').map(kindOf)));
	const refused = [...kinds].filter((kind) => !taken.includes(kind));
	const offer = taken.length > 0 ? `it takes ${taken.map((kind) => `${kind}s`).join(', ')}` : '';
	return refused.map((kind) =>
		[`${model} does not take ${kind === 'audio' ? kind : `${kind}s`}`, offer]
			.filter(Boolean)
			.join('; '),
	);
}

const NAME = /^[A-Za-z_][\w-]{0,63}$/;

function toolProblems({ tools = [], toolChoice }: ChatRequest, { format }: ChatRoute): string[] {
	const names = tools.map(({ name }) => name);
	const doubles = names.filter((name, index) => names.indexOf(name) !== index);
	return [
		...tools.flatMap(oneToolProblems),
		...[...new Set(doubles)].map((name) => `Two tools have the name "${name}"`),
		...choiceProblems(names, toolChoice, WIRES[format].toolChoices),
	];
}

const oneToolProblems = ({ name, parameters }: FunctionTool): string[] => [
	...(NAME.test(name)
		? []
		: [
				`The tool name "${name}" must be 1 to 64 letters, digits, _ or -, and must not begin with a digit`,
			]),
	...(parameters.type === 'object'
		? []
		: [`The parameters of "${name}" must have the type object`]),
];

function choiceProblems(
	names: string[],
	choice: ToolChoice | undefined,
	taken: ReadonlyArray<'none' | 'required' | 'name'>,
): string[] {
	if (choice === undefined || choice === 'auto') return [];
	const kind = typeof choice === 'object' ? 'name' : choice;
	if (kind === 'none') return [];
	if (names.length === 0) return ['Tool Choice needs at least one function tool'];
	if (!taken.includes(kind)) return ['With this model the Tool Choice must be Auto or None'];
	const isKnown = typeof choice !== 'object' || names.includes(choice.name);
	return isKnown ? [] : [`There is no tool "${(choice as { name: string }).name}" to choose`];
}

function searchProblems({ model, webSearch, tools = [] }: ChatRequest, route: ChatRoute): string[] {
	if (!webSearch) return [];
	const { webSearch: own } = route.traits;
	const hasSearch = own ?? WIRES[route.format].webSearch;
	if (!hasSearch) return [`${model} has no web search`];
	return tools.length > 0 ? ['Web search and function tools exclude each other at Kie.ai'] : [];
}

function optionProblems(request: ChatRequest, { traits }: ChatRoute): string[] {
	const { model, reasoningEffort: effort, temperature, maxTokens } = request;
	const problems: string[] = [];
	if (effort && traits.efforts && !traits.efforts.includes(effort)) {
		const levels = traits.efforts.join(', ');
		problems.push(
			`${model} has no reasoning effort "${effort}"; ${levels ? `it has ${levels}` : 'leave it out'}`,
		);
	}
	if (temperature !== undefined && !(temperature >= 0 && temperature <= 2)) {
		problems.push('The temperature must be from 0 to 2');
	}
	if (maxTokens !== undefined && !(Number.isInteger(maxTokens) && maxTokens > 0)) {
		problems.push('The maximum number of tokens must be a whole number above 0');
	}
	return problems;
}
