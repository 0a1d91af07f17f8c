/**
 * The pieces of some work that is told to stop by the first of several signals; those that are not there never abort. It
 * is told too when its reader wants no more, even while it waits for a piece: a generator alone hears of that only
 * after the next one.
 */
export function stoppedBy<T, R>(
	signals: Array<AbortSignal | undefined>,
	work: (stop: AbortSignal) => AsyncGenerator<T, R>,
): AsyncGenerator<T, R> {
	const stop = new AbortController();
	const abort = () => stop.abort();
	for (const signal of signals) {
		signal?.addEventListener('abort', abort);
		if (signal?.aborted) abort();
	}
	// The signal of an execution outlives each of its questions.
	const release = () => signals.forEach((signal) => signal?.removeEventListener('abort', abort));
	return whenLeft(releaseAfter(work(stop.signal), release), () => {
		abort();
		release();
	});
}

async function* releaseAfter<T, R>(
	pieces: AsyncGenerator<T, R>,
	release: () => void,
): AsyncGenerator<T, R> {
	try {
		return yield* pieces;
	} finally {
		release();
	}
}

/** The same pieces, of which it is told at once when the reader wants no more. */
function whenLeft<T, R>(pieces: AsyncGenerator<T, R>, tell: () => void): AsyncGenerator<T, R> {
	const leave = pieces.return.bind(pieces);
	pieces.return = async (value) => {
		tell();
		return await leave(value);
	};
	return pieces;
}
