import { asRecord } from '../../../nodes/kie/json';
import type { HttpAnswer, KieConnection } from '../../../nodes/kie/transport';
import { type Hosts, observedConnection } from './connection';
import type { Exchange } from './exchange';

const WRONG_KEY = 'no-key-of-anybody';

type Body = Record<string, unknown>;

/** Kie.ai as the live check talks to it. */
export class LiveKie {
	readonly connection: KieConnection;
	readonly exchanges: Exchange[] = [];
	private readonly stranger: KieConnection;

	constructor(apiKey: string, hosts: Hosts) {
		const note = (exchange: Exchange) => void this.exchanges.push(exchange);
		this.connection = observedConnection(apiKey, hosts, note);
		this.stranger = observedConnection(WRONG_KEY, hosts, note);
	}

	async get(url: string, qs: Body = {}): Promise<HttpAnswer> {
		const { send, hosts } = this.connection;
		return await send({ method: 'GET', baseURL: hosts.api, url, qs: qs as never });
	}

	async post(url: string, body: Body | FormData, host: keyof Hosts = 'api'): Promise<HttpAnswer> {
		const { send, hosts } = this.connection;
		return await send({ method: 'POST', baseURL: hosts[host], url, body: body as never });
	}

	/** The same with a key that nobody has. */
	async asStranger(method: 'GET' | 'POST', url: string, host: keyof Hosts = 'api') {
		const { send, hosts } = this.stranger;
		const body = method === 'POST' ? {} : undefined;
		return await send({ method, baseURL: hosts[host], url, body });
	}

	/** The credits that are left. @throws Error when Kie.ai does not say */
	async balance(): Promise<number> {
		const { statusCode, body } = await this.get('/api/v1/chat/credit');
		const credits = asRecord(body)?.data;
		if (typeof credits === 'number') return credits;
		throw new Error(`no balance: HTTP ${statusCode} ${JSON.stringify(body)}`);
	}
}

/** The code of an answer: its body's, since most refusals come with HTTP status 200. */
export function codeOf({ statusCode, body }: HttpAnswer): number {
	const code = asRecord(body)?.code;
	return typeof code === 'number' ? code : statusCode;
}
