import type { Endpoint } from './operation';

type Callback = NonNullable<Endpoint['callback']>['required'];

/** The endpoint of a submission. `callback`: whether Kie.ai refuses it without a callback address. */
export const submitTo = (
	path: string,
	{ callback, ...more }: { callback: Callback } & Pick<Endpoint, 'isAccepted'>,
): Endpoint => ({
	method: 'POST',
	path,
	callback: { key: 'callBackUrl', required: callback },
	...more,
});

/** The one endpoint of all models on Kie.ai's unified route. */
export const createTask = (callback: Callback): Endpoint =>
	submitTo('/api/v1/jobs/createTask', { callback });
