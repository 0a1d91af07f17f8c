import type { IDataObject } from 'n8n-workflow';

/** A request that somebody between n8n and Kie.ai refused. */
export interface Block {
	/** A sentence on who refused, as far as it can be read. */
	reason: string;
	hint: string;
}

/** HTTP statuses with which a proxy, a firewall or Cloudflare refuses without passing the request on. */
const HINTS: Record<number, string> = {
	401: 'Check API Host in the credential: something in front of Kie.ai wants a login of its own',
	403: 'Check whether a firewall or proxy of your network, or Cloudflare, blocks the server of n8n',
	404: 'Check API Host in the credential: there is no Kie.ai at this address',
	405: 'Check API Host in the credential: there is no Kie.ai at this address',
	407: 'The proxy of your network wants a login: put it into HTTPS_PROXY of n8n',
	413: 'The request is larger than a proxy on the way allows: give large files as a web address or a binary field',
	414: 'The request is longer than a proxy on the way allows',
	431: 'The request is longer than a proxy on the way allows',
	451: 'Check whether your network or country blocks Kie.ai',
};

/** Reads an answer that is none of Kie.ai's; nothing where it does not say that the request was stopped on its way. */
export function readBlock(status: number, headers: IDataObject, body: unknown): Block | undefined {
	const hint = HINTS[status];
	if (hint === undefined) return undefined;
	const words = typeof body === 'string' ? titleOf(body) : undefined;
	return {
		reason: `HTTP ${status} from ${senderOf(status, headers)}${words ? `: ${words}` : ''}`,
		hint: `${hint}. Nothing was paid`,
	};
}

function senderOf(status: number, headers: IDataObject): string {
	if (status === 407 || headers['proxy-authenticate'] !== undefined) return 'a proxy';
	const server = plain(headers.server);
	if (headers['cf-ray'] !== undefined || /cloudflare/i.test(server)) return 'Cloudflare';
	const via = plain(headers.via);
	if (via) return `a proxy (${via})`;
	return server ? `a server named ${server}` : 'something before Kie.ai';
}

const LONGEST_WORDS = 100;
const LONGEST_PAGE = 20_000;

function titleOf(page: string): string | undefined {
	const start = page.slice(0, LONGEST_PAGE);
	const title = /<(?:title|h1)\b[^<>]{0,200}>([^<]{1,300})/i.exec(start)?.[1];
	return plain(title ?? (start.includes('<') ? '' : start)) || undefined;
}

const plain = (value: unknown): string =>
	typeof value === 'string' ? value.replace(/\s+/g, ' ').trim().slice(0, LONGEST_WORDS) : '';
