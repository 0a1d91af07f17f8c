import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Catalogue } from '../../kie/catalogue/catalogue';
import type { KieConnection } from '../../kie/transport';
import type { TaskOutcome, TaskRef } from '../../kie/types';
import type { Operation, SubmitOperation, Values } from '../actions/operation';
import type { Files } from './files';
import type { Submission } from './submit/submissions';
import type { TaskSettings } from './parameters/settings';

/** What the items of one run of the node share. */
export interface Run {
	context: IExecuteFunctions;
	connection: KieConnection;
	files: Files;
	catalogue: Catalogue;
	/** The credential's callback address. */
	defaultCallback?: string;
}

/** One input item, read and checked: all that is left to do costs time or credits. */
export interface Job<O extends Operation = Operation> {
	itemIndex: number;
	operation: O;
	values: Values;
	settings: TaskSettings;
	/** The incoming item's own data, which may name a task and its family. */
	incoming: IDataObject;
	submission?: Submission;
	/** The claims of tasks that failed and were replaced. They are kept, so that a retry finds its way past them. */
	replaced?: Submission[];
	/** The operation on Kie.ai's other route, to be taken when this one is gone. */
	otherwise?: SubmitOperation;
	/** It was taken. */
	switched?: boolean;
	/** The task that was started for it. */
	task?: TaskRef;
	/** Its result, where the answer to the request held it already. */
	answered?: TaskOutcome;
}

/** Whatever the item bought is delivered, or came to nothing: no retry shall find it. */
export function discardSubmissions({ submission: claim, replaced = [] }: Job): void {
	for (const one of [...replaced, claim]) one?.discard();
}

/** The run ends without having delivered what the item bought: a retry shall find it. */
export function releaseSubmissions({ submission: claim, replaced = [] }: Job): void {
	for (const one of [...replaced, claim]) one?.release();
}
