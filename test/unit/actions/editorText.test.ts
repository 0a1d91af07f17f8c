import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { KieAiApi } from '../../../credentials/KieAiApi.credentials';
import { KieAi } from '../../../nodes/KieAi/KieAi.node';
import { KieAiTrigger } from '../../../nodes/KieAiTrigger/KieAiTrigger.node';
import { LmChatKieAi } from '../../../nodes/LmChatKieAi/LmChatKieAi.node';

type Entry = INodeProperties | INodePropertyCollection;

/** Fields, with those in collections. */
const unfold = (entries: readonly Entry[]): INodeProperties[] =>
	entries.flatMap((entry): INodeProperties[] => {
		if ('values' in entry) return unfold(entry.values);
		const inner = (entry.options ?? []).filter((one) => 'type' in one || 'values' in one);
		return [entry, ...unfold(inner as Entry[])];
	});

const NODES = [new KieAi(), new KieAiTrigger(), new LmChatKieAi()];

const fields = NODES.flatMap(({ description }) => unfold(description.properties)).map(
	(field): [string, INodeProperties] => [`${field.displayName} (${field.name})`, field],
);

const startsEmpty = ({ type, default: initial }: INodeProperties) =>
	type === 'string' && [initial].flat().every((one) => one === '');

describe('a text field that starts empty', () => {
	it.each(fields.filter(([, field]) => startsEmpty(field)))('%s shows an example', (_, field) => {
		expect(field.placeholder).toMatch(/^e\.g\. ./);
	});
});

describe('a model that is chosen from the beginning', () => {
	const chosen = fields.filter(
		([, { type, default: initial }]) =>
			type === 'resourceLocator' && (initial as { value: string }).value !== '',
	);

	it.each(chosen)('%s stands there by its name', (_, field) => {
		expect(field.default).toHaveProperty('cachedResultName', expect.stringMatching(/^[A-Z]/));
	});
});

describe('a choice', () => {
	/** The editor shows two lines below the name of a choice, and cuts the rest. */
	const TWO_LINES = 105;
	const choices = fields
		.filter(([, { type }]) => type === 'options' || type === 'multiOptions')
		.flatMap(([, { displayName, options = [] }]) =>
			(options as INodePropertyOptions[]).map(({ name, description = '' }) => ({
				choice: `${displayName}: ${name}`,
				description,
			})),
		);

	it('is described in two lines', () => {
		expect(choices.filter(({ description }) => description.length > TWO_LINES)).toEqual([]);
	});
});

describe('a notice', () => {
	const notices = [...fields.map(([, field]) => field), ...new KieAiApi().properties].filter(
		({ type }) => type === 'notice',
	);

	it('is plain text: the editor takes markup out and glues what it parted', () => {
		expect(notices).not.toEqual([]);
		for (const { displayName } of notices) expect(displayName).not.toMatch(/<(?!a )\/?(?!a>)\w/);
	});
});
