/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import { randomUUID } from 'node:crypto';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { sandboxFields } from '../../tools/n8n/session/furnish';
import { FAILURES, type FailureCase, PLAIN_SONG } from '../../support/failures';
import { kieNodes, line } from '../support/callbackWorkflows';
import { SCENE_TIMEOUT_MS, Stage } from '../support/stage';

jest.setTimeout(SCENE_TIMEOUT_MS);

describe('the failure of every category, as a person reads it', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await Stage.open({ credential: false })));
	afterAll(async () => await stage?.close());

	const credentialWith = async (fields: IDataObject) =>
		await stage.api.credentials.create({
			name: `Kie.ai ${randomUUID()}`,
			type: 'kieAiApi',
			data: { ...sandboxFields(stage.sandbox), ...fields } as never,
		});

	/** Opens a node that will fail, presses its button and gives the words in the panel. */
	async function read({ provoke, parameters, credential = {} }: FailureCase): Promise<string> {
		await stage.renewSandbox();
		provoke?.(stage.sandbox);
		const song = { ...PLAIN_SONG, ...parameters } as INodeParameters;
		const node = kieNodes(await credentialWith(credential))('Generate Music', song);
		const start = { ...node, id: 'start', name: 'Start', parameters: {} };
		delete start.credentials;
		const trigger = { ...start, type: 'n8n-nodes-base.manualTrigger' };
		const { id } = await stage.api.workflows.create(line(randomUUID(), [trigger, node]));
		const panel = await stage.editor.openNode(id, node.id);
		return await panel.runToError();
	}

	it.each(Object.entries(FAILURES))('%s', async (category, failure) => {
		await stage.scene(async () => {
			const shown = await read(failure);

			await stage.editor.photograph(`every error - ${category}`);
			process.stdout.write(`${category}: ${shown}\n\n`);
			expect(shown).toMatch(/paid|charged|cost/i);
		})();
	});
});
