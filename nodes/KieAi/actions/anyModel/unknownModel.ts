import { type Intent, partsOf } from '../../../kie/parts';
import type { Input } from '../../../kie/catalogue/paths';
import { inputError } from '../../../kie/errors';
import { IncomingFile } from '../../../kie/values/incoming';
import { isUnreachable } from '../../../kie/values/address';
import { isEmpty } from '../../../kie/values';
import type { Values } from '../field';
import type { PartLabels } from './takeParts';

/** Which fields of an unknown model hold files is not known, but an address is one wherever it stands. @throws {KieError} */
export function assertReachable(input: Input, trustedHosts: readonly string[]): void {
	const waiting: unknown[] = [input];
	while (waiting.length > 0) {
		const value = waiting.pop();
		if (typeof value === 'object' && value !== null) {
			for (const entry of Object.values(value)) waiting.push(entry);
		} else if (typeof value === 'string' && isPrivateAddress(value.trim(), trustedHosts)) {
			throw inputError(
				`Input leads to ${new URL(value.trim()).hostname}, which Kie.ai cannot reach from the internet`,
				'Upload the file first (File > Upload) and enter its address; nothing was sent and nothing was paid',
			);
		}
	}
}

const isPrivateAddress = (text: string, trustedHosts: readonly string[]) =>
	/^https?:\/\//i.test(text) && URL.canParse(text) && isUnreachable(text, trustedHosts);

/** The error for a model without a description and without anything that was filled in. */
export const nothingKnown = (id: string) =>
	inputError(
		`The fields of ${id} are not known, and none is filled in`,
		'Check the model, or set Input to JSON and write its fields there; nothing was sent and nothing was paid',
	);

/**
 * What stands beside the JSON of a model that nobody knows: nearly all of them take a prompt under that name.
 * @throws {KieError} category `input` for a file, which has as many names as there are makers
 */
export function partsOfUnknown(
	values: Values,
	id: string,
	intent: Intent,
	labels: PartLabels,
	written: Input,
): Input {
	const { prompt } = values;
	const file = partsOf(intent).find(
		(part) =>
			part !== 'prompt' && values[part] !== undefined && !(values[part] instanceof IncomingFile),
	);
	if (!file) return prompt === undefined || !isEmpty(written.prompt) ? {} : { prompt };
	throw inputError(
		`The fields of ${id} are not known, so that ${labels(file)} has no place`,
		`Empty ${labels(file)} and write it into Input (JSON); nothing was sent and nothing was paid`,
	);
}
