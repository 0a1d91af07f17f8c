import { isPrivateHost } from '../files/addresses';
import { isUnreachable, readWebAddress } from './address';
import { invalid, shown } from './message';

/** Names that stand in manuals and templates until somebody replaces them. */
const TEMPLATE =
	/(^|[.-])your[.-]?(n8n|domain|site|server|host|instance|app|company|webhook|url)|[<>{}]/i;
/** Reserved for documentation (RFC 2606). A Kie.ai that is itself inside a network calls nobody outside. */
const EXAMPLE = /(^|\.)example(\.(com|org|net))?$|\.(test|invalid)$/;

/**
 * A public address that Kie.ai can call.
 * @param trustedHosts hosts of the credential: what is private may be called from there, without TLS as well
 * @throws {KieError}
 */
export function readCallbackUrl(
	entered: unknown,
	label: string,
	trustedHosts: readonly string[],
): string {
	if (typeof entered === 'string' && TEMPLATE.test(hostIn(entered)))
		throw placeholder(entered, label);
	const address = readWebAddress(entered, label);
	const { protocol, hostname } = new URL(address);
	if (isUnreachable(address, trustedHosts)) {
		throw invalid(
			label,
			`leads to ${hostname}, which Kie.ai cannot reach from the internet`,
			'Use the public address of n8n (WEBHOOK_URL)',
		);
	}
	const isInside = trustedHosts.some(isPrivateHost);
	if (!isInside && EXAMPLE.test(hostname)) throw placeholder(address, label);
	if (!isInside && protocol !== 'https:')
		throw invalid(label, `must begin with https://, but is ${shown(address)}`);
	return address;
}

const hostIn = (text: string) => /^\s*\w+:\/\/([^/?#]*)/.exec(text)?.[1] ?? '';

const placeholder = (value: string, label: string) =>
	invalid(label, `is a placeholder, not an address of your own: ${shown(value)}`);
