type Method<This, Args extends unknown[], Result> = (this: This, ...args: Args) => Promise<Result>;

/** A method whose code is read when it is called for the first time: n8n loads every node when it starts. */
export const later = <This, Args extends unknown[], Result>(
	load: () => Promise<Method<This, Args, Result>>,
): Method<This, Args, Result> =>
	async function (...args) {
		const method = await load();
		return await method.apply(this, args);
	};
