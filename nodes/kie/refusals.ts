/** Kie.ai's own words for "no", which it says before it queues anything: whatever the HTTP status, nothing was paid. */
const REFUSALS = new Set([
	400, 401, 402, 403, 404, 405, 409, 413, 422, 429, 430, 433, 451, 455, 505, 550,
]);

/** Codes that Kie.ai documents as refusals too, but that a gateway or a task that failed may say as well. */
const REFUSALS_OF_KIE = new Set([500, 501, 531]);

/** An answer, as far as it tells whether anything was queued. */
export interface Refusal {
	code: number;
	httpStatus: number;
	data: unknown;
}

/** Whether an answer is known to be given before anything is queued. Unknown codes are not. */
export function isRefusal({ code, httpStatus, data }: Refusal): boolean {
	if (REFUSALS.has(code)) return true;
	return REFUSALS_OF_KIE.has(code) && httpStatus < 500 && holdsNothing(data);
}

const holdsNothing = (data: unknown) =>
	data === undefined ||
	data === null ||
	data === '' ||
	(typeof data === 'object' && Object.keys(data).length === 0);
