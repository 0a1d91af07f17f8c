import { processMemory } from '../../../kie/boundedMap';
import { KieError } from '../../../kie/errors';
import { number } from '../../../kie/json';
import { type Outcome, hasFailed, settle } from '../../../kie/outcome';
import { ask } from '../../../kie/transport';
import type { Job, Run } from '../job';

/** The balance that an execution began with, by execution and key. */
const balances = processMemory<string, Promise<number>>(1_000);

/** Takes out the items whose *Minimum Credits* the account does not have. The balance is asked for once per execution. */
export async function requireMinimumCredits(
	run: Run,
	jobs: Array<Outcome<Job>>,
): Promise<Array<Outcome<Job>>> {
	const wanted = jobs.map((job) => (hasFailed(job) ? 0 : leastFor(job.value)));
	if (Math.max(0, ...wanted) === 0) return jobs;
	const credits = await settle(async () => await askBalance(run));
	return jobs.map((job, i) => {
		if (wanted[i] === 0) return job;
		if (hasFailed(credits)) return credits;
		return credits.value < wanted[i] ? { error: tooFew(credits.value, wanted[i]) } : job;
	});
}

const leastFor = ({ operation, settings }: Job) =>
	operation.kind === 'submit' ? settings.minimumCredits : 0;

async function askBalance({ context, connection }: Run): Promise<number> {
	const key = `${context.getExecutionId()} ${connection.keyId}`;
	const known = balances.get(key);
	if (known) return await known;
	const asked = ask(connection, { method: 'GET', path: '/api/v1/chat/credit' }).then(
		(data) => number(data) ?? 0,
	);
	balances.set(key, asked);
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
