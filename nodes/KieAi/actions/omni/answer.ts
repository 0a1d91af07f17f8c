import type { IDataObject } from 'n8n-workflow';

import { asRecord } from '../../../kie/json';
import type { KieReply } from '../../../kie/types';
import { answerWith } from '../answer';

/** Kie.ai says yes with code 200 here, and with 0 on some of its pages. */
export const isAccepted = ({ code }: KieReply): boolean => code === 200 || code === 0;

/** The id of what was created, under one of its two names. @throws {KieError} where there is none. */
export function createdId(name: 'audioId' | 'characterId', data: unknown): IDataObject {
	const answer = asRecord(data) ?? {};
	const prefixed = `kie${name[0].toUpperCase()}${name.slice(1)}`;
	return { [name]: answerWith(name, { [name]: answer[name] ?? answer[prefixed] })[name] };
}
