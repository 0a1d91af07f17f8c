import { isPrivateHost } from '../files/addresses';
import { bare, trimmed, unwrapped } from './blank';
import { invalid, shown } from './message';
import { isRecord } from '../json';
import { refuseBroken, refuseUnevaluated } from './text';

/** Another address begins: right after a blank, a comma or a semicolon. */
const SECOND_ADDRESS = /[\s,;|]https?:\/\//i;

/** What no address may hold as it is. Existing percent signs are left, so that nothing is encoded twice. */
const RAW = /[^\x21-\x7e]|["<>\\^`{|}]/gu;

/** Characters of the longest address that any server takes. */
const LONGEST = 8192;

/**
 * One web address, ready to be sent: without what is around it, and with everything encoded that an address cannot
 * hold as it is. Everything else stays to the letter, since signed addresses break by less.
 * @throws {KieError} for everything that is no single web address
 */
export function readWebAddress(entered: unknown, label: string): string {
	const value = unwrapped(entered);
	if (typeof value !== 'string') throw notAnAddress(value, label);
	const text = withoutSeparators(bare(value));
	if (!/^https?:\/\//i.test(text)) throw notAnAddress(text, label);
	if (text.length > LONGEST)
		throw invalid(label, `has ${text.length} characters, too many for a web address`);
	if (SECOND_ADDRESS.test(text)) {
		throw invalid(
			label,
			`holds more than one web address: ${shown(text)}`,
			'Enter one address alone',
		);
	}
	refuseBroken(text, label);
	refuseUnevaluated(text, label);
	// Blanks may be part of a name; a line break never is.
	if (/\p{Cc}/u.test(text)) throw invalid(label, `holds a line break: ${shown(text)}`);
	return encodeAddress(text, label);
}

/** What stands behind one entry of a list. */
function withoutSeparators(text: string): string {
	let end = text.length;
	while (end > 0 && ',;|'.includes(text[end - 1])) end--;
	return trimmed(text.slice(0, end));
}

function encodeAddress(text: string, label: string): string {
	const [, origin, rest] = /^(https?:\/\/[^/?#]*)(.*)$/is.exec(text) ?? [];
	const isHost = /^[^\s\\]+$/.test(origin) && URL.canParse(origin);
	if (!isHost) throw invalid(label, `is not a valid web address: ${shown(text)}`);
	// Names of hosts are not percent-encoded; the parser knows how they are written.
	const host = origin.search(RAW) < 0 ? origin : new URL(origin).origin;
	const path = rest.replace(/\p{Surrogate}/gu, '\ufffd').replace(RAW, encodeURIComponent);
	return `${host}${path}`;
}

function notAnAddress(value: unknown, label: string) {
	return invalid(
		label,
		`must be a web address that begins with https://, but is ${shown(value)}`,
		isRecord(value) ? 'Use the key that holds it, for example {{ $json.url }}' : undefined,
	);
}

/** Whether Kie.ai cannot reach an address: it leads into a network, and not to a host that the credential names. */
export function isUnreachable(address: string, trustedHosts: readonly string[]): boolean {
	const { hostname } = new URL(address);
	return isPrivateHost(hostname) && !trustedHosts.includes(hostname);
}
