import type { IBinaryData } from 'n8n-workflow';

import { KieError } from '../../../nodes/kie/errors';
import { type ValueSpec, type ValueType, readValue } from '../../../nodes/kie/values';

export const photo: IBinaryData = { mimeType: 'image/png', data: 'aGVsbG8=', fileName: 'a.png' };
export const sound: IBinaryData = { mimeType: 'audio/mpeg', data: 'aGVsbG8=', fileName: 'a.mp3' };

/** The binary fields of an item that has a photo and a sound. */
export const files = {
	binary: (name: string) => ({ photo, sound })[name],
	names: ['photo', 'sound'],
	trustedHosts: ['10.0.0.7'],
};

export const text: ValueType = { type: 'text' };
export const onOff: ValueType = { type: 'switch' };
export const number: ValueType = { type: 'number' };
export const id: ValueType = { type: 'id' };
export const json: ValueType = { type: 'json' };
export const secret: ValueType = { type: 'secret' };
export const host: ValueType = { type: 'host' };
export const callbackUrl: ValueType = { type: 'callbackUrl', trustedHosts: ['api.kie.ai'] };
export const file: ValueType = { type: 'file', files };
export const fileList: ValueType = { type: 'list', entries: file };
export const textList: ValueType = { type: 'list', entries: text };

export const specOf = (type: ValueType, more: Partial<ValueSpec> = {}): ValueSpec =>
	({ label: 'Field', required: true, ...type, ...more }) as ValueSpec;

/** What is read, and what is told beside it. */
export const read = (type: ValueType, entered: unknown, more?: Partial<ValueSpec>) =>
	readValue(specOf(type, more), entered);

const outcomeOf = (type: ValueType, entered: unknown, more?: Partial<ValueSpec>): unknown => {
	try {
		return read(type, entered, more);
	} catch (error) {
		return error;
	}
};

/** The message of the refusal. */
export function refusalOf(type: ValueType, entered: unknown, more?: Partial<ValueSpec>): string {
	const error = outcomeOf(type, entered, more) as KieError;
	expect(error).toBeInstanceOf(KieError);
	expect(error.failure).toMatchObject({ category: 'input', creditsTaken: 'no' });
	return error.message;
}

/** What the refusal says to do. */
export const hintOf = (type: ValueType, entered: unknown): string | undefined =>
	(outcomeOf(type, entered) as KieError).failure.hint;
