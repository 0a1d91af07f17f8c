import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import { ConcurrencyLimit } from '../kie/concurrencyLimit';
import { cancellation } from '../kie/errors';
import { download } from '../kie/files/download';
import { generatedFiles, type MadeFile } from '../kie/files/generatedFiles';
import type { FileNetwork } from '../kie/files/network';
import { type KieConnection, ask } from '../kie/transport';
import type { KieFile } from '../kie/types';
import { summarizeForAgent } from './agent';
import { splitResult } from './items';
import type { ResultOptions } from './options';

/** What the next node gets for one task. */
export type Delivery = Pick<INodeExecutionData, 'json' | 'binary'>;

/** What is read of the options here. */
export type DeliveryOptions = Pick<ResultOptions, 'asTool' | 'download' | 'splitIntoItems'> & {
	/** Milliseconds for the files of a result; as long as downloads take at most unless given. */
	timeLimit?: number;
};

/** Files under way at a time: more would not be faster, and each holds a connection and a buffer. */
export const FILES_AT_ONCE = 4;

/** A binary, or why there is none. */
type Fetched = IBinaryData | Error;

/** Makes the items of results, with their files where the user wants them. */
export class ResultDelivery {
	/** Some file could not be had. */
	incomplete = false;

	/** There are several results, whose files must not have the same names. */
	isForSeveral = false;

	constructor(
		private readonly connection: KieConnection,
		private readonly network: FileNetwork,
		private readonly limit = new ConcurrencyLimit(FILES_AT_ONCE),
	) {}

	/** The items of one result: data, and binaries where the user wants them. */
	async deliver(json: IDataObject, options: DeliveryOptions): Promise<Delivery[]> {
		const parts = options.splitIntoItems ? splitResult(json) : [json];
		return await Promise.all(parts.map(async (part) => await this.makeItem(part, options)));
	}

	private async makeItem(json: IDataObject, options: DeliveryOptions): Promise<Delivery> {
		if (options.asTool) return { json: json.status ? summarizeForAgent(json) : json };
		return options.download
			? await this.attachFiles(json, options.download.field, options)
			: { json };
	}

	/** A file that is unavailable is noted: the task is paid for and stays a success. */
	private async attachFiles(
		json: IDataObject,
		field: string,
		options: DeliveryOptions,
	): Promise<Delivery> {
		const fieldOf = (index: number) => (index === 0 ? field : `${field}_${index + 1}`);
		const nameOf = nameMaker(json, this.isForSeveral);
		const links = (json.files ?? []) as unknown as KieFile[];
		const fetched = await Promise.all(
			links.map(async (file) => await this.fetch({ ...file, name: nameOf(file) }, options)),
		);
		const generated = await this.storeGenerated(json, nameOf);
		if (this.connection.signal?.aborted) throw cancellation();
		const files = links.map((file, i) => noteFile(file, fetched[i], fieldOf(i)));
		const binary = Object.fromEntries(
			[...fetched, ...generated].flatMap((result, i) =>
				result instanceof Error ? [] : [[fieldOf(i), result]],
			),
		);
		this.incomplete ||= [...fetched, ...generated].some((result) => result instanceof Error);
		return {
			json: { ...json, ...(json.files ? { files } : {}), ...noteGenerated(generated) },
			...(Object.keys(binary).length > 0 && { binary }),
		};
	}

	private async storeGenerated(json: IDataObject, nameOf: NameMaker): Promise<Fetched[]> {
		const stored = readGenerated(json).map(async (made): Promise<Fetched> => {
			if (made instanceof Error) return made;
			const [, stem, extension] = /^(.*)\.(\w+)$/.exec(made.name) ?? [made.name, made.name, 'bin'];
			const name = `${nameOf({ name: stem, kind: 'file' })}.${extension}`;
			return await this.network.store(made.content, name, made.mimeType).catch(asError);
		});
		return await Promise.all(stored);
	}

	private async fetch(
		file: KieFile,
		{ download: wanted, timeLimit }: DeliveryOptions,
	): Promise<Fetched> {
		const renew = async (url: string) => {
			const path = '/api/v1/common/download-url';
			return String(await ask(this.connection, { method: 'POST', path, body: { url } }));
		};
		const options = { maxBytes: wanted?.maxBytes, timeLimit, renew };
		const fetched = await this.limit.run(
			async () => await download(this.network, file, options).catch(asError),
		);
		if (this.connection.signal?.aborted) throw cancellation();
		return fetched;
	}
}

const asError = (thrown: unknown): Error =>
	thrown instanceof Error ? thrown : new Error(String(thrown));

/** The files that the result makes, or why it makes none: that is a failure of the files only. */
function readGenerated(json: IDataObject): Array<MadeFile | Error> {
	try {
		return generatedFiles(json);
	} catch (error) {
		return [asError(error)];
	}
}

type NameMaker = (file: Pick<KieFile, 'name' | 'kind'>) => string;

/** A name that says no more than what kind of file it is. */
const KIND_ONLY = /^(audio|file|image|midi|text|track|video)(-\d+)?$/;

/** Characters of a task id that tell tasks apart. */
const SHORT_ID = 8;

/** Files of several tasks end up in one folder: those that may be called the same carry the end of their task's id. */
function nameMaker({ taskId }: IDataObject, isForSeveral: boolean): NameMaker {
	const mark = typeof taskId === 'string' && taskId !== '' ? `-${taskId.slice(-SHORT_ID)}` : '';
	return ({ name, kind }) => {
		const own = name ?? kind;
		return isForSeveral || KIND_ONLY.test(own) ? own + mark : own;
	};
}

const noteFile = (file: KieFile, fetched: Fetched, binaryField: string) =>
	fetched instanceof Error ? { ...file, downloadError: fetched.message } : { ...file, binaryField };

/** Files that are written here have no entry to note it beside. */
function noteGenerated(generated: Fetched[]): IDataObject {
	const failed = generated.find((result) => result instanceof Error);
	return failed ? { downloadError: failed.message } : {};
}
