/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { KieAiApi } from '../../credentials/KieAiApi.credentials';
import { KieAi } from '../../nodes/KieAi/KieAi.node';
import { resources } from '../../nodes/KieAi/actions';
import { KieAiTrigger } from '../../nodes/KieAiTrigger/KieAiTrigger.node';
import { triggerEvents } from '../../nodes/KieAiTrigger/properties';
import { LmChatKieAi } from '../../nodes/LmChatKieAi/LmChatKieAi.node';

const ROOT = resolve(__dirname, '../..');
const documents = [
	'README.md',
	...readdirSync(join(ROOT, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name}`),
];

/** Names of n8n's own editor, and of what is no part of a form. */
const OTHERS = [
	...[
		'Retry On Fail',
		'Manual Trigger',
		'AI Agent',
		'Chat Model',
		'From file',
		'Install',
		'Settings',
	],
	...['On Error', 'Execute step', 'Task ID', 'Audio ID', 'Continue'],
	...['Allowed HTTP Request Domains', 'Music Actions', 'Production URL', 'Kie.ai Tool'],
];

/** Every name that a person reads in an object that n8n shows: fields, choices, entries of collections. */
function namesIn(value: unknown, names = new Set<string>()): Set<string> {
	if (Array.isArray(value)) value.forEach((one) => namesIn(one, names));
	else if (typeof value === 'object' && value !== null) {
		const { displayName, name } = value as Record<string, unknown>;
		for (const text of [displayName, name]) if (typeof text === 'string') names.add(text);
		Object.values(value).forEach((one) => namesIn(one, names));
	}
	return names;
}

const operations = resources.flatMap(({ name, operations: own }) =>
	own.flatMap((operation) => [operation.name, operation.action, `${name} > ${operation.name}`]),
);
/** n8n offers every event of the trigger as one to begin with. */
const beginnings = (triggerEvents.options ?? []).map(({ name }) => `On ${name}`);
const shown = [new KieAi(), new KieAiTrigger(), new LmChatKieAi(), new KieAiApi()];
const known = new Set(
	[
		...namesIn(shown),
		...operations,
		...beginnings,
		...resources.map(({ name }) => name),
		...OTHERS,
	].map((name) => name.replace(/ \([^)]*\)$/, '').toLowerCase()),
);

const EMPHASIS = /(?<![\w*_])(\*\*|[*_])([A-Z][^*_\n]*?)\1(?![\w*_])/g;

/** Emphasised phrases of several words with capitals: the names of things in the editor. */
function namedIn(text: string): string[] {
	const plain = text.replace(/^```[^]*?^```/gm, '').replace(/\s+/g, ' ');
	return [...plain.matchAll(EMPHASIS)]
		.map(([, , phrase]) => phrase)
		.filter((phrase) => /^[A-Z]\S* .*[A-Z]/.test(phrase) && !/[.,:]( |$)/.test(phrase));
}

const isKnown = (phrase: string): boolean =>
	[phrase, phrase.replace(/^Kie\.ai > /, ''), phrase.split(' > ').at(-1) ?? ''].some((name) =>
		known.has(name.replace(/ \([^)]*\)$/, '').toLowerCase()),
	);

it.each(documents)('%s calls things in the editor by their names', (document) => {
	const named = namedIn(readFileSync(join(ROOT, document), 'utf8'));
	expect(named.filter((phrase) => !isKnown(phrase))).toEqual([]);
});

it('notices a name that is none', () => {
	expect(namedIn('Turn on *Download All Files*, or **Wait Here**. It *never* pays.')).toEqual([
		...['Download All Files', 'Wait Here'],
	]);
	expect(isKnown('Download All Files')).toBe(false);
	expect(isKnown('Wait Here')).toBe(true);
});

it('writes notices without HTML: n8n drops it from those of a credential', () => {
	const notices = shown
		.flatMap((one) => ('description' in one ? one.description : one).properties)
		.filter(({ type }) => type === 'notice');

	expect(notices).not.toEqual([]);
	for (const { displayName } of notices) expect(displayName).not.toMatch(/[<>]/);
});
