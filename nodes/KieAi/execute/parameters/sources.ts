import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { inputError } from '../../../kie/errors';
import { isPrivateHost } from '../../../kie/files/addresses';
import { type FileRule, InputFile } from '../../../kie/files/input';

/** What the files of one item may be named by. */
export interface ItemFiles {
	/** The binary field of that name, if the item has one. */
	binary(name: string): IBinaryData | undefined;
	/** Names of its binary fields, for messages. */
	names: string[];
	/** Hosts that may be private although Kie.ai has to reach them: those of the credential. */
	trustedHosts: string[];
}

/** The binary fields of an incoming item. */
export function itemFiles(
	context: IExecuteFunctions,
	itemIndex: number,
	trustedHosts: string[],
): ItemFiles {
	return {
		binary: (name) => {
			try {
				return context.helpers.assertBinaryData(itemIndex, name);
			} catch {
				return undefined;
			}
		},
		names: Object.keys(context.getInputData()[itemIndex].binary ?? {}),
		trustedHosts,
	};
}

/**
 * What a field for a file holds: a public address as it is, or a file of n8n that was named by its binary field, given
 * by an expression, or written as a data URL.
 * @throws {KieError} category `input`
 */
export function readSource(
	entered: unknown,
	label: string,
	rule: FileRule,
	files: ItemFiles,
): string | InputFile {
	if (isBinary(entered)) return new InputFile(entered, label, rule);
	const text = String(entered).trim();
	const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(text) ?? [];
	switch (scheme?.toLowerCase()) {
		case 'data':
			return new InputFile(fromDataUrl(text, label), label, rule);
		case 'http':
		case 'https':
			return publicAddress(text, label, files);
	}
	const binary = files.binary(text);
	if (binary) return new InputFile(binary, label, rule);
	throw scheme ? wrongScheme(label, scheme) : nothingOfThatName(label, text, files.names);
}

function isBinary(value: unknown): value is IBinaryData {
	const { mimeType, id, data } = (value ?? {}) as Partial<IBinaryData>;
	return typeof mimeType === 'string' && (typeof id === 'string' || typeof data === 'string');
}

function fromDataUrl(text: string, label: string): IBinaryData {
	const [, mimeType = '', flags = '', content = ''] =
		/^data:([^;,]*)((?:;[^;,]*)*),(.*)$/is.exec(text) ?? [];
	if (content === '') throw inputError(`${label} holds a data URL without data`);
	const data = /;base64$/i.test(flags)
		? content.replace(/\s/g, '')
		: Buffer.from(decodeURIComponent(content)).toString('base64');
	return { mimeType, data };
}

const ADVICE =
	'Enter the input data field name of the file instead of its address, and the node uploads it; nothing was sent and nothing was paid';

function publicAddress(text: string, label: string, { trustedHosts }: ItemFiles): string {
	if (!URL.canParse(text)) throw inputError(`${label} is not a valid web address: "${text}"`);
	const { hostname } = new URL(text);
	if (trustedHosts.includes(hostname) || !isPrivateHost(hostname)) return text;
	throw inputError(
		`${label} leads to ${hostname}, which Kie.ai cannot reach from the internet`,
		ADVICE,
	);
}

const wrongScheme = (label: string, scheme: string) =>
	inputError(`${label} must begin with https://, but begins with ${scheme}:`, ADVICE);

function nothingOfThatName(label: string, text: string, names: string[]) {
	const has = names.length > 0 ? `the binary fields ${names.join(', ')}` : 'no binary data';
	return inputError(
		`${label} is neither a web address nor a binary field of the incoming item: "${text}"`,
		`The item has ${has}; a web address begins with https://`,
	);
}
