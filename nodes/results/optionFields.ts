import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_OUTPUT_FIELD } from './options';

/** The first choice about results, which stands in the form itself. */
export const downloadFiles: INodeProperties = {
	displayName: 'Download Files',
	name: 'downloadFiles',
	type: 'boolean',
	default: true,
	description:
		'Whether to add the files to the output as binary data: audio, video and images, subtitles and text for transcripts. Without it the output has their links.',
};

/** The other fields of `ResultOptions`, for the collection of options of any node that returns results. */
export const resultOptionFields: INodeProperties[] = [
	{
		displayName: 'Include Notes',
		name: 'includeNotes',
		type: 'boolean',
		default: false,
		description:
			'Whether to add every note of a MIDI result with its pitch, times and velocity. Without it the output counts them.',
	},
	{
		displayName: 'Include Raw Record',
		name: 'includeRecord',
		type: 'boolean',
		default: false,
		description: "Whether to add Kie.ai's own record of the task to the output",
	},
	{
		displayName: 'Maximum File Size (MB)',
		name: 'maximumFileSize',
		type: 'number',
		default: 1000,
		typeOptions: { minValue: 0, maxValue: 100_000 },
		description:
			'Larger files are not downloaded, only linked to. Without it, the limit is 1,000 MB; with 0 there is none.',
	},
	{
		displayName: 'Put Output Files in Field',
		name: 'outputFieldName',
		type: 'string',
		default: DEFAULT_OUTPUT_FIELD,
		hint: 'Further files get a number: data, data_2, data_3',
		description: 'Output data field name of the first downloaded file',
	},
	{
		displayName: 'Split Into Items',
		name: 'splitIntoItems',
		type: 'boolean',
		default: false,
		description: 'Whether to return one item per track or file instead of one per task',
	},
];
