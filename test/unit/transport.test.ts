import { exchange, type KieConnection } from '../../nodes/kie/transport';

/** A connection whose requests end in an error, as n8n hands it on. */
const failingWith = (error: object): KieConnection => ({
	send: async () => await Promise.reject(Object.assign(new Error('It failed'), error)),
	hosts: { api: 'https://api.example.com', upload: 'https://upload.example.com' },
	keyId: 'key',
});

describe('a request without an answer', () => {
	it.each([
		['a refused connection', { code: 'ECONNREFUSED' }, 'notSent'],
		['a refused connection, wrapped', { cause: { code: 'ECONNREFUSED' } }, 'notSent'],
		['a refused connection in older n8n', { httpCode: 'ECONNREFUSED' }, 'notSent'],
		['a connection that took too long', { code: 'ETIMEDOUT', syscall: 'connect' }, 'notSent'],
		[
			'a connection that took too long, wrapped',
			{ httpCode: 'ETIMEDOUT', cause: { code: 'ETIMEDOUT', syscall: 'connect' } },
			'notSent',
		],
		['a reset', { httpCode: 'ECONNRESET', cause: { code: 'ECONNRESET', syscall: 'read' } }, 'lost'],
		['an answer that took too long', { code: 'ETIMEDOUT' }, 'lost'],
		['an HTTP status', { httpCode: '502' }, 'lost'],
	])('%s: %j was %s', async (_, error, outcome) => {
		const ended = await exchange(failingWith(error), { method: 'GET', path: '/' });

		expect(ended).toMatchObject({ outcome });
	});
});
