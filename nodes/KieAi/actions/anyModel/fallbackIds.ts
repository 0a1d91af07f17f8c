import { inputError } from '../../../kie/errors';
import type { Values } from '../field';

const MOST_FALLBACKS = 2;

/** The models that *Fallback Models* names. @throws {KieError} category `input` for too many */
export function fallbackIds({ fallbackModels }: Values): string[] {
	const ids = [fallbackModels ?? []].flat().map(String);
	if (ids.length <= MOST_FALLBACKS) return ids;
	throw inputError(`Fallback Models takes at most ${MOST_FALLBACKS} models, but has ${ids.length}`);
}
