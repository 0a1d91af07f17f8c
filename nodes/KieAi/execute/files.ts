import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { KieError } from '../../kie/errors';
import { type InputFile, inputFilesIn, replaceFiles } from '../../kie/files/input';
import { fileNetwork } from '../../kie/files/network';
import { type UploadPlace, type UploadedFile, uploadFile, uploadUrl } from '../../kie/files/upload';
import { uploadOnce } from '../../kie/files/uploads';
import { hasFailed, settle } from '../../kie/outcome';
import type { KieConnection } from '../../kie/transport';
import type { KieRequest } from '../../kie/types';
import type { Values } from '../actions/field';
import { type ResultItem, FILES_AT_ONCE, ResultDelivery } from '../../results/delivery';
import type { TaskSettings } from './parameters/settings';
import { ConcurrencyLimit } from '../../kie/concurrencyLimit';
import type { ItemFiles } from '../../kie/values';
import { itemFiles } from './parameters/itemFiles';

/** The files of one run of the node: what its items hold, and what Kie.ai made. */
export class Files {
	private readonly network;

	private readonly results;

	/** Some file could not be downloaded. */
	incomplete = false;

	private readonly slots = new ConcurrencyLimit(FILES_AT_ONCE);

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly connection: KieConnection,
	) {
		this.network = fileNetwork(context, Object.values(connection.hosts));
		this.results = new ResultDelivery(connection, this.network, this.slots);
		this.results.isForSeveral = context.getInputData().length > 1;
	}

	/** What the fields of an item may name. */
	of(itemIndex: number): ItemFiles {
		return itemFiles(this.context, itemIndex, this.network.trustedHosts);
	}

	/** Looks into the files that the values name. @throws {KieError} category `input` */
	async inspect(values: Values): Promise<void> {
		const inspections = inputFilesIn(values).map(
			async (file) => await this.slots.run(async () => await file.inspect(this.network)),
		);
		await Promise.all(inspections);
	}

	/** The same request with the address of the upload in place of each file. @throws {KieError} */
	async upload(request: KieRequest): Promise<KieRequest> {
		const urls = new Map<InputFile, string>();
		for (const file of inputFilesIn(request)) urls.set(file, await this.urlOf(file));
		return replaceFiles(request, (file) => urls.get(file)) as KieRequest;
	}

	/** Uploads one file, or has Kie.ai fetch it from its address. @throws {KieError} */
	async put(source: string | InputFile, place: UploadPlace): Promise<UploadedFile> {
		return await this.slots.run(async () =>
			typeof source === 'string'
				? await uploadUrl(this.connection, source, place)
				: await uploadFile(this.connection, this.network, source, place),
		);
	}

	private async urlOf(file: InputFile): Promise<string> {
		const { keyId, hosts } = this.connection;
		const { fingerprint, extension } = file.facts;
		const execution = this.context.getExecutionId();
		const key = [execution, keyId, hosts.upload, fingerprint, extension].join();
		return (await uploadOnce(key, async () => await this.put(file, {}))).url;
	}

	/** The items of one result: data, and binaries where the user wants them. */
	async deliver(json: IDataObject, settings: TaskSettings): Promise<ResultItem[]> {
		const delivered = await settle(async () => await this.results.deliver(json, settings));
		if (hasFailed(delivered)) return await this.deliverLinks(json, settings, delivered.error);
		this.incomplete ||= this.results.incomplete;
		return delivered.value;
	}

	/** A result that n8n cannot store the files of is paid for and stays a success: it says why it has no files. */
	private async deliverLinks(
		json: IDataObject,
		settings: TaskSettings,
		error: KieError,
	): Promise<ResultItem[]> {
		const { category, message } = error.failure;
		if (category === 'cancelled' || !settings.download) throw error;
		const reason = { ...json, downloadError: message };
		const deliveries = await this.results.deliver(reason, { ...settings, download: false });
		this.incomplete = true;
		return deliveries;
	}
}
