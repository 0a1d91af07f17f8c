export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** n8n's REST API refused a request. */
export class N8nApiError extends Error {
	constructor(
		readonly method: string,
		readonly path: string,
		readonly status: number,
		reason: string,
	) {
		super(`n8n: ${method} ${path} answered ${status}: ${reason}`);
	}
}

/** A logged-in session on the REST API that n8n's own editor uses. */
export class RestClient {
	private cookie = '';

	constructor(readonly url: string) {}

	/**
	 * Logs in as the owner, who is made first on a new instance.
	 * @throws N8nApiError when the instance has another owner
	 */
	async enter(owner: Owner): Promise<void> {
		const settings = await this.request<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
			'GET',
			'/rest/settings',
		);
		if (settings.userManagement.showSetupOnFirstLoad) {
			await this.request('POST', '/rest/owner/setup', owner);
			return;
		}
		const { email, password } = owner;
		await this.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/**
	 * @param path from the root, `/rest/...`
	 * @returns the body's `data`, or the body where there is none
	 * @throws N8nApiError with n8n's own message
	 */
	async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(this.url + path, {
			method,
			headers: {
				'content-type': 'application/json',
				// n8n ties a session to a browser and refuses requests without one.
				'browser-id': 'n8n-nodes-kie-ai',
				cookie: this.cookie,
				// While tests are compiled nobody notices that n8n closed an idle connection.
				connection: 'close',
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new N8nApiError(method, path, response.status, reasonOf(text));
		const [cookie] = response.headers.getSetCookie();
		if (cookie) this.cookie = cookie.split(';')[0];
		const parsed = text ? JSON.parse(text) : undefined;
		return parsed?.data ?? parsed;
	}
}

function reasonOf(text: string): string {
	try {
		return JSON.parse(text).message ?? text;
	} catch {
		return text.slice(0, 300);
	}
}
