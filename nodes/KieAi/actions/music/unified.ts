import type { IDataObject } from 'n8n-workflow';

import type { Values } from '../field';
import type { UnifiedRoute } from '../operation';
import { isNewest, nameOf } from './versions';

/** The shortest limit that Kie.ai has for titles, in characters. */
const TITLE_LENGTH = 80;

const newestModel = ({ model }: Values): string | undefined =>
	isNewest(model) ? `Model ${nameOf(model)}` : undefined;

/** What the operation is on Kie.ai's unified route. */
export const sunoRoute = (name: string, more: Partial<UnifiedRoute> = {}): UnifiedRoute => ({
	model: `ai-music-api/${name}`,
	required: newestModel,
	...more,
});

/** Sung words have a key of their own there. */
const withLyrics = ({ prompt, ...rest }: IDataObject): IDataObject =>
	prompt === undefined ? rest : { ...rest, lyrics: prompt };

/** A song from scratch: in Custom Mode its prompt holds the words to sing. */
export const songInput = (input: IDataObject): IDataObject =>
	input.custom_mode === true ? withLyrics(input) : input;

/** Where nobody sings, this route takes a description as the style only, and no voice. */
function wordless(input: IDataObject): IDataObject {
	if (input.instrumental !== true) return input;
	const rest = { ...input };
	delete rest.vocal_gender;
	delete rest.prompt;
	const { prompt } = input;
	return prompt === undefined ? rest : { style: prompt, ...rest };
}

/** A cover: there is no switch between the two modes, filling in is enough. */
export function coverInput({ custom_mode: isCustom, ...input }: IDataObject): IDataObject {
	return wordless(isCustom === true ? withLyrics(input) : input);
}

/** A mashup: title and style are never left out here, and there is no word for leaving out the voice. */
export function mashupInput({ custom_mode: isCustom, ...input }: IDataObject): IDataObject {
	const { instrumental, ...rest } = isCustom === true ? withLyrics(input) : addStyleAndTitle(input);
	return instrumental === true ? { ...rest, instrumental } : rest;
}

/** A description alone has to serve as all of them. */
const addStyleAndTitle = (input: IDataObject): IDataObject => ({
	style: input.prompt,
	title: String(input.prompt).slice(0, TITLE_LENGTH),
	...input,
});

/** An extension of a song or of an audio file. */
export function extensionInput({ default_param_flag: isOwn, ...input }: IDataObject): IDataObject {
	return wordless(isOwn === true ? withLyrics(input) : input);
}
