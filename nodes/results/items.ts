import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { KieError } from '../kie/errors';
import { present } from '../kie/json';
import type { KieFile, TaskRef, TaskStatus } from '../kie/types';
import type { ResultOptions } from './options';

/** What the workflow gets for a task, finished or not. */
export function taskJson(
	task: TaskRef,
	status: TaskStatus,
	{ includeRecord }: Pick<ResultOptions, 'includeRecord'>,
): IDataObject {
	const record = includeRecord ? { record: status.record as IDataObject } : {};
	if (status.state === 'success') {
		return { ...task, status: 'success', ...status.outcome, ...record } as unknown as IDataObject;
	}
	const failure = status.state === 'failed' ? { failure: present(status.failure) } : {};
	return {
		...pendingJson(task, status.statusWord),
		status: wordFor(status),
		...present({ creditsConsumed: status.creditsConsumed }),
		...failure,
		...record,
	};
}

/** A task that Kie.ai still works on; *Task > Wait* takes the item as it is. */
export const pendingJson = (task: TaskRef, statusWord?: string): IDataObject =>
	present({ ...task, status: 'pending', stage: statusWord });

const wordFor = ({ state }: TaskStatus) => (state === 'failed' ? 'failed' : 'pending');

/** One item per track or file, each with all that belongs to the task; the task itself where it has neither. */
export function splitResult(json: IDataObject): IDataObject[] {
	const tracks = (json.tracks ?? []) as IDataObject[];
	const files = (json.files ?? []) as unknown as KieFile[];
	const shared = { ...json };
	delete shared.tracks;
	delete shared.files;
	if (tracks.length > 0) {
		const filesOf = groupByAudioId(files);
		return tracks.map((track) => ({
			...shared,
			...track,
			files: filesOf.get(track.audioId) ?? [],
		}));
	}
	if (files.length === 0) return [json];
	return files.map((file) => ({ ...shared, ...file, files: [file] }) as unknown as IDataObject);
}

function groupByAudioId(files: KieFile[]): Map<unknown, IDataObject[]> {
	const groups = new Map<unknown, IDataObject[]>();
	for (const file of files) {
		const group = groups.get(file.audioId);
		if (group) group.push(file as unknown as IDataObject);
		else groups.set(file.audioId, [file as unknown as IDataObject]);
	}
	return groups;
}

/** The item of an input that failed. Everything is under `error`: n8n routes only that shape to the error output, in every version. */
export function failureItem(error: KieError, itemIndex: number): INodeExecutionData {
	return {
		json: { error: present({ ...error.failure }) as unknown as IDataObject },
		pairedItem: { item: itemIndex },
	};
}
