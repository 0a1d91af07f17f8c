import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { cancellation } from '../kie/errors';
import { download } from '../kie/files/download';
import { generatedFiles } from '../kie/files/generatedFiles';
import type { FileNetwork } from '../kie/files/network';
import { type KieConnection, ask } from '../kie/transport';
import type { KieFile } from '../kie/types';
import { split } from './items';
import type { TaskSettings } from '../KieAi/execute/parameters/settings';
import { ConcurrencyLimit } from '../kie/concurrencyLimit';
import { forAgent } from './agent';

/** What goes on to the next node for one task. */
export type Delivery = Pick<INodeExecutionData, 'json' | 'binary'>;

/** What is read of the settings here. */
export type DeliverySettings = Pick<TaskSettings, 'asTool' | 'download' | 'splitIntoItems'>;

/** Files under way at a time: more would not be faster, and each holds a connection and a buffer. */
export const FILES_AT_ONCE = 4;

/** Makes the items of results, with their files where the user wants them. */
export class Results {
	/** Some file could not be downloaded. */
	incomplete = false;

	constructor(
		private readonly connection: KieConnection,
		private readonly network: FileNetwork,
		private readonly slots = new ConcurrencyLimit(FILES_AT_ONCE),
	) {}

	/** The items of one result: data, and binaries where the user wants them. */
	async deliver(json: IDataObject, settings: DeliverySettings): Promise<Delivery[]> {
		const parts = settings.splitIntoItems ? split(json) : [json];
		return await Promise.all(parts.map(async (part) => await this.attach(part, settings)));
	}

	/**
	 * Adds the files of a finished task as binaries, if the user wants them. One that cannot be had is noted beside its
	 * link: the task is paid for and stays a success.
	 */
	private async attach(json: IDataObject, settings: DeliverySettings): Promise<Delivery> {
		if (settings.asTool) return { json: json.status ? forAgent(json) : json };
		if (!settings.download) return { json };
		const { field, maxBytes } = settings.download;
		const fieldOf = (index: number) => (index === 0 ? field : `${field}_${index + 1}`);
		const links = (json.files ?? []) as unknown as KieFile[];
		const fetched = await Promise.all(links.map(async (file) => await this.fetch(file, maxBytes)));
		const made = await Promise.all(
			generatedFiles(json).map(
				async ({ name, mimeType, content }) => await this.network.store(content, name, mimeType),
			),
		);
		const files = links.map((file, i) => {
			const got = fetched[i];
			return got instanceof Error
				? { ...file, downloadError: got.message }
				: { ...file, binaryField: fieldOf(i) };
		});
		const binary = Object.fromEntries(
			[...fetched, ...made].flatMap((got, i) => (got instanceof Error ? [] : [[fieldOf(i), got]])),
		) as NonNullable<Delivery['binary']>;
		this.incomplete ||= fetched.some((got) => got instanceof Error);
		return {
			json: json.files ? { ...json, files } : json,
			...(Object.keys(binary).length > 0 && { binary }),
		};
	}

	private async fetch(file: KieFile, maxBytes?: number) {
		const renew = async (url: string) => {
			const path = '/api/v1/common/download-url';
			return String(await ask(this.connection, { method: 'POST', path, body: { url } }));
		};
		const got = await this.slots.run(
			async () =>
				await download(this.network, file, { maxBytes, renew }).catch((error: Error) => error),
		);
		if (this.connection.signal?.aborted) throw cancellation();
		return got;
	}
}
