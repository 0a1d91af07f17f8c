import type {
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	IWebhookFunctions,
	NodeEgressFilter,
} from 'n8n-workflow';

/** Node.js' readable stream, by the one name under which nodes may know it. */
export type Readable = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/** An answer whose body is read while it comes in. */
export interface StreamAnswer {
	statusCode: number;
	headers: IDataObject;
	body: Readable;
}

/** What files need of their surroundings; inside n8n {@link fileNetwork} provides it. */
export interface FileNetwork {
	/** Sends a request without the API key. The body of the answer is a stream, whatever the status is. */
	fetch(options: IHttpRequestOptions): Promise<StreamAnswer>;
	/** Puts content into n8n's binary store. */
	store(content: Buffer | Readable, fileName: string, mimeType: string): Promise<IBinaryData>;
	/** Content of a file of the workflow: a stream of n8n's binary store, or what the item itself carries. */
	open(binary: IBinaryData): Promise<Buffer | Readable>;
	/** Bytes of a file in n8n's binary store, as the store itself knows them. */
	storedSize?(id: string): Promise<number>;
	/** Names of hosts that may be reached although they are private: those of the credential. */
	trustedHosts: string[];
	/** n8n's check of what a name resolves to, where this version of n8n has one. */
	filter?: Pick<NodeEgressFilter, 'validateUrl'>;
	signal?: AbortSignal;
}

/** Of what is read from n8n's store: fewer pieces are less work, and these are still small. */
const PIECE_BYTES = 256 * 1024;

/** The network and the binary store as n8n gives them to a node. @param hosts addresses of the credential */
export function fileNetwork(
	context: IExecuteFunctions | IWebhookFunctions,
	hosts: string[],
): FileNetwork {
	const { helpers } = context;
	return {
		fetch: async (options) => (await helpers.httpRequest(options)) as StreamAnswer,
		store: async (content, fileName, mimeType) =>
			await helpers.prepareBinaryData(content, fileName, mimeType),
		open: async ({ id, data }) =>
			id ? await helpers.getBinaryStream(id, PIECE_BYTES) : Buffer.from(data, 'base64'),
		storedSize: async (id) => (await helpers.getBinaryMetadata(id)).fileSize,
		trustedHosts: hosts.map((host) => new URL(host).hostname),
		filter: helpers.getSecureEgressFilter?.('enforced'),
		signal: 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
	};
}

/** Content of a file of the workflow, piece by piece. */
export async function* read(
	network: Pick<FileNetwork, 'open'>,
	binary: IBinaryData,
): AsyncGenerator<Uint8Array> {
	const content = await network.open(binary);
	if (Buffer.isBuffer(content)) yield content;
	else yield* content as AsyncIterable<Uint8Array>;
}

/**
 * A stream of the given pieces. `node:stream` is no import that n8n allows to a node, so a stream that n8n made lends
 * its class: every readable class inherits `from`.
 */
export function streamFrom(like: Readable, pieces: AsyncIterable<Uint8Array>): Readable {
	const { from } = like.constructor as unknown as {
		from(pieces: AsyncIterable<Uint8Array>, options: { objectMode: boolean }): Readable;
	};
	return from(pieces, { objectMode: false });
}
