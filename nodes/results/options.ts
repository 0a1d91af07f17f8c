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

/** What the fields of `resultOptionFields` hold once they are read; what was not added is missing. */
export interface ResultFields {
	downloadFiles?: boolean;
	includeRecord?: boolean;
	/** Megabytes of a million bytes; 0 for any size. */
	maximumFileSize?: number;
	outputFieldName?: string;
	splitIntoItems?: boolean;
}

/** What the fields mean for results. */
export const readResultOptions = (fields: ResultFields, asTool: boolean): ResultOptions => ({
	includeRecord: fields.includeRecord === true,
	splitIntoItems: fields.splitIntoItems === true,
	download: fields.downloadFiles === true ? readDownload(fields) : undefined,
	asTool,
});

/** Without *Maximum File Size* the download has its own limit; 0 stands for none. */
const readDownload = ({ outputFieldName, maximumFileSize }: ResultFields) => ({
	field: outputFieldName?.trim() || DEFAULT_OUTPUT_FIELD,
	...(maximumFileSize !== undefined && {
		maxBytes: maximumFileSize === 0 ? Infinity : maximumFileSize * BYTES_PER_MEGABYTE,
	}),
});
