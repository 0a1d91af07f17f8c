import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Catalogue } from '../../kie/catalogue/catalogue';
import type { ConcurrencyLimit } from '../../kie/concurrencyLimit';
import type { KieConnection } from '../../kie/transport';
import type { TaskRef } from '../../kie/types';
import type { Values } from '../actions/field';
import type {
	ChatOperation,
	Operation,
	RequestOperation,
	SubmitOperation,
} from '../actions/operation';
import type { Files } from './files';
import type { OutputHints } from './outputHints';
import type { TaskSettings } from './parameters/settings';
import type { Account } from './submit/account';
import type { Spending } from './submit/spending';
import type { Submissions } from './submit/submissions';

/** What the items of one run of the node share. */
export interface Run {
	readonly context: IExecuteFunctions;
	/** Milliseconds since 1970. */
	readonly startedAt: number;
	readonly connection: KieConnection;
	readonly files: Files;
	readonly catalogue: Catalogue;
	readonly submissions: Submissions;
	readonly account: Account;
	readonly spending: Spending;
	readonly hints: OutputHints;
	/** Paid requests on their way at the same time. */
	readonly sendings: ConcurrencyLimit;
	/** The credential's callback address. */
	readonly defaultCallback?: string;
}

/** One input item, read and checked: all that is left to do costs time or credits. */
export interface Job<O extends Operation = Operation> {
	readonly itemIndex: number;
	readonly operation: O;
	readonly values: Values;
	readonly settings: TaskSettings;
	/** The incoming item's own data, which may name a task and its type. */
	readonly incoming: IDataObject;
	/** The operation on Kie.ai's other route, to be taken when this one is gone. */
	readonly otherRoute?: SubmitOperation;
	/** The task that was started for it. */
	readonly task?: TaskRef;
}

/** A job that is one request to Kie.ai, which may be paid for. */
export type RequestJob = Job<SubmitOperation | RequestOperation | ChatOperation>;
