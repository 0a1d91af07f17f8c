import { choiceField, textField, urlField } from '../fields';
import { maxLength } from '../limits';
import type { UploadOperation } from '../operation';

export const upload: UploadOperation = {
	kind: 'upload',
	value: 'upload',
	name: 'Upload',
	action: 'Upload a file',
	description: 'Give a file an address that Kie.ai can read; free, kept for 24 hours',
	fields: [
		choiceField('source', {
			label: 'Source',
			choices: [
				{ name: 'Input Data Field', value: 'binary' },
				{ name: 'Base64 Text', value: 'base64' },
				{ name: 'URL', value: 'url', description: 'At most 100 MB; Kie.ai fetches it itself' },
			],
			default: 'binary',
		}),
		{
			...textField('inputDataFieldName', {
				label: 'Input Data Field Name',
				required: true,
				default: 'data',
				hint: 'The name of the input field that holds the file',
				when: { source: ['binary'] },
			}),
			file: {},
		},
		textField('base64Data', {
			label: 'Base64 Text',
			required: true,
			rows: 4,
			placeholder: 'e.g. data:image/png;base64,iVBORw0KGgo…',
			description: 'Content of the file, with or without a data URL in front',
			when: { source: ['base64'] },
		}),
		urlField('fileUrl', {
			label: 'File URL',
			required: true,
			when: { source: ['url'] },
		}),
	],
	options: [
		textField('fileName', {
			label: 'File Name',
			placeholder: 'e.g. picture.png',
			description:
				'Name at Kie.ai, where a file of the same name is overwritten. Without it the name is made of the content.',
			limits: [maxLength(200)],
		}),
		textField('uploadPath', {
			label: 'Folder',
			placeholder: 'e.g. pictures',
			description: 'Folder at Kie.ai',
			default: 'n8n',
		}),
	],
};
