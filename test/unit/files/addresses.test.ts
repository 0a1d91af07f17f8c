import ipaddr from 'ipaddr.js';

import { isPrivateAddress, isPrivateHost } from '../../../nodes/kie/files/addresses';

/** What `URL` makes of the ways to write a host is part of the check. */
const hostOf = (host: string) => new URL(`http://${host}/`).hostname;

describe('isPrivateHost', () => {
	it.each([
		'localhost',
		'LOCALHOST.',
		'a.localhost',
		'printer',
		'printer.local',
		'metadata.google.internal',
		'127.0.0.1',
		'127.1',
		'0x7f.0.0.1',
		'2130706433',
		'0177.0.0.1',
		'0.0.0.0',
		'10.1.2.3',
		'100.64.0.1',
		'169.254.169.254',
		'172.16.0.1',
		'172.31.255.255',
		'192.168.1.1',
		'198.18.0.1',
		'224.0.0.1',
		'255.255.255.255',
		'[::]',
		'[::1]',
		'[0:0:0:0:0:0:0:1]',
		'[::ffff:127.0.0.1]',
		'[::ffff:a9fe:a9fe]',
		'[::127.0.0.1]',
		'[64:ff9b::10.0.0.1]',
		'[fc00::1]',
		'[fd12:3456::1]',
		'[fe80::1]',
		'[ff02::1]',
		'192.88.99.1',
		'127.0.0.1..',
		'localhost...',
		'nas.home.arpa',
		'api.default.svc',
		'api.default.svc.cluster.local.',
		'[::ffff:0:127.0.0.1]',
		'[::ffff:0:8.8.8.8]',
		'[::8.8.8.8]',
		'[64:ff9b:1::8.8.8.8]',
		'[2002:7f00:1::]',
		'[2001:0:7f00:1::]',
		'[2001:10::1]',
		'[2001:db8::1]',
		'[3fff::1]',
		'[fec0::1]',
		'[100::1]',
	])('refuses %s', (host) => {
		expect(isPrivateHost(hostOf(host))).toBe(true);
	});

	it.each([
		'api.kie.ai',
		'tempfile.redpandaai.co',
		'local.example.com',
		'8.8.8.8',
		'100.63.255.255',
		'100.128.0.1',
		'172.15.0.1',
		'172.32.0.1',
		'192.169.0.1',
		'223.255.255.255',
		'[2606:4700::1111]',
		'[2001:db9::1]',
		'[2001:4860:4860::8888]',
		'svc.example.com',
		'api.kie.ai.',
		'[::ffff:8.8.8.8]',
		'[64:ff9b::8.8.8.8]',
	])('lets %s pass', (host) => {
		expect(isPrivateHost(hostOf(host))).toBe(false);
	});
});

describe('isPrivateAddress', () => {
	const many = (count: number, address: (i: number) => string) =>
		Array.from({ length: count }, (_, i) => address(i));
	/** One address of every network of 16 bits, and of every one of 24 bits where small networks are special. */
	const ipv4 = [
		...many(65_536, (i) => [i >> 8, i & 0xff, 0, 1].join('.')),
		...['192.0', '192.88', '198.51', '203.0'].flatMap((start) =>
			many(256, (i) => `${start}.${i}.1`),
		),
	];
	const ipv6 = many(65_536, (i) => `${i.toString(16)}:${((i * 7) & 0xffff).toString(16)}::1`);
	const embedded = ['::', '::ffff:', '::ffff:0:', '64:ff9b::', '2002:'].flatMap((prefix) =>
		['127.0.0.1', '10.0.0.1', '169.254.169.254'].map((address) => prefix + address),
	);

	it('lets nothing pass that a well-kept list does not call an address of a public host', () => {
		const passed = [...ipv4, ...ipv6, ...embedded].filter((address) => !isPrivateAddress(address));

		expect(passed.length).toBeGreaterThan(50_000);
		expect(passed.filter((address) => ipaddr.parse(address).range() !== 'unicast')).toEqual([]);
	});

	it.each(['', 'localhost', '1.2.3', '1:2:3', '::1::2:x', '1.2.3.4.5'])(
		'takes %j for none of the public internet',
		(address) => {
			expect(isPrivateAddress(address)).toBe(true);
		},
	);
});
