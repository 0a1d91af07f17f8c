import type { IExecuteFunctions } from 'n8n-workflow';

import { processMemory } from '../../../kie/boundedMap';
import { clock } from '../../../kie/clock';
import type { KieConnection } from '../../../kie/transport';
import { isTool } from '../../../results/agent';
import type { Entry, Shelf } from './submission';

/** For as long as somebody may still want what they stopped. */
const LIFETIME_MS = 3_600_000;

interface Kept {
	entries: Entry[];
	until: number;
}

/** Undelivered tasks of executions that somebody started by hand, by who, where, and request. */
const undelivered = processMemory<string, Kept>(10_000);

/**
 * Where a manual execution finds the tasks of the one before that was stopped: n8n throws the data of such an execution
 * away. It holds an hour and only for the same step, user, key and values. An agent decides itself what it calls again.
 */
export function shelfOfStopped(
	context: IExecuteFunctions,
	connection: KieConnection,
	order: string,
): Shelf | undefined {
	if (context.getMode() !== 'manual' || isTool(context)) return undefined;
	const key = JSON.stringify([...ownerOf(context, connection), order]);
	return {
		read: () => {
			const { entries, until } = undelivered.get(key) ?? { entries: [], until: 0 };
			return until > clock.now() ? entries : [];
		},
		write: (entries) => {
			if (entries.length > 0) undelivered.set(key, { entries, until: clock.now() + LIFETIME_MS });
			else undelivered.delete(key);
		},
	};
}

/** n8n tells nodes in no other way who runs them. */
function ownerOf(context: IExecuteFunctions, { keyId, hosts }: KieConnection) {
	const { additionalData } = context as unknown as { additionalData?: { userId?: string } };
	return [context.getWorkflow().id, context.getNode().id, additionalData?.userId, keyId, hosts.api];
}
