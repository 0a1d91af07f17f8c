import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import { ConcurrencyLimit } from '../kie/concurrencyLimit';
import { cancellation } from '../kie/errors';
import { download } from '../kie/files/download';
import { generatedFiles } from '../kie/files/generatedFiles';
import type { FileNetwork } from '../kie/files/network';
import { type KieConnection, ask } from '../kie/transport';
import type { KieFile } from '../kie/types';
import { summarizeForAgent } from './agent';
import { splitResult } from './items';
import type { ResultOptions } from './options';

/** What the next node gets for one task. */
export type Delivery = Pick<INodeExecutionData, 'json' | 'binary'>;

/** What is read of the options here. */
export type DeliveryOptions = Pick<ResultOptions, 'asTool' | 'download' | 'splitIntoItems'>;

/** Files under way at a time: more would not be faster, and each holds a connection and a buffer. */
export const FILES_AT_ONCE = 4;

/** A binary, or why there is none. */
type Fetched = IBinaryData | Error;

/** Makes the items of results, with their files where the user wants them. */
export class ResultDelivery {
	/** Some file could not be downloaded. */
	incomplete = false;

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

	private async makeItem(
		json: IDataObject,
		{ asTool, download: wanted }: DeliveryOptions,
	): Promise<Delivery> {
		if (asTool) return { json: json.status ? summarizeForAgent(json) : json };
		return wanted ? await this.attachFiles(json, wanted.field, wanted.maxBytes) : { json };
	}

	/** A file that cannot be downloaded is noted beside its link: the task is paid for and stays a success. */
	private async attachFiles(
		json: IDataObject,
		field: string,
		maxBytes?: number,
	): Promise<Delivery> {
		const fieldOf = (index: number) => (index === 0 ? field : `${field}_${index + 1}`);
		const links = (json.files ?? []) as unknown as KieFile[];
		const fetched = await Promise.all(links.map(async (file) => await this.fetch(file, maxBytes)));
		const generated = await this.storeGenerated(json);
		const files = links.map((file, i) => noteFile(file, fetched[i], fieldOf(i)));
		const binary = Object.fromEntries(
			[...fetched, ...generated].flatMap((result, i) =>
				result instanceof Error ? [] : [[fieldOf(i), result]],
			),
		);
		this.incomplete ||= fetched.some((result) => result instanceof Error);
		return {
			json: json.files ? { ...json, files } : json,
			...(Object.keys(binary).length > 0 && { binary }),
		};
	}

	private async storeGenerated(json: IDataObject): Promise<IBinaryData[]> {
		const stored = generatedFiles(json).map(
			async ({ name, mimeType, content }) => await this.network.store(content, name, mimeType),
		);
		return await Promise.all(stored);
	}

	private async fetch(file: KieFile, maxBytes?: number): Promise<Fetched> {
		const renew = async (url: string) => {
			const path = '/api/v1/common/download-url';
			return String(await ask(this.connection, { method: 'POST', path, body: { url } }));
		};
		const fetched = await this.limit.run(
			async () =>
				await download(this.network, file, { maxBytes, renew }).catch((error: Error) => error),
		);
		if (this.connection.signal?.aborted) throw cancellation();
		return fetched;
	}
}

const noteFile = (file: KieFile, fetched: Fetched, binaryField: string) =>
	fetched instanceof Error ? { ...file, downloadError: fetched.message } : { ...file, binaryField };
