import { endpointOf, type Envelope } from '../facts/endpoints';

/** Kie.ai's own words for the codes that no recording gives a text for. */
const MESSAGES: Record<number, string> = {
	400: 'Your prompt was flagged by Website as violating content policies.',
	401: 'Unauthorized – Authentication failed. Please check that your Authorization and Content-Type headers are correctly set.',
	402: 'Insufficient Credits - Account does not have enough credits to perform the operation',
	404: 'Not Found - The requested resource or endpoint does not exist',
	408: 'Upstream is currently experiencing service issues. No result has been returned for over 10 minutes.',
	409: 'Conflict - WAV record already exists',
	422: 'Validation Error - The request parameters failed validation checks',
	429: 'Rate limit exceeded',
	430: 'Your call frequency is too high. Please try again later.',
	433: 'Request Limit - The subkey usage exceeded the limit',
	451: 'Failed to fetch the image. Kindly verify any access limits set by you or your service provider.',
	455: 'Service Unavailable - System is currently undergoing maintenance',
	500: 'Server exception, please try again later',
	501: 'Generation Failed - Content generation task failed',
	505: 'Feature Disabled - The requested feature is currently disabled',
	550: 'Task was rejected due to full queue',
};

/** A refusal: HTTP 200 with the real code in the body, as every recording has it. */
export function refusal(code: number, msg?: string, data: unknown = null): Envelope {
	const words = msg ?? MESSAGES[code] ?? `Error ${code}`;
	// The 401 recorded has no key `data`.
	return code === 401 ? { code, msg: words } : { code, msg: words, data };
}

/** A success around some data. */
export function success(data: unknown): Envelope {
	return { code: 200, msg: 'success', data };
}

/** A recorded or documented refusal of an endpoint, by its case in test/facts. */
export function factRefusal(method: string, path: string, which: string): Envelope {
	const found = endpointOf(method, path).errorExamples.find((one) => one.case === which);
	if (!found) throw new Error(`No example of ${method} ${path} in the case: ${which}`);
	return found.body;
}
