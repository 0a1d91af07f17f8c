import { isPrivateHost } from '../../../nodes/kie/files/addresses';

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
		'[::ffff:8.8.8.8]',
		'[64:ff9b::8.8.8.8]',
	])('lets %s pass', (host) => {
		expect(isPrivateHost(hostOf(host))).toBe(false);
	});
});
