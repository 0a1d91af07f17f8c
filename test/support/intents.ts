import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { type Intent, type Part, partsOf } from '../../nodes/kie/parts';
import { kie } from './scenario';

/** What somebody brings along, a picture, a film and a recording on the web among it. */
export const BROUGHT: Record<Part, string> = {
	prompt: 'A red kite over a green hill',
	image: 'https://example.com/kite.png',
	video: 'https://example.com/kite.mp4',
	audio: 'https://example.com/kite.mp3',
};

/** One of the operations by intent, with the model that is to do it; without one, its default does it. */
export function withModel(
	intent: Intent,
	model: string | undefined,
	parameters: INodeParameters = {},
): INode {
	const [resource, operation] = intent.split('.');
	return kie('Kie', {
		resource,
		operation,
		...(model !== undefined && { model: { __rl: true, mode: 'id', value: model } }),
		...parameters,
	});
}

/** The parts that a model takes for an intent. */
export const broughtFor = (intent: Intent, takes: object): INodeParameters =>
	Object.fromEntries(
		partsOf(intent)
			.filter((part) => part in takes)
			.map((part) => [part, BROUGHT[part]]),
	) as INodeParameters;

/** The form of the model's other fields, filled in. */
export const otherFields = (value: IDataObject): INodeParameters => ({
	input: { mappingMode: 'defineBelow', value } as never,
});
