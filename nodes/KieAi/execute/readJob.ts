import type { IExecuteFunctions } from 'n8n-workflow';

import { inputError } from '../../kie/errors';
import { type ValueSpec, readValue } from '../../kie/values';
import { operationOf, resources } from '../actions';
import type { Values } from '../actions/field';
import type { Operation, Preparation, SubmitOperation } from '../actions/operation';
import { assertCanWait } from './callback/assertCanWait';
import type { Job, Run } from './job';
import { preparation } from './parameters/preparation';
import { type TaskSettings, readSettings } from './parameters/settings';
import { checkSource, readValues } from './parameters/values';
import { chooseRoute } from './submit/route';

/** Reads and checks one item; it costs nothing. @throws {KieError} category `input` */
export async function readJob(run: Run, itemIndex: number): Promise<Job> {
	const { context, files } = run;
	const operation = readOperation(context, itemIndex);
	const prepared = preparation(run, itemIndex);
	const warn = (message: string) => prepared.warn(message, { operation: operation.value });
	const read = readValues(context, operation, itemIndex, prepared.files, warn);
	const values = await prepare(run, operation, read, prepared);
	const incoming = context.getInputData()[itemIndex].json;
	checkSource(operation, values, incoming);
	const entered = readSettings(context, operation, itemIndex, prepared.files, warn);
	// Only what starts a task offers another way to wait; a parameter may be left from an operation before.
	const settings: TaskSettings =
		operation.kind === 'submit' ? entered : { ...entered, wait: 'polling' };
	if (operation.kind === 'submit' && settings.wait !== 'polling') {
		assertNoFallback(operation, values);
		if (settings.wait === 'callback') assertCanWait(run, settings, operation);
	}
	await files.inspect(values);
	return chooseRoute({ itemIndex, operation, values, settings, incoming });
}

/** @throws {KieError} category `input` where nobody would see that the model failed */
function assertNoFallback({ alternatives }: SubmitOperation, values: Values): void {
	if (!alternatives?.(values).length) return;
	throw inputError(
		'Fallback Models can take over only where the node waits for the task',
		'Set Wait for Completion to Wait Here, or remove Fallback Models; nothing was sent and nothing was paid',
	);
}

/**
 * What the node is asked to do. Workflows that were not made in the editor may name what does not exist.
 * @throws {KieError} category `input`
 */
function readOperation(context: IExecuteFunctions, itemIndex: number): Operation {
	const read = (name: string, label: string, known: Named[]) => {
		const choices = known.map((one) => ({ value: one.value, label: one.name }));
		const entered = context.getNodeParameter(name, itemIndex, '');
		const spec: ValueSpec = { type: 'choice', choices, label, required: true };
		return String(readValue(spec, entered).value);
	};
	const resource = read('resource', 'Resource', [...resources]);
	const operations = resources.find(({ value }) => value === resource)?.operations ?? [];
	return operationOf(resource, read('operation', 'Operation', operations));
}

type Named = Pick<Operation, 'value' | 'name'>;

/** What is prepared may depend on what its files are. */
async function prepare(run: Run, operation: Operation, read: Values, preparation: Preparation) {
	if (!operation.prepare) return read;
	await run.files.inspect(read);
	return await operation.prepare(read, preparation);
}
