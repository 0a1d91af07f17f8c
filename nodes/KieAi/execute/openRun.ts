import type { IExecuteFunctions } from 'n8n-workflow';

import { Catalogue } from '../../kie/catalogue/catalogue';
import { clock } from '../../kie/clock';
import { ConcurrencyLimit } from '../../kie/concurrencyLimit';
import { connect, readCredential } from '../../kie/connection';
import { KieError } from '../../kie/errors';
import { hasFailed, settle } from '../../kie/outcome';
import { Files } from './files';
import type { Run } from './job';
import { OutputHints } from './outputHints';
import { Account } from './submit/account';
import { Spending } from './submit/spending';
import { Submissions } from './submit/submissions';

/** Two of the windows in which Kie.ai counts submissions: more would only wait for their turn. */
const SENDINGS_AT_ONCE = 40;

/** Makes what the items of a run share. @throws {KieError} category `credential` when n8n does not give the credential */
export async function openRun(context: IExecuteFunctions): Promise<Run> {
	const { connection, callbackUrl } = await openConnection(context);
	return {
		context,
		startedAt: clock.now(),
		connection,
		files: new Files(context, connection),
		catalogue: new Catalogue(connection),
		submissions: new Submissions(context, connection),
		account: new Account(),
		spending: new Spending(context, connection.signal),
		hints: new OutputHints(context),
		sendings: new ConcurrencyLimit(SENDINGS_AT_ONCE),
		defaultCallback: callbackUrl,
	};
}

async function openConnection(context: IExecuteFunctions) {
	const opened = await settle(async () => {
		const connection = await connect(context);
		const { callbackUrl } = await readCredential(context);
		return { connection, callbackUrl };
	});
	if (!hasFailed(opened)) return opened.value;
	const { message, category } = opened.error.failure;
	throw category === 'credential' ? opened.error : unusable(context, message);
}

function unusable(context: IExecuteFunctions, reason: string): KieError {
	const isChosen = context.getNode().credentials?.kieAiApi !== undefined;
	return new KieError({
		message: isChosen
			? `The Kie.ai credential cannot be used: ${reason}`
			: 'No Kie.ai credential is chosen in this node',
		hint: isChosen
			? 'Open Credential to Connect With in this node and check it; nothing was sent and nothing was paid'
			: 'Choose one in Credential to Connect With; nothing was sent and nothing was paid',
		category: 'credential',
		retryable: false,
		creditsTaken: 'no',
	});
}
