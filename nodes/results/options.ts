/** How a result becomes items, in every node that returns one. It is stored with executions that wait, as JSON. */
export interface ResultOptions {
	/** Whether the files come too, and not their links alone. */
	download: boolean;
	/** The binary field of the first file. */
	outputField: string;
	/** Larger files are only linked to; as the download itself limits them unless given. */
	maxBytes?: number;
	includeNotes: boolean;
	includeRecord: boolean;
	splitIntoItems: boolean;
	/** An AI agent reads the result. */
	asTool: boolean;
}

export const DEFAULT_OUTPUT_FIELD = 'data';

const BYTES_PER_MEGABYTE = 1e6;

/** What the fields of `resultOptionFields` hold once they are read; what was not added is missing. */
export interface ResultFields {
	includeNotes?: boolean;
	includeRecord?: boolean;
	/** Megabytes of a million bytes; 0 for any size. */
	maximumFileSize?: number;
	outputFieldName?: string;
	splitIntoItems?: boolean;
}

/** What the fields mean for results. */
export const readResultOptions = (
	fields: ResultFields,
	{ download, asTool }: Pick<ResultOptions, 'download' | 'asTool'>,
): ResultOptions => ({
	download: download && !asTool,
	outputField: fields.outputFieldName?.trim() || DEFAULT_OUTPUT_FIELD,
	maxBytes: bytesOf(fields.maximumFileSize),
	includeNotes: fields.includeNotes === true,
	includeRecord: fields.includeRecord === true,
	splitIntoItems: fields.splitIntoItems === true,
	asTool,
});

/** JSON knows no infinity. */
function bytesOf(megabytes: number | undefined): number | undefined {
	if (megabytes === undefined) return undefined;
	return megabytes === 0 ? Number.MAX_SAFE_INTEGER : megabytes * BYTES_PER_MEGABYTE;
}
