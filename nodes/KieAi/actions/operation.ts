import type {
	DisplayCondition,
	IDataObject,
	INodeProperties,
	NodeParameterValue,
} from 'n8n-workflow';

import type { Catalogue } from '../../kie/catalogue/catalogue';
import type { KieError } from '../../kie/errors';
import type { ChatReply, CompleteReply } from '../../kie/chat/reply';
import type { FileRule } from '../../kie/files/input';
import type { HttpAnswer } from '../../kie/transport';
import type { FamilyName, KieReply, KieRequest } from '../../kie/types';
import type { ItemFiles } from '../../kie/values';

/** The values of an operation's fields for one item, by parameter name. Unset fields are absent. */
export type Values = Record<string, unknown>;

/** Other fields of the operation, and the values of theirs that are meant. */
export type Conditions = Record<string, Array<NodeParameterValue | DisplayCondition>>;

/** Says what is wrong with a value, in words that continue the field's label: "takes at most 80 characters, …". */
export type Limit = (value: unknown, values: Values) => string | undefined;

/** Says what is wrong between fields, as a whole sentence. */
export type Rule = (values: Values) => string | undefined;

/** A field of the form, together with what becomes of it in the request. */
export interface Field {
	/** What the editor shows. `displayOptions` are made from `when`. */
	property: Omit<INodeProperties, 'displayOptions'>;
	/** The key in the request; the parameter's own name unless given. `null`: the field only steers the form. */
	wire?: string | null;
	/** The field is shown and read only where these other fields have one of these values. */
	when?: Conditions;
	/** The editor hides the field where one of these other fields has one of these values. It is read all the same. */
	unless?: Conditions;
	/** Only Kie.ai's unified route takes it. */
	unifiedOnly?: true;
	limits?: Limit[];
	/** A list of choices that Kie.ai extends without notice: other values are let through. */
	allowOther?: true;
	/** The address of a file. Files of n8n are taken too, by binary field or as a data URL, and are uploaded. */
	file?: FileRule;
	/** Of a text field for files: it takes several of them, if the model does. */
	several?: true;
	/** Of a field for files: while nobody touches it, it stands for what the incoming item brings along. */
	fromItem?: true;
	/** Of a field for JSON: lists are taken too, and `null` is kept. */
	anyJson?: true;
	/** What the text of a field is, where it is not for people to read: the id of something, a model, or an address. */
	means?: 'id' | 'model' | 'chatModel' | 'webAddress';
	/** Names under which an incoming item may hold the value, wherever nodes for HTTP put it, where the field is empty. */
	incoming?: string[];
	/** A task id: the families whose tasks can be used here. */
	sourceFamilies?: FamilyName[];
	/** Turns what the user entered into what Kie.ai takes. */
	toWire?: (value: unknown) => unknown;
}

/** What an operation may ask for while its values are prepared. Nothing is paid by then. */
export interface Preparation {
	catalogue: Catalogue;
	/** What fields for files may name. */
	files: ItemFiles;
	/** Tells the user without stopping anything. `facts` go to the log, the message does not. */
	warn(message: string, facts: IDataObject): void;
}

interface Declaration {
	/** Internal value of the operation; together with the resource it never changes. */
	value: string;
	name: string;
	/** "Generate music": what the operation is called where the resource is not shown. */
	action: string;
	description: string;
	/** It stands after the other operations, whatever its name. */
	last?: true;
	/** Shown in this order, required ones first. */
	fields: Field[];
	/** Fields that the user adds: those that the collection *Options* begins with. */
	options?: Field[];
	rules?: Rule[];
	/** Completes and checks what depends on Kie.ai's own catalogue of models. @throws {KieError} */
	prepare?(values: Values, preparation: Preparation): Promise<Values>;
}

export interface Endpoint {
	method: 'GET' | 'POST';
	path: string;
	host?: 'api' | 'upload';
	/** How Kie.ai calls its callback address here, and whether it refuses a request without one. */
	callback?: { key: string; required: boolean | ((values: Values) => boolean) };
	/** Which answers are a yes; those with code 200 unless given. */
	isAccepted?: (reply: KieReply) => boolean;
}

