import type { IDataObject } from 'n8n-workflow';

import { asRecord } from '../../json';

/** Suno's models on the unified route, by their full IDs. */
export const sunoModels = (...names: string[]): string[] =>
	names.map((name) => `ai-music-api/${name}`);

/** What a result of the unified route tells, wherever in it that stands: for some models nobody has seen it yet. */
export const contentOf = (result: IDataObject): IDataObject =>
	asRecord(result.resultObject) ?? asRecord(result.data) ?? result;
