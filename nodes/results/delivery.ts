import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import { ConcurrencyLimit } from '../kie/concurrencyLimit';
import { cancellation } from '../kie/errors';
import { download } from '../kie/files/download';
import { generatedFiles, type MadeFile } from '../kie/files/generatedFiles';
import type { FileNetwork } from '../kie/files/network';
import { type KieConnection, ask } from '../kie/transport';
import type { KieFile } from '../kie/types';
import { summarizeForAgent } from './agent';
import { type NameMaker, nameMaker, withFileName } from './fileNames';
import { splitResult } from './items';
import type { ResultOptions } from './options';
import { completeItem, withoutNotes } from './shape';

/** What the next node gets for one task. */
export type ResultItem = Pick<INodeExecutionData, 'json' | 'binary'>;

/** What is read of the options here. */
type DeliveryOptions = Omit<ResultOptions, 'includeRecord'> & {
	/** Milliseconds for the files of a result; as long as downloads take at most unless given. */
	timeLimit?: number;
};

/** Files under way at a time: more would not be faster, and each holds a connection and a buffer. */
export const FILES_AT_ONCE = 4;

/** Where n8n keeps binaries in memory, as base64, no more files are fetched beyond so many characters. */
const MOST_IN_MEMORY = 250e6;

const MEMORY_IS_FULL =
	'n8n keeps files in memory here, and those of this run take enough of it; N8N_DEFAULT_BINARY_DATA_MODE=filesystem puts them on the disk';

/** A binary, or why there is none. */
type Fetched = IBinaryData | Error;

/** Makes the items of results, with their files where the user wants them. */
export class ResultDelivery {
	/** Some file could not be had. */
	incomplete = false;

	/** There are several results, whose files must not have the same names. */
	isForSeveral = false;

	private inMemory = 0;

	constructor(
		private readonly connection: KieConnection,
		private readonly network: FileNetwork,
		private readonly limit = new ConcurrencyLimit(FILES_AT_ONCE),
	) {}

	/** The items of one result: data, and binaries where the user wants them. */
	async deliver(json: IDataObject, options: DeliveryOptions): Promise<ResultItem[]> {
		const parts = options.splitIntoItems ? splitResult(json) : [json];
		return await Promise.all(parts.map(async (part) => await this.makeItem(part, options)));
	}

	private async makeItem(json: IDataObject, options: DeliveryOptions): Promise<ResultItem> {
		const nameOf = nameMaker(json, this.isForSeveral);
		const files = (json.files as KieFile[] | undefined)?.map((file) => withFileName(file, nameOf));
		const named = files ? { ...json, files: files as unknown as IDataObject[] } : json;
		if (!options.asTool) return await this.attachFiles(named, nameOf, options);
		const item = completeItem(withoutNotes(named, false));
		return { json: item.status ? summarizeForAgent(item) : item };
	}

	/** A file that is unavailable is noted: the task is paid for and stays a success. */
	private async attachFiles(
		json: IDataObject,
		nameOf: NameMaker,
		options: DeliveryOptions,
	): Promise<ResultItem> {
		const { outputField } = options;
		const fieldOf = (index: number) => (index === 0 ? outputField : `${outputField}_${index + 1}`);
		const links = options.download ? ((json.files ?? []) as unknown as KieFile[]) : [];
		const fetched = await Promise.all(
			links.map(async (file) => await this.fetch(file, nameOf, options)),
		);
		const generated = await this.storeGenerated(json, nameOf, options);
		if (this.connection.signal?.aborted) throw cancellation();
		const files = links.map((file, i) => noteFile(file, fetched[i], fieldOf(i)));
		const all = [...fetched, ...generated];
		this.incomplete ||= all.some((result) => result instanceof Error);
		const binary = Object.fromEntries(
			all.flatMap((result, i) => (result instanceof Error ? [] : [[fieldOf(i), result]])),
		);
		return {
			json: finish({ ...json, ...(files.length > 0 && { files }) }, generated, options),
			...(Object.keys(binary).length > 0 && { binary }),
		};
	}

	private async storeGenerated(
		json: IDataObject,
		nameOf: NameMaker,
		{ download: wantsFiles }: DeliveryOptions,
	): Promise<Fetched[]> {
		const made = readGenerated(json).filter(
			(file) => wantsFiles || file instanceof Error || file.isResult,
		);
		const stored = made.map(async (file): Promise<Fetched> => {
			if (file instanceof Error) return file;
			const [, stem, extension] = /^(.*)\.(\w+)$/.exec(file.name) ?? [file.name, file.name, 'bin'];
			const name = `${nameOf({ name: stem, kind: 'file' })}.${extension}`;
			return await this.network.store(file.content, name, file.mimeType).catch(asError);
		});
		return await Promise.all(stored);
	}

	private async fetch(
		file: KieFile,
		nameOf: NameMaker,
		{ maxBytes, timeLimit }: DeliveryOptions,
	): Promise<Fetched> {
		const renew = async (url: string) => {
			const path = '/api/v1/common/download-url';
			return String(await ask(this.connection, { method: 'POST', path, body: { url } }));
		};
		const wanted = { ...file, name: nameOf(file) };
		const options = { maxBytes, timeLimit, renew };
		const fetched = await this.limit.run(async () => {
			if (this.inMemory > MOST_IN_MEMORY) return new Error(MEMORY_IS_FULL);
			return await download(this.network, wanted, options).catch(asError);
		});
		if (this.connection.signal?.aborted) throw cancellation();
		if (!(fetched instanceof Error) && !fetched.id) this.inMemory += fetched.data.length;
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

const noteFile = (file: KieFile, fetched: Fetched, binaryField: string) =>
	fetched instanceof Error
		? { ...file, downloadError: fetched.message }
		: { ...file, fileName: fetched.fileName, binaryField };

/** Files that are written here have no entry to note a failure beside; notes are there as data then. */
function finish(
	json: IDataObject,
	generated: Fetched[],
	{ includeNotes }: DeliveryOptions,
): IDataObject {
	const failed = generated.find((result) => result instanceof Error);
	const [written] = generated.flatMap((result) => (result instanceof Error ? [] : [result]));
	const item = withoutNotes(json, includeNotes || failed !== undefined);
	return completeItem(
		{ ...item, ...(failed && { downloadError: failed.message }) },
		written?.fileName,
	);
}
