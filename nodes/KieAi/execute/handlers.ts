import { answerForAgent } from '../../results/agent';
import type { ResultItem } from '../../results/delivery';
import type { CatalogueOperation, Operation } from '../actions/operation';
import { followTask } from './followTask';
import type { Job, RequestJob, Run } from './job';
import { runAttempts } from './submit/runAttempts';
import { upload } from './upload';

type Handler<O extends Operation> = (run: Run, job: Job<O>) => Promise<ResultItem[]>;

/** What is done for an item, by the kind of its operation: a new kind does not compile before it has a handler. */
type Handlers = { [K in Operation['kind']]: Handler<Extract<Operation, { kind: K }>> };

const handlers: Handlers = {
	submit: request,
	request,
	chat: async (run, job) => {
		const json = await runAttempts(run, job);
		return [{ json: job.settings.asTool ? answerForAgent(json) : json }];
	},
	poll: async (run, job) => await deliver(run, job, await followTask(run, job)),
	upload: async (run, job) => await deliver(run, job, await upload(run, job)),
	catalogue: lookUp,
};

/** Does the work of one item. @throws {KieError} that carries the task id as soon as there is one. */
export async function runJob(run: Run, job: Job): Promise<ResultItem[]> {
	const handle = handlers[job.operation.kind] as Handler<Operation>;
	return await handle(run, job);
}

async function request(run: Run, job: RequestJob): Promise<ResultItem[]> {
	return await deliver(run, job, await runAttempts(run, job));
}

async function lookUp(
	{ catalogue }: Run,
	{ operation, values }: Job<CatalogueOperation>,
): Promise<ResultItem[]> {
	const answers = await operation.lookup(catalogue, values);
	return answers.map((json) => ({ json }));
}

const deliver = async ({ files }: Run, { settings }: Job, json: ResultItem['json']) =>
	await files.deliver(json, settings);
