import { readAnswer } from '../../../../nodes/kie/answers';
import { families } from '../../../../nodes/kie/tasks/families';
import type { TaskFamily } from '../../../../nodes/kie/types';
import { endpointOf } from '../../../facts/endpoints';
import { equal, type Facts } from '../fact';
import { codeOf, type LiveKie } from '../kie';

const UNKNOWN_ID = '00000000000000000000000000000000';
const NOT_FOUND = ['not_found', 'missing'];

/** Every family answers an id that nobody has as the facts say, and its reader takes it for one that is not there. */
export async function* unknownIds(kie: LiveKie): Facts {
	for (const family of families) {
		const task = { taskId: UNKNOWN_ID, family: family.name };
		const { path, query } = family.statusRequest(task);
		const answer = await kie.get(path, query);
		yield equal(`code of an unknown id at ${path}`, expectedCode(family), codeOf(answer));
		const read = readAnswer(answer);
		const state = read.outcome === 'answered' ? family.read(read.reply, task).state : read.outcome;
		yield equal(`unknown id as family ${family.name}`, 'notFound', state);
	}
}

/** Some refuse it, the others say that all is well and there is nothing. */
function expectedCode(family: TaskFamily): number {
	const { path } = family.statusRequest({ taskId: UNKNOWN_ID, family: family.name });
	const { errorExamples } = endpointOf('GET', path);
	return errorExamples.find((one) => NOT_FOUND.includes(one.case))?.body.code ?? 200;
}
