import { account } from './account';
import { audio } from './audio';
import { chat } from './chat';
import { file } from './file';
import { fluxKontextImage } from './fluxKontextImage';
import { gpt4oImage } from './gpt4oImage';
import { image } from './image';
import { lumaVideo } from './lumaVideo';
import { lyrics } from './lyrics';
import { model } from './model';
import { music } from './music';
import { omni } from './omni';
import type { Operation, Resource } from './operation';
import { runwayVideo } from './runwayVideo';
import { speech } from './speech';
import { task } from './task';
import { veoVideo } from './veoVideo';
import { video } from './video';
import { voice } from './voice';

/** Everything the node can do, in the order of the editor's list. */
export const resources: readonly Resource[] = [
	account,
	audio,
	chat,
	file,
	fluxKontextImage,
	gpt4oImage,
	image,
	lumaVideo,
	lyrics,
	model,
	music,
	omni,
	runwayVideo,
	speech,
	task,
	veoVideo,
	video,
	voice,
];

/** The operation that the two values name. @throws {RangeError} when there is none. */
export function operationOf(resource: string, operation: string): Operation {
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (!found) throw new RangeError(`There is no operation "${operation}" of "${resource}"`);
	return found;
}
