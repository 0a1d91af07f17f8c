import type { IDataObject } from 'n8n-workflow';

import { clock } from '../../../kie/clock';
import { textField } from '../fields';
import type { Field, Values } from '../field';

const LIFETIME_MS = 20 * 60 * 1000;

/** The result whose link has expired: the incoming item's first file, unless the user names another one. */
export const fileUrlField: Field = {
	...textField('fileUrl', {
		label: 'File URL',
		wire: 'url',
		required: true,
		default: '={{ $json.url }}',
		description:
			'Link to a result or an upload at Kie.ai; empty takes the first file of the incoming item',
	}),
	means: 'webAddress',
};

/** Kie.ai answers with the bare link, which lives for 20 minutes. */
export const freshLink = (data: unknown, { fileUrl }: Values): IDataObject => ({
	url: String(data),
	originalUrl: String(fileUrl),
	expiresAt: new Date(clock.now() + LIFETIME_MS).toISOString(),
});
