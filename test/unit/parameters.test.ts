import { forms } from '../support/parameters';
import { generateMusic, kie } from '../support/scenario';

describe('a node that a test builds', () => {
	beforeAll(() => {
		forms.areStrict = true;
	});

	it('has its parameters where the form has them', () => {
		expect(() => generateMusic({ maximumRunningTasks: 2 })).toThrow(
			'The form of Kie.ai > music > generate has no maximumRunningTasks there: n8n drops it',
		);
		expect(() => generateMusic({ options: { maximumRunningTasks: 2 } })).not.toThrow();
	});

	it.each([
		['is hidden by another one', { customMode: true, prompt: 'A song' }, 'prompt'],
		['is no option of the operation', { options: { voiceName: 'Warm' } }, 'options.voiceName'],
		['is in no form', { promt: 'A song' }, 'promt'],
	])('has none that %s', (_why, parameters, name) => {
		expect(() => generateMusic(parameters)).toThrow(`has no ${name} there`);
	});

	it('may have one that an expression shows', () => {
		const mode = '={{ $json.custom }}';
		expect(() =>
			generateMusic({ customMode: mode, title: 'Kite', prompt: 'A song' }),
		).not.toThrow();
	});

	it('is looked at by the operation that it names', () => {
		const voice = { resource: 'voice', operation: 'generate' };
		expect(() => kie('Voice', { ...voice, options: { voiceName: 'Warm' } })).not.toThrow();
		expect(() => kie('Voice', { ...voice, prompt: 'A song' })).toThrow('has no prompt there');
	});
});
