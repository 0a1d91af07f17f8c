/** One question to Kie.ai and its answer, without headers: these hold the key. */
export interface Exchange {
	request: {
		method: string;
		host: 'api' | 'upload';
		path: string;
		query?: unknown;
		body?: unknown;
	};
	status: number;
	body: unknown;
}
