import Ajv from 'ajv/dist/2020';

import type { Body } from '../tasks';
import { WIRES } from './models';
import type { ChatModelFacts, ChatRequest, Turn } from './types';

const ajv = new Ajv({ strict: false, allErrors: true });
const checks = new WeakMap<ChatModelFacts, ReturnType<typeof ajv.compile>>();

/** What no page, recording or working client knows about a request; empty when nothing. */
export function shapeProblems(model: ChatModelFacts, body: Body): string[] {
	const check = checks.get(model) ?? ajv.compile(WIRES[model.wire].schema(model));
	checks.set(model, check);
	if (check(body) === true) return [];
	return (check.errors ?? []).map(
		({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
	);
}

/** What does not fit together in a conversation: answers without a call, calls without an answer. */
export function talkProblems({ turns, model, path }: ChatRequest): string[] {
	const problems: string[] = [];
	if (/:generateContent$/.test(path)) problems.push('No page knows this method');
	let open: Array<Turn['calls'][number]> = [];
	for (const { role, calls, results } of turns) {
		for (const { id, name } of results) {
			const call = open.find((one) => (id === '' ? one.name === name : one.id === id));
			if (!call) problems.push(`A tool answers a call that nobody made: ${id || name}`);
			open = open.filter((one) => one !== call);
		}
		// One message of a wire may hold one call of several, so only the user's next word closes them.
		if (role === 'user') problems.push(...open.map(({ id }) => `No answer to the call ${id}`));
		open = role === 'user' ? [] : [...open, ...calls];
	}
	problems.push(...open.map(({ id }) => `No answer to the call ${id}`));
	if (model.wire === 'messages' && turns.at(-1)?.role === 'assistant') {
		problems.push('Some models refuse a conversation that ends with their own words');
	}
	return problems;
}
