import type { IDataObject } from 'n8n-workflow';

/** How a result becomes items, in every node that returns one. */
export interface ResultOptions {
	includeRecord: boolean;
	splitIntoItems: boolean;
	/** Set where the files are wanted: the binary field of the first one. */
	download?: { field: string; maxBytes?: number };
	/** An AI agent reads the result. */
	asTool: boolean;
}

export const DEFAULT_OUTPUT_FIELD = 'data';

const BYTES_PER_MEGABYTE = 1e6;

/** Reads the fields of `resultOptionFields` from the collection that holds them. */
export const readResultOptions = (options: IDataObject, asTool: boolean): ResultOptions => ({
	includeRecord: options.includeRecord === true,
	splitIntoItems: options.splitIntoItems === true,
	download: options.downloadFiles === true ? readDownload(options) : undefined,
	asTool,
});

function readDownload(options: IDataObject): ResultOptions['download'] {
	const megabytes = Number(options.maximumFileSize);
	const isUnlimited = options.maximumFileSize !== undefined && megabytes === 0;
	return {
		field: String(options.outputFieldName ?? '').trim() || DEFAULT_OUTPUT_FIELD,
		...(megabytes > 0 && { maxBytes: megabytes * BYTES_PER_MEGABYTE }),
		...(isUnlimited && { maxBytes: Infinity }),
	};
}
