/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import {
	type IBinaryData,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

import { describedAs } from './nodes';

const store = () => Container.get(BinaryDataService);

/** Keeps binaries in files, as n8n does by default. Without it they stay in memory, as in n8n's mode `default`. */
export const useFilesystem = async (): Promise<void> => await store().init();

/** The content of a binary of an item. */
export const contentOf = async (binary: IBinaryData): Promise<Buffer> =>
	await store().getAsBuffer(binary);

/** A file that an item brings along, under the name of its binary field. */
export type BroughtFiles = Record<string, { content: Buffer; name?: string; mimeType?: string }>;

const UNKNOWN = 'application/octet-stream';

/** A node that gives every item its own copy of its files, as a download node would. */
export const fileSource = (items: BroughtFiles[]): INodeType => ({
	description: describedAs('Read Files'),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const made = items.map(async (files, item) => {
			const binary: INodeExecutionData['binary'] = {};
			for (const [field, { content, name, mimeType = UNKNOWN }] of Object.entries(files)) {
				binary[field] = await this.helpers.prepareBinaryData(content, name, mimeType);
			}
			return { json: { item }, binary, pairedItem: 0 };
		});
		return [await Promise.all(made)];
	},
});
