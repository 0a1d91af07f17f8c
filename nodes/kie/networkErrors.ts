/** An error of the HTTP client. n8n wraps it, sometimes twice. */
export interface NetworkError {
	name?: string;
	code?: string;
	/** Where older versions of n8n keep the code. */
	httpCode?: string | null;
	syscall?: string;
	message?: string;
	cause?: NetworkError;
}

/** What an error says about its request. */
interface NetworkFailure {
	/** The request cannot have been read by anybody. */
	neverSent: boolean;
	/** In words that continue "Kie.ai could not be reached: ". */
	reason: string;
	hint?: string;
	cause: Error;
}

/** Codes of a connection that never came about. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** Node.js refuses the request itself. */
const NEVER_WRITTEN = /^ERR_(INVALID_(CHAR|URL|HTTP_TOKEN|PROTOCOL)|UNESCAPED_CHARACTERS)$/;

/** OpenSSL's words for a certificate that it does not accept. */
const CERTIFICATE =
	/^(CERT_|CRL_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH|ERR_TLS_CERT_)/;

/** A handshake that failed for another reason; a broken record may come after it, when the request was sent. */
const HANDSHAKE =
	/^(EPROTO|ERR_TLS_HANDSHAKE_TIMEOUT|ERR_SSL_(?!.*(BAD_RECORD_MAC|DECRYPTION)).*)$/;

/** Node.js' text for a connection that ended within the handshake; its code is that of any reset. */
const BEFORE_TLS = /before secure TLS connection was established/i;

const WORDS: Record<string, string> = {
	ECONNREFUSED: 'nothing takes connections at its address',
	ENOTFOUND: 'its name could not be found',
	EAI_AGAIN: 'the name server gave no answer',
	EHOSTUNREACH: 'there is no way to its address',
	ENETUNREACH: 'there is no way to its network',
	ECONNRESET: 'the connection was reset',
	ECONNABORTED: 'no answer came in time',
	ETIMEDOUT: 'no answer came in time',
	EPIPE: 'the connection was closed',
	ERR_BAD_RESPONSE: 'the answer could not be read',
};

const CERTIFICATE_HINT =
	'Nothing was sent and nothing was paid. Where a proxy of your network opens TLS, give its certificate to n8n (NODE_EXTRA_CA_CERTS); otherwise check API Host in the credential and the clock of the server';

const HANDSHAKE_HINT =
	'Nothing was sent and nothing was paid. Check the proxy of your network (HTTPS_PROXY) and whether API Host in the credential begins with the right one of https:// and http://';

/** n8n's own refusals to send, by name or text, with what to do. No redirect is followed, so they come before anything has left. */
const KEPT_BY_N8N: Array<[RegExp, string]> = [
	[
		/^SsrfBlocked|: Cannot determine the host for this connection/,
		'Nothing was sent and nothing was paid. n8n keeps requests out of private networks: check API Host in the credential, or have its address allowed (N8N_SSRF_ALLOWED_HOSTNAMES, N8N_SSRF_ALLOWED_IP_RANGES)',
	],
	[
		/: Domain not allowed: This credential/,
		'Nothing was sent and nothing was paid. Add the domain to Allowed Domains in the Kie.ai credential',
	],
];

/** Reads what n8n throws when no answer came. */
export function readNetworkError(error: NetworkError): NetworkFailure {
	const chain = causesOf(error);
	const source = chain.find(({ code }) => isCode(code));
	const code = source?.code ?? chain.map(({ httpCode }) => httpCode).find(isCode);
	const text = chain.find(({ message }) => message)?.message ?? 'unknown network error';
	const cause = Object.assign(new Error(text), code && { code });
	const kept = KEPT_BY_N8N.find(([words]) =>
		chain.some(({ name, message }) => words.test(`${name}: ${message}`)),
	);
	if (kept) return { neverSent: true, reason: text, hint: kept[1], cause };
	if (code && CERTIFICATE.test(code)) {
		const reason = `its TLS certificate is not accepted (${code})`;
		return { neverSent: true, reason, hint: CERTIFICATE_HINT, cause };
	}
	if (
		(code && HANDSHAKE.test(code)) ||
		chain.some(({ message }) => BEFORE_TLS.test(message ?? ''))
	) {
		const reason = `no secure connection came about (${code ?? text})`;
		return { neverSent: true, reason, hint: HANDSHAKE_HINT, cause };
	}
	return { neverSent: isNeverSent(code, source?.syscall), reason: reasonOf(code, text), cause };
}

/** The innermost error knows most, so all of them are looked at. */
function causesOf(error: NetworkError): NetworkError[] {
	const chain: NetworkError[] = [];
	for (let e: NetworkError | undefined = error; e && chain.length < 5; e = e.cause) chain.push(e);
	return chain;
}

const isNeverSent = (code: string | undefined, syscall: string | undefined): boolean =>
	code !== undefined &&
	(NEVER_CONNECTED.has(code) || NEVER_WRITTEN.test(code) || syscall === 'connect');

function reasonOf(code: string | undefined, text: string): string {
	if (code === undefined) return text;
	return WORDS[code] ? `${WORDS[code]} (${code})` : code;
}

const isCode = (word: unknown): word is string =>
	typeof word === 'string' && (/^E[A-Z]/.test(word) || CERTIFICATE.test(word));
