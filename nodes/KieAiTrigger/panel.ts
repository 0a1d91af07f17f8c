import type { INodeTypeDescription } from 'n8n-workflow';

import { triggerEvents } from './properties';

const labels = Object.fromEntries(
	(triggerEvents.options ?? []).map((option) => ['value' in option && option.value, option.name]),
);

/** The chosen events in words, also where an expression gives a single one. */
export const subtitle = `={{ [].concat($parameter["events"]).map((event) => (${JSON.stringify(labels)})[event]).join(", ") }}`;

const STEPS = [
	'<b>1.</b> Copy the Production URL of this node. Kie.ai calls it, so n8n must be reachable from the internet.',
	'<b>2.</b> Publish (activate) this workflow: the Production URL is open from then on.',
	"<b>3.</b> Enter the URL as <i>Callback URL to Notify</i> in the options of the Kie.ai node that starts the task, or as Default Callback URL in the Kie.ai credential. That node need not wait for the result then: set its Wait for Completion to <i>Don't Wait</i>.",
].join('<br><br>');

/** What n8n shows beside the form of the trigger. */
export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Start when Kie.ai reports on a task',
	executionsHelp: {
		inactive: `${STEPS}<br><br>To try it out, click "Execute step" and use the Test URL in the same place for one task.`,
		active: `${STEPS}<br><br>This workflow is active. Every report of Kie.ai starts it, and appears in the list of executions, but not in the editor.`,
	},
	activationHint:
		'Once the workflow is published, use the Production URL as <i>Callback URL to Notify</i> in your Kie.ai nodes.',
};
