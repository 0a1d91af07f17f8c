import { getModelFields } from '../../../nodes/KieAi/methods/resourceMapping';
import { startSandbox } from '../../sandbox/server';
import { editorContext } from '../../support/editor-context';
import { type BenchRow, figure } from './row';

const CHOSEN = { first: 'nano-banana-pro', second: 'bytedance/seedance-2' };

/** How long the editor waits for the form of a model, while Kie.ai takes one question per second about its models. */
export async function rows(): Promise<BenchRow[]> {
	const sandbox = await startSandbox();
	const open = async (model: string) => {
		const start = performance.now();
		await getModelFields.call(editorContext({ resource: 'image', model }, sandbox));
		return `${figure(performance.now() - start)} ms`;
	};
	const first = await open(CHOSEN.first);
	const second = await open(CHOSEN.second);
	const again = await open(CHOSEN.first);
	await sandbox.close();
	return [
		{ what: 'Form of a model, for the first time', value: first },
		{ what: 'Form of another one right after it', value: second },
		{ what: 'Form of a model that was open before', value: again },
	];
}
