import { KieError, asKieError } from '../../../kie/errors';
import { number } from '../../../kie/json';
import { ask } from '../../../kie/transport';
import type { Job, Run } from '../job';

type Ready = { value: Job } | { error: KieError };

const CAPACITY = 1_000;

/** The balance that an execution began with, by execution and key. */
const balances = new Map<string, Promise<number>>();

/** Takes out the items whose *Minimum Credits* the account does not have. The balance is asked for once per execution. */
export async function requireMinimumCredits(run: Run, jobs: Ready[]): Promise<Ready[]> {
	const wanted = jobs.map((job) => ('value' in job ? leastFor(job.value) : 0));
	if (Math.max(0, ...wanted) === 0) return jobs;
	const asked = await balance(run).then(
		(credits) => ({ credits }),
		(error: unknown) => ({ error: asKieError(error) }),
	);
	return jobs.map((job, i) => {
		if (wanted[i] === 0 || 'error' in job) return job;
		if ('error' in asked) return asked;
		return asked.credits < wanted[i] ? { error: tooFew(asked.credits, wanted[i]) } : job;
	});
}

const leastFor = ({ operation, settings }: Job) =>
	operation.kind === 'submit' ? settings.minimumCredits : 0;

async function balance({ context, connection }: Run): Promise<number> {
	const key = `${context.getExecutionId()} ${connection.keyId}`;
	const known = balances.get(key);
	if (known) return await known;
	const asked = ask(connection, { method: 'GET', path: '/api/v1/chat/credit' }).then(
		(data) => number(data) ?? 0,
	);
	balances.set(key, asked);
	if (balances.size > CAPACITY) balances.delete(balances.keys().next().value as string);
	return await asked.finally(() => void asked.catch(() => balances.delete(key)));
}

const tooFew = (credits: number, least: number) =>
	new KieError({
		message: `The Kie.ai account has ${credits} credits, fewer than the ${least} of Minimum Credits`,
		hint: 'Nothing was started; top up the account (kie.ai/pricing) or lower Minimum Credits',
		category: 'credits',
		retryable: false,
		creditsTaken: 'no',
	});
