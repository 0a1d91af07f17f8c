import { settle } from '../../../kie/outcome';
import { poll } from '../../../kie/tasks/poll';
import { getStatus } from '../../../kie/tasks/status';
import type { TaskRef } from '../../../kie/types';
import type { Job, Run } from '../job';

/** A task that runs has its price after seconds. */
const LONGEST_MS = 60_000;
const FIRST_PAUSE_MS = 2_000;

/** Asks for the price of a task that nobody waits for, where the items after it depend on it. It never throws. */
export async function awaitPrice(
	{ connection, spending }: Run,
	{ itemIndex }: Job,
	task: TaskRef,
): Promise<void> {
	if (!spending.isOpen(itemIndex)) return;
	const asked = poll({
		ask: async () => await getStatus(connection, task),
		isDone({ state, creditsConsumed }) {
			spending.learn(itemIndex, creditsConsumed);
			return state === 'success' || state === 'failed' || !spending.isOpen(itemIndex);
		},
		delay: (elapsed) => FIRST_PAUSE_MS + elapsed / 4,
		timeLimit: LONGEST_MS,
		pausesFirst: true,
		signal: connection.signal,
	});
	await settle(async () => await asked);
}
