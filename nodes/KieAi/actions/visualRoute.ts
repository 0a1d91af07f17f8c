import type { IDataObject } from 'n8n-workflow';

import type { UnifiedRoute } from './operation';

/**
 * What an operation for pictures or videos is on Kie.ai's unified route.
 * @param implied a version that the route takes without being told; there it has no word for others
 */
export const visualRoute = (model: string, implied?: string): UnifiedRoute => ({
	model,
	input({ water_mark: watermark, ...input }: IDataObject) {
		const named = watermark === undefined ? input : { ...input, watermark };
		if (implied === undefined || named.model !== implied) return named;
		const rest = { ...named };
		delete rest.model;
		return rest;
	},
});
