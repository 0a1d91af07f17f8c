/** The pieces of some work that is told to stop by the first of several signals; those that are not there never abort. */
export async function* stoppedBy<T, R>(
	signals: Array<AbortSignal | undefined>,
	work: (stop: AbortSignal) => AsyncGenerator<T, R>,
): AsyncGenerator<T, R> {
	const stop = new AbortController();
	const abort = () => stop.abort();
	for (const signal of signals) {
		signal?.addEventListener('abort', abort);
		if (signal?.aborted) abort();
	}
	try {
		return yield* work(stop.signal);
	} finally {
		// The signal of an execution outlives each of its questions.
		for (const signal of signals) signal?.removeEventListener('abort', abort);
	}
}
