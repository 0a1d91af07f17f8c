import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { asRecords, present } from '../kie/json';
import type { KieFile } from '../kie/types';

/** Whether an AI agent runs the node as its tool. n8n drops binaries there. */
export function isTool(context: IExecuteFunctions): boolean {
	// `isToolExecution` came with n8n 2.5, and is false where the engine runs the tool as a node of its own.
	return context.isToolExecution?.() === true || context.getNode().type.endsWith('Tool');
}

/** A result as a model can use it: links and a summary, without the record that would fill its context. */
export function summarizeForAgent(json: IDataObject): IDataObject {
	const result: IDataObject = { ...json, summary: summarize(json) };
	delete result.record;
	return result;
}

/** The answer of a chat model as another one can use it: its words, or the calls that it makes in their place. */
export const answerForAgent = ({ text, toolCalls }: IDataObject): IDataObject =>
	present({ text, toolCalls });

function summarize(json: IDataObject): string {
	if (json.status === 'failed') {
		return `Task ${String(json.taskId)} failed: ${String((json.failure as IDataObject)?.message)}`;
	}
	if (json.status !== 'success') {
		return `Task ${String(json.taskId)} is ${String(json.status)}; Task > Wait with its ID brings the result`;
	}
	const files = (json.files ?? []) as unknown as KieFile[];
	const parts = [
		files.length > 0 && `${countFiles(files)}: ${files.map(nameFile).join(', ')}`,
		countNotes(asRecords(json.tracks)),
		json.expiresAt && `kept until ${String(json.expiresAt)}`,
	];
	return `Finished. ${parts.filter(Boolean).join('; ')}`;
}

function countFiles(files: KieFile[]): string {
	const kinds = [...new Set(files.map(({ kind }) => kind))].join(' and ');
	return `${files.length} ${kinds} ${files.length === 1 ? 'file' : 'files'}`;
}

const nameFile = ({ name, url }: KieFile) => `${name ?? 'file'} ${url}`;

/** Only the tracks of notes count any. */
function countNotes(tracks: IDataObject[]): string | undefined {
	const played = tracks.filter(({ noteCount }) => noteCount !== undefined);
	if (played.length === 0) return undefined;
	const count = played.reduce((sum, { noteCount }) => sum + Number(noteCount), 0);
	return `${count} notes of ${played.map(({ name }) => String(name)).join(', ')}`;
}
