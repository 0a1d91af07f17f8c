import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { KieError } from '../kie/errors';
import { present } from '../kie/json';
import { FAMILY_LABELS } from '../kie/tasks/labels';
import type { FamilyName, KieFile, TaskRef, TaskStatus } from '../kie/types';
import type { ResultOptions } from './options';
import { arrange } from './shape';

/** What the workflow gets for a task, finished or not. */
export function taskJson(
	task: TaskRef,
	status: TaskStatus,
	{ includeRecord }: Pick<ResultOptions, 'includeRecord'>,
): IDataObject {
	const record = includeRecord ? { record: status.record as IDataObject } : {};
	if (status.state === 'success') {
		const { outcome } = status;
		return arrange({
			...addTaskType(task),
			status: 'success',
			...outcome,
			...record,
		} as IDataObject);
	}
	const failure = status.state === 'failed' ? { failure: present(status.failure) } : {};
	return arrange({
		...pendingJson(task, status.statusWord),
		status: wordFor(status),
		...present({ creditsConsumed: status.creditsConsumed }),
		...failure,
		...record,
	});
}

/** A task that Kie.ai still works on; *Task > Wait* takes the item as it is. */
export const pendingJson = (task: TaskRef, statusWord?: string): IDataObject =>
	arrange(present({ ...addTaskType(task), status: 'pending', stage: statusWord }));

/** A task, a failure and the like with a word for the family that users know. */
const addTaskType = <T extends { family?: FamilyName }>({ family, ...rest }: T) =>
	present({ ...rest, taskType: family && FAMILY_LABELS[family] });

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
		json: { error: addTaskType(error.failure) as unknown as IDataObject },
		pairedItem: { item: itemIndex },
	};
}
