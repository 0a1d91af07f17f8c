import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { ErrorCategory } from '../../nodes/kie/advice';
import type { Sandbox } from '../sandbox';

/** A way in which Generate Music fails. */
export interface FailureCase {
	/** What goes wrong, as the sandbox is told. */
	provoke?(sandbox: Sandbox): void;
	/** Parameters over those of {@link PLAIN_SONG}. */
	parameters?: INodeParameters;
	/** Fields over those of the sandbox's credential. */
	credential?: IDataObject;
}

const SUBMIT = '/api/v1/generate';

const refused = (code: number, msg: string): FailureCase => ({
	provoke: (sandbox) => sandbox.next(SUBMIT, { refuse: { code, msg } }),
});

const failing = (end: string, errorCode: number, errorMessage: string): FailureCase => ({
	provoke: (sandbox) => sandbox.next(SUBMIT, { end, errorCode, errorMessage, seconds: 1 }),
});

export const PLAIN_SONG: INodeParameters = {
	resource: 'music',
	operation: 'generate',
	prompt: 'A calm piano song',
};

const FIREWALL_PAGE = '<html><head><title>Attention Required! | Cloudflare</title></head></html>';

/** A failure of every category but two: a stopped run leaves through no output, and `unexpected` takes a broken n8n. */
export const FAILURES: Record<Exclude<ErrorCategory, 'cancelled' | 'unexpected'>, FailureCase> = {
	credential: { credential: { apiKey: 'a-wrong-key' } },
	credits: refused(402, 'The current credits are insufficient. Please top up.'),
	limit: refused(433, 'Request Limit - The subkey usage exceeded the limit'),
	rate: {
		provoke: (sandbox) =>
			sandbox.faults.add({
				kind: 'code',
				code: 429,
				msg: 'Your call frequency is too high. Please try again later.',
				headers: { 'retry-after': '0' },
				path: SUBMIT,
				times: 20,
			}),
	},
	input: { parameters: { prompt: 'la '.repeat(1_001) } },
	moderation: failing('SENSITIVE_WORD_ERROR', 400, 'Lyrics contained copyrighted material'),
	provider: failing('GENERATE_AUDIO_FAILED', 500, 'Internal Error, Please try again later.'),
	maintenance: refused(455, 'The website is being maintained'),
	network: { credential: { apiHost: 'http://127.0.0.1:9' } },
	blocked: {
		provoke: (sandbox) =>
			sandbox.faults.add({
				kind: 'status',
				status: 403,
				body: FIREWALL_PAGE,
				headers: { server: 'cloudflare', 'content-type': 'text/html' },
				path: SUBMIT,
			}),
	},
	uncertain: {
		provoke: (sandbox) =>
			sandbox.faults.add({ kind: 'drop', when: 'after-queueing', path: SUBMIT }),
	},
	timeout: {
		provoke: (sandbox) => sandbox.next(SUBMIT, { seconds: 3_600 }),
		parameters: { options: { timeLimit: 0.1 } },
	},
};
