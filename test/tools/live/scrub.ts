import { asRecord } from '../../../nodes/kie/json';
import type { Exchange } from './exchange';

/** What Kie.ai tells everybody alike: it holds nothing of the account, and its names look like ids. */
const PUBLIC = /\/models(\/|$)/;

/** A key and its text, at any depth of JSON inside of JSON: `\1` is the quote with its backslashes. */
const NAMED_SECRET =
	/(\\*")(\w*(?:[a-z]Id|_id|id|[sS]ignature|encrypted_content|validateInfo|email))\1(\s*:\s*)\1([^"\\]+)\1/g;
const ID = /\b(?:[a-z0-9]+_)*[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b/gi;
const ADDRESS = /https?:\/\/[^\s"'\\<>)]+/g;
const BALANCE = /(\\*"(?:creditsRemaining|remainedCredits)\\*":\s*)[\d.]+/g;
const OWN_FOLDER = /\bkieai\/\d+/g;
const DOCUMENTED = /^https:\/\/(api|docs)\.kie\.ai(\/|$)/;

/** Takes keys, ids and addresses out of exchanges. The same one becomes the same placeholder in all of them. */
export class Scrubber {
	private readonly ids = new Map<string, string>();
	private readonly addresses = new Map<string, string>();

	/** @param secrets texts that must not stand anywhere, such as the API key */
	constructor(private readonly secrets: readonly string[]) {}

	scrub(exchange: Exchange): Exchange {
		const { method, path } = exchange.request;
		const text = this.withoutSecrets(JSON.stringify(withoutBalance(exchange)));
		const isPublic = method === 'GET' && PUBLIC.test(path);
		return JSON.parse(isPublic ? text : this.withoutTraces(text)) as Exchange;
	}

	/** For what is printed. */
	withoutSecrets(text: string): string {
		return this.secrets.reduce((rest, secret) => rest.replaceAll(secret, 'KEY'), text);
	}

	private withoutTraces(text: string): string {
		return text
			.replace(ADDRESS, (address) => this.address(address))
			.replace(OWN_FOLDER, 'kieai/1')
			.replace(BALANCE, '$1 1000')
			.replace(
				NAMED_SECRET,
				(_, quote: string, name: string, colon: string, id: string) =>
					`${quote}${name}${quote}${colon}${quote}${this.id(id)}${quote}`,
			)
			.replace(ID, (id) => this.id(id));
	}

	private id(id: string): string {
		if (/^id-\d+$/.test(id)) return id;
		return remember(this.ids, id, (count) => `id-${count}`);
	}

	/** Its ending stays: that is what tells the kind of a file. */
	private address(address: string): string {
		if (DOCUMENTED.test(address)) return address;
		const [ending = ''] = /\.\w{2,4}(?=[?#]|$)/.exec(new URL(address).pathname) ?? [];
		return remember(this.addresses, address, (count) => `https://files.example/${count}${ending}`);
	}
}

/** The question for the balance has nothing else in its answer. */
function withoutBalance(exchange: Exchange): Exchange {
	const body = asRecord(exchange.body);
	const isBalance = exchange.request.path.endsWith('/credit') && typeof body?.data === 'number';
	return isBalance ? { ...exchange, body: { ...body, data: 1000 } } : exchange;
}

function remember(known: Map<string, string>, text: string, name: (count: number) => string) {
	const placeholder = known.get(text) ?? name(known.size + 1);
	known.set(text, placeholder);
	return placeholder;
}
