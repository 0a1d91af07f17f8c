import { saysWhy } from './advice';

/** Kie.ai's own words for "no", which it says before it queues anything: whatever the HTTP status, nothing was paid. */
const REFUSALS = new Set([
	400, 401, 402, 403, 404, 405, 409, 413, 422, 429, 430, 433, 451, 455, 505, 550,
]);

/** Kie.ai's word for a task that failed and whose credits it gave back; a gateway may say it as well. */
const GIVEN_BACK = 531;

/** Kie.ai refuses inputs with this code too, in words that say why; anything may have gone wrong where they do not. */
const SERVER_ERROR = 500;

/** An answer, as far as it tells whether anything was queued. */
export interface Refusal {
	code: number;
	message: string;
	httpStatus: number;
	data: unknown;
}

/** Whether an answer is known to be given before anything is queued. Unknown codes are not. */
export function isRefusal({ code, message, httpStatus, data }: Refusal): boolean {
	if (REFUSALS.has(code)) return true;
	const isOfKie = code === GIVEN_BACK || (code === SERVER_ERROR && saysWhy(message));
	return isOfKie && httpStatus < 500 && holdsNothing(data);
}

const holdsNothing = (data: unknown) =>
	data === undefined ||
	data === null ||
	data === '' ||
	(typeof data === 'object' && Object.keys(data).length === 0);
