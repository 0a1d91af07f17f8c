import type { IDataObject } from 'n8n-workflow';

import { fileName } from '../kie/files/names';
import { endingOf } from '../kie/tasks/families/kindOf';
import type { KieFile } from '../kie/types';

/** What a file of a result is called, without extension. */
export type NameMaker = (file: Pick<KieFile, 'name' | 'kind'>) => string;

/** A name that says no more than what kind of file it is. */
const KIND_ONLY = /^(audio|file|image|midi|text|track|video)(-\d+)?$/;

/** Characters of a task id that tell tasks apart. */
const SHORT_ID = 8;

/** Files of several tasks end up in one folder: those that may be called the same carry the end of their task's id. */
export function nameMaker({ taskId }: IDataObject, isForSeveral: boolean): NameMaker {
	const mark = typeof taskId === 'string' && taskId !== '' ? `-${taskId.slice(-SHORT_ID)}` : '';
	return ({ name, kind }) => {
		const own = name ?? kind;
		return isForSeveral || KIND_ONLY.test(own) ? own + mark : own;
	};
}

/** The file with the name that it has on disk, as far as its address tells what it is. */
export function withFileName({ url, ...file }: KieFile, nameOf: NameMaker): KieFile {
	const name = nameOf(file);
	return { url, fileName: fileName({ ...file, name }, endingOf(url)), ...file };
}
