import type { IBinaryData } from 'n8n-workflow';

import type { FileRule } from '../files/input';

/** What the files of one item may be named by. */
export interface ItemFiles {
	/** The binary field of that name, if the item has one. */
	binary(name: string): IBinaryData | undefined;
	/** Names of its binary fields, for messages. */
	names: string[];
	/** Hosts that may be private although Kie.ai has to reach them: those of the credential. */
	trustedHosts: string[];
}

/** One entry of a list to choose from: what Kie.ai calls it and, where that is another word, what the editor shows. */
export interface Choice {
	value: string | number | boolean;
	label?: string;
}

export type AllowOther = 'any' | 'distant' | 'ids';

/** The type that is meant, with what the reader has to know of it. */
export type ValueType =
	/** Words for a person or a model. */
	| { type: 'text' }
	| { type: 'switch' }
	/**
	 * `allowOther`: Kie.ai extends the list without notice, so others are let through: all of them, only those that are
	 * not almost one of the list, or all of them and what is written like an ID to the letter.
	 */
	| { type: 'choice'; choices: Choice[]; allowOther?: AllowOther }
	/** `min` and `max` are included. */
	| { type: 'number'; integer?: boolean; min?: number; max?: number }
	| { type: 'list'; entries: ValueType }
	/** An object with members of its own; others are kept as they are. */
	| { type: 'object'; members?: Record<string, ValueType> }
	| { type: 'file'; rule?: FileRule; files: ItemFiles }
	/** A word without blanks that only a machine made: the id of a task, track, model or voice. */
	| { type: 'id' }
	/** A JSON object, written out or as text. `any`: a list will do too, and `null` is kept. */
	| { type: 'json'; any?: true }
	/** A key. No message ever shows it. */
	| { type: 'secret' }
	/** Scheme, name and port of a server, such as `https://api.kie.ai`. */
	| { type: 'host' }
	/** An address that Kie.ai calls. `trustedHosts`: hosts of the credential, which may be private. */
	| { type: 'callbackUrl'; trustedHosts: string[] }
	| { type: 'webAddress'; trustedHosts?: string[] };

/** One field, setting or key: what it is called in messages and what it holds. */
export type ValueSpec = ValueType & {
	label: string;
	/** An empty value without a default is refused. */
	required?: boolean;
	/** Stands for an empty value. It is read like one that was entered. */
	default?: unknown;
};

/** Takes what is worth telling without stopping anything. A whole sentence. */
export type Warn = (message: string) => void;
