import type { IDataObject } from 'n8n-workflow';

interface WithContent {
	content: unknown;
}

/**
 * The message with its files in blocks that n8n's adapter knows. It drops `image_url`, which is what n8n's agents and
 * chains send, and reads `mimeType` where they write `mime_type`, so that a PDF has no media type.
 */
export function withKnownFiles<T extends WithContent>(message: T): T {
	if (!Array.isArray(message?.content)) return message;
	const content = (message.content as IDataObject[]).map(knownBlock);
	const copy = Object.create(Object.getPrototypeOf(message) as object) as T;
	return Object.assign(copy, message, { content });
}

function knownBlock(block: IDataObject): IDataObject {
	if (block?.type === 'image_url') {
		const image = block.image_url as { url: string } | string;
		return { type: 'image', url: typeof image === 'string' ? image : image?.url };
	}
	const isUntyped = block?.mime_type !== undefined && block.mimeType === undefined;
	return isUntyped ? { ...block, mimeType: block.mime_type } : block;
}
