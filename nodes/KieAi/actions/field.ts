import type { DisplayCondition, INodeProperties, NodeParameterValue } from 'n8n-workflow';

import type { FileRule } from '../../kie/files/input';
import type { FamilyName } from '../../kie/types';

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
