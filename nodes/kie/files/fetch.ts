import type { IDataObject } from 'n8n-workflow';

import { isPrivateAddress, isPrivateHost } from './addresses';
import type { FileNetwork, StreamAnswer } from './network';

/** Why a file could not be had: `refused` for good, `gone` until there is a new link, `broken` for now. */
export class FileError extends Error {
	constructor(
		message: string,
		readonly kind: 'refused' | 'gone' | 'broken',
	) {
		super(message);
		this.name = 'FileError';
	}
}

/** The file is larger than the user wants. */
export const tooLarge = (maxBytes: number): FileError =>
	new FileError(`It is larger than ${Math.round(maxBytes / 1e4) / 100} MB`, 'refused');

const MOST_REDIRECTS = 5;
const ANSWER_TIMEOUT_MS = 60_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Kie.ai's result hosts say one of these about a link that has expired. */
const GONE = new Set([401, 403, 404, 410]);

/**
 * Opens a public file for reading. Redirects are followed here and not by the HTTP client, so that every host on the way
 * is checked before it is asked.
 * @throws {FileError}
 */
export async function openFile(
	network: FileNetwork,
	address: string,
	headers: IDataObject = {},
): Promise<StreamAnswer> {
	let url = address;
	for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
		await checkAddress(network, url);
		const answer = await request(network, url, headers);
		if (!REDIRECTS.has(answer.statusCode)) return checkAnswer(answer);
		answer.body.destroy();
		url = targetOf(answer, url);
	}
	throw new FileError(`The link redirects more than ${MOST_REDIRECTS} times`, 'refused');
}

async function request(
	network: FileNetwork,
	url: string,
	headers: IDataObject,
): Promise<StreamAnswer> {
	const sent = await network
		.fetch({
			method: 'GET',
			url,
			// Ranges count the bytes as stored, so they must come as stored.
			headers: { 'accept-encoding': 'identity', ...headers },
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: ANSWER_TIMEOUT_MS,
			abortSignal: network.signal,
		})
		.then(
			(answer) => ({ answer }),
			(error: Error) => ({ error }),
		);
	if ('error' in sent)
		throw new FileError(`Its host cannot be reached: ${sent.error.message}`, 'broken');
	checkConnection(network, url, sent.answer);
	return sent.answer;
}

function checkAnswer(answer: StreamAnswer): StreamAnswer {
	const { statusCode } = answer;
	if (statusCode === 200 || statusCode === 206) return answer;
	answer.body.destroy();
	const message = `Its host answered with HTTP ${statusCode}`;
	if (GONE.has(statusCode)) throw new FileError(message, 'gone');
	const isPassing = statusCode >= 500 || statusCode === 408 || statusCode === 429;
	throw new FileError(message, isPassing ? 'broken' : 'refused');
}

function targetOf({ headers }: StreamAnswer, from: string): string {
	const target = URL.canParse(String(headers.location), from)
		? new URL(String(headers.location), from)
		: undefined;
	if (headers.location && target) return target.href;
	throw new FileError('The link redirects to nowhere', 'refused');
}

const forbidden = (host: string) =>
	new FileError(
		`Its link leads to ${host}, which is inside a private network; files are only fetched from public hosts`,
		'refused',
	);

/** Refuses what is no web address or leads into a private network, as far as that is known without a connection. */
async function checkAddress(network: FileNetwork, address: string): Promise<void> {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
		throw new FileError(`Its link is no web address: ${address.slice(0, 100)}`, 'refused');
	}
	if (network.trustedHosts.includes(url.hostname)) return;
	if (isPrivateHost(url.hostname)) throw forbidden(url.hostname);
	// A name that does not resolve here may still be reached through the proxy of the installation.
	const verdict = await network.filter?.validateUrl(url).then(
		(result) => (result.ok ? undefined : result.error),
		(error: Error) => error,
	);
	if (verdict?.name.startsWith('SsrfBlocked')) throw forbidden(url.hostname);
}

/**
 * Refuses an answer that came from a private address, where it tells: versions of n8n without the filter hand out the
 * connection's own stream. Behind a proxy that connection is the proxy's, on another port than the link's.
 */
function checkConnection(network: FileNetwork, address: string, answer: StreamAnswer): void {
	const { hostname, port, protocol } = new URL(address);
	const { socket } = answer.body as { socket?: { remoteAddress?: string; remotePort?: number } };
	const usual = protocol === 'https:' ? 443 : 80;
	const isDirect = socket?.remotePort === (Number(port) || usual);
	if (!isDirect || network.trustedHosts.includes(hostname)) return;
	if (socket?.remoteAddress && isPrivateAddress(socket.remoteAddress)) {
		answer.body.destroy();
		throw forbidden(hostname);
	}
}
