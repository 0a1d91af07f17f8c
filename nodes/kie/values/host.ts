import { bare, unwrapped } from './blank';
import { invalid, shown } from './message';

/**
 * Scheme, name and port of a server.
 * @throws {KieError} for addresses with anything else in them
 */
export function readHost(entered: unknown, label: string): string {
	const value = unwrapped(entered);
	const text = typeof value === 'string' ? bare(value) : '';
	const url = /^https?:\/\/[^\s\\]+$/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
	if (!url) {
		const example = 'such as https://api.kie.ai';
		throw invalid(
			label,
			`must be an address with https:// or http:// (${example}), but is ${shown(value)}`,
		);
	}
	const { origin, username, password, pathname, search, hash } = url;
	// The message shows none of it: whoever writes a password here does not want to read it in a log.
	if (username || password) throw invalid(label, 'must not contain a user name or password');
	if (pathname.replace(/\/+$/, '') || search || hash) {
		throw invalid(label, `must be a host alone, ${shown(origin)} without anything after it`);
	}
	return origin;
}
