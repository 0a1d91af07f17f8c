import type { Response } from 'express';

/** Aborts when the client goes away before it has the whole answer. */
export function goneSignal(res: Response): AbortSignal {
	const gone = new AbortController();
	res.once('close', () => {
		if (!res.writableFinished) gone.abort();
	});
	return gone.signal;
}