/** A model of Kie.ai's newer generation of routes that does what an operation does. */
export interface UnifiedRoute {
	model: string;
	/** Its input, made of the classic body under the names of this route. */
	input?(input: IDataObject): IDataObject;
	/** What of the values only this route can do, in words; nothing where the classic one can do it too. */
	required?(values: Values): string | undefined;
	/** It has been seen to work for tasks of this route. */
	verified?: true;
	/** Kie.ai refuses it without a callback address. */
	needsCallback?: true;
}

/** What Kie.ai may offer on both of its routes. */
interface Routed {
	/** The same on Kie.ai's unified route, where there is one. */
	unified?: UnifiedRoute;
}

/** Starts a task that is paid for and then followed. */
export interface SubmitOperation extends Declaration, Routed {
	kind: 'submit';
	request: Endpoint;
	family: FamilyName;
	/** Makes of the plain body what this route takes. */
	compose?(body: IDataObject): IDataObject;
	/** The output item, from the finished task's data, where the task is but the answer to a question. */
	output?(data: unknown, values: Values): IDataObject;
	/** Values to try instead, one after the other, where the model behind the first ones does not deliver. */
	alternatives?(values: Values): Values[];
	/** Adds to a failure what only the operation knows. */
	explain?(error: KieError, values: Values): Promise<KieError>;
}

/** Gets its answer at once. */
export interface RequestOperation extends Declaration, Routed {
	kind: 'request';
	request: Endpoint;
	/** Whether the request costs credits, so that it is sent with the care of a submission. */
	paid?: true;
	/** The output item, from the `data` of the answer. */
	output(data: unknown, values: Values): IDataObject;
	/** Whether files can be made of the output item, such as subtitles. */
	makesFiles?: true;
}

/** Asks a model that answers at once, in the format of its maker. */
export interface ChatOperation extends Declaration {
	kind: 'chat';
	/** How it is asked and what comes back; read when the node runs. */
	conversation(): Promise<Conversation>;
	/** Milliseconds to wait for the answer; as long as Kie.ai itself waits unless given. */
	timeLimit(values: Values): number | undefined;
	/** Values to try instead, one after the other, where the first model does not deliver. */
	alternatives(values: Values): Values[];
}

/** The words that are exchanged with a chat model. */
export interface Conversation {
	/** The request of checked values, with the files of n8n still in it. */
	writeRequest(values: Values): KieRequest;
	read(answer: HttpAnswer, values: Values): ChatReply;
	/** The output item. @throws {KieError} where the answer does not hold what was asked for */
	output(reply: CompleteReply, values: Values): IDataObject;
}

/** Answers from Kie.ai's catalogue of models, which is free and may come from the bundled snapshot. */
export interface CatalogueOperation extends Declaration {
	kind: 'catalogue';
	lookup(catalogue: Catalogue, values: Values): Promise<IDataObject[]>;
}

/** Uploads a file; which of Kie.ai's three ways it takes depends on where the file comes from. */
export interface UploadOperation extends Declaration {
	kind: 'upload';
}

/** Looks after a task that was started earlier. */
export interface PollOperation extends Declaration, Routed {
	kind: 'poll';
	until: 'looked' | 'finished';
	/** Where only one family can be meant. */
	family?: FamilyName;
}

/** One operation of the node: what the user sees and what Kie.ai gets. It contains no loop, no wait and no status word. */
export type Operation =
	| SubmitOperation
	| RequestOperation
	| ChatOperation
	| PollOperation
	| UploadOperation
	| CatalogueOperation;

/** Whether an operation costs credits. */
export const isPaid = (operation: Operation): boolean =>
	operation.kind === 'submit' ||
	operation.kind === 'chat' ||
	(operation.kind === 'request' && operation.paid === true);

/** What exists on Kie.ai's classic route, and may exist on the unified one. */
export type RoutedOperation = SubmitOperation | RequestOperation | PollOperation;

/** Whether an operation is one of those. */
export const isRouted = (operation: Operation): operation is RoutedOperation =>
	operation.kind === 'submit' || operation.kind === 'request' || operation.kind === 'poll';

export interface Resource {
	value: string;
	name: string;
	description: string;
	operations: Operation[];
}
