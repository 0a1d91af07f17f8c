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
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
];

const PRIVATE_NAMES = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|localdomain)$/;

/** Whether an IP address, in either notation, is no address of the public internet. */
export function isPrivateAddress(address: string): boolean {
	const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
	if (!bare.includes(':')) return isPrivateIpv4(numberOf(bare));
	return isPrivateIpv6(groupsOf(bare));
}

/**
 * Whether a host as `URL.hostname` gives it lies inside a network: a private address, or a name that exists only there.
 * What a public name resolves to is not asked here.
 */
export function isPrivateHost(hostname: string): boolean {
	const name = hostname.toLowerCase().replace(/\.$/, '');
	if (name.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(name)) return isPrivateAddress(name);
	return !name.includes('.') || PRIVATE_NAMES.test(name);
}

const numberOf = (address: string) =>
	address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const isPrivateIpv4 = (address: number) =>
	PRIVATE_NETWORKS.some(([base, bits]) => {
		const size = 2 ** (32 - bits);
		return Math.floor(address / size) === Math.floor(numberOf(base) / size);
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

function isPrivateIpv6(groups: number[]): boolean {
	const embedded = groups[6] * 65_536 + groups[7];
	const zeros = groups.findIndex((group) => group !== 0);
	if (zeros === -1 || zeros >= 6) return groups[6] === 0 || isPrivateIpv4(embedded);
	const isMapped = zeros === 5 && groups[5] === 0xffff;
	const isTranslated = groups[0] === 0x64 && groups[1] === 0xff9b;
	if (isMapped || isTranslated) return isPrivateIpv4(embedded);
	const isUniqueLocal = (groups[0] & 0xfe00) === 0xfc00;
	const isLinkLocal = (groups[0] & 0xffc0) === 0xfe80;
	const isMulticast = groups[0] >= 0xff00;
	return isUniqueLocal || isLinkLocal || isMulticast;
}
