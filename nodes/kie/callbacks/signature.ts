import { createHmac, timingSafeEqual } from 'node:crypto';

/** What the headers of a callback prove: who sent it and for which task. They say nothing of its body. */
export type Verdict =
	| { proof: 'valid'; taskId: string }
	| { proof: 'unsigned' | 'malformed' | 'stale' | 'wrong' };

/**
 * Checks `X-Webhook-Signature`: base64 of HMAC-SHA256 over `taskId.timestamp`, the timestamp in seconds.
 * @param taskIds every id that the body names; the signature is good if it fits one of them
 * @param windowMs how far the timestamp may be from `now`, both in milliseconds
 */
export function verify(
	key: string,
	headers: Readonly<Record<string, unknown>>,
	taskIds: string[],
	{ now, windowMs }: { now: number; windowMs: number },
): Verdict {
	const signature = headers['x-webhook-signature'];
	const timestamp = headers['x-webhook-timestamp'];
	if (signature === undefined && timestamp === undefined) return { proof: 'unsigned' };
	if (typeof signature !== 'string' || typeof timestamp !== 'string') return { proof: 'malformed' };
	if (!/^\d{1,12}$/.test(timestamp)) return { proof: 'malformed' };
	if (Math.abs(now - Number(timestamp) * 1000) > windowMs) return { proof: 'stale' };
	const given = Buffer.from(signature);
	const taskId = taskIds.find((id) => isSame(given, signatureOf(key, id, timestamp)));
	return taskId === undefined ? { proof: 'wrong' } : { proof: 'valid', taskId };
}

/** A key that was pasted with a line break at its end is meant without. One of blanks alone is no key, and fits nothing. */
const trimKey = (key: string) => key.trim() || key;

function signatureOf(key: string, taskId: string, timestamp: string): Buffer {
	return Buffer.from(
		createHmac('sha256', trimKey(key)).update(`${taskId}.${timestamp}`).digest('base64'),
	);
}

const isSame = (given: Buffer, expected: Buffer) =>
	given.length === expected.length && timingSafeEqual(given, expected);
