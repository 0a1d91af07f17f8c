import { type KieError, inputError } from '../errors';

/** Where the models of a task are sent. */
const CREATE_TASK = '/api/v1/jobs/createTask';

/** Models of Kie.ai's list that are no tasks, with the operation that is made for them. */
const OPERATIONS = new Map([
	['gemini-omni-character', 'Omni > Create Character'],
	['gemini-omni-audio', 'Omni > Create Audio'],
]);

/** How the addresses of chat models end. */
const CHAT = /\/(completions|messages|responses)$|generateContent$/i;

/** Whether a model of Kie.ai's list is one that a task can be started with. */
export const isTaskModel = ({ id, taskTypes }: { id: string; taskTypes: string[] }): boolean =>
	!OPERATIONS.has(id) && !taskTypes.includes('Chat');

/** The error for a model that is none for tasks. `path`: where its live schema says that it is sent. */
export function notATask(id: string, path = CREATE_TASK): KieError | undefined {
	const operation = OPERATIONS.get(id) ?? (CHAT.test(path) ? 'Chat > Send Message' : undefined);
	if (!operation && path === CREATE_TASK) return undefined;
	return inputError(
		`Model ${id} cannot be used here: Kie.ai has an endpoint of its own for it`,
		`${operation ? `Use ${operation}` : `The endpoint is ${path}, which this node does not have yet`}; nothing was sent and nothing was paid`,
	);
}
