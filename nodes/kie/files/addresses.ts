/** Networks that no public host lives in, as first address and number of fixed bits (RFC 6890 and its successors). */
const PRIVATE_NETWORKS: Array<[base: string, bits: number]> = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
];

const PRIVATE_NAMES =
	/(^|\.)(localhost|local|internal|intranet|private|lan|home|home\.arpa|corp|localdomain|svc)$/;

/** Whether an IP address, in either notation, is no address of the public internet. What is no address is none either. */
export function isPrivateAddress(address: string): boolean {
	const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
	if (bare.includes(':')) return isPrivateIpv6(groupsOf(bare));
	return !IPV4.test(bare) || isPrivateIpv4(numberOf(bare));
}

/**
 * Whether a host as `URL.hostname` gives it lies inside a network: a private address, or a name that exists only there.
 * What a public name resolves to is not asked here.
 */
export function isPrivateHost(hostname: string): boolean {
	const name = withoutLastDots(hostname.toLowerCase());
	if (name.startsWith('[') || IPV4.test(name)) return isPrivateAddress(name);
	return !name.includes('.') || PRIVATE_NAMES.test(name);
}

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

function withoutLastDots(name: string): string {
	let end = name.length;
	while (name[end - 1] === '.') end--;
	return name.slice(0, end);
}

const numberOf = (address: string) =>
	address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const isPrivateIpv4 = (address: number) =>
	PRIVATE_NETWORKS.some(([base, bits]) => {
		const first = numberOf(base);
		return address >= first && address < first + 2 ** (32 - bits);
	});

/** The eight groups of an IPv6 address, its shorthands written out. */
function groupsOf(address: string): number[] {
	const dotted = /[\d.]+\.[\d.]+$/.exec(address)?.[0];
	const value = dotted ? numberOf(dotted) : 0;
	const plain = dotted
		? address.replace(dotted, `${hex(Math.floor(value / 65_536))}:${hex(value % 65_536)}`)
		: address;
	const [before, after] = plain.split('::').map((half) => half.split(':').filter(Boolean));
	const gap = after ? Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0') : [];
	return [...before, ...gap, ...(after ?? [])].map((group) => parseInt(group, 16));
}

const hex = (value: number) => value.toString(16);

/** Prefixes that stand for IPv4 addresses, which then decide: mapped ones, and those of the public translators (NAT64). */
const IPV4_PREFIXES = ['0,0,0,0,0,65535', '100,65435,0,0,0,0'];

/** Only `2000::/3` is given out, and parts of that are not for hosts or are tunnels to anywhere. */
function isPrivateIpv6(groups: number[]): boolean {
	if (groups.length !== 8 || !groups.every((group) => group <= 0xffff)) return true;
	if (IPV4_PREFIXES.includes(groups.slice(0, 6).join())) {
		return isPrivateIpv4(groups[6] * 65_536 + groups[7]);
	}
	const [first, second] = groups;
	const isGivenOut = (first & 0xe000) === 0x2000;
	const isOfProtocols = first === 0x2001 && second < 0x200;
	const isDocumentation = (first === 0x2001 && second === 0xdb8) || (first & 0xfff0) === 0x3ff0;
	const is6to4 = first === 0x2002;
	return !isGivenOut || isOfProtocols || isDocumentation || is6to4;
}
