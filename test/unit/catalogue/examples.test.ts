import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

import { problemsOf } from '../../../nodes/kie/catalogue/check';
import { exampleInput, withStarters } from '../../../nodes/kie/catalogue/example';
import type { Model } from '../../../nodes/kie/catalogue/model';
import { snapshot, snapshotModel } from '../../../nodes/kie/catalogue/snapshot';
import { inputSchema } from '../../sandbox/modelSchema';

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);

describe.each(snapshot.map((model) => ({ id: model.id, model })))('$id', ({ model }) => {
	it('has an example that Kie.ai takes', () => {
		const example = exampleInput(model);

		expect(problemsOf(model, example, String).filter(({ soft }) => !soft)).toEqual([]);
		const valid = ajv.compile(inputSchema(model));
		valid(example);
		expect(valid.errors ?? []).toEqual([]);
	});

	it('is given no text and no file that nobody entered', () => {
		for (const [name, value] of Object.entries(withStarters(model, {}))) {
			const field = model.fields.find((one) => one.name === name);
			expect([name, field?.media]).toEqual([name, undefined]);
			expect(JSON.stringify(value)).not.toContain('kite');
		}
	});
});

describe('settings that nobody filled in', () => {
	const startersOf = (id: string, input = {}) => withStarters(snapshotModel(id) as Model, input);

	it('are the default, else the first and least', () => {
		expect(startersOf('runway', { prompt: 'Waves' })).toEqual({
			prompt: 'Waves',
			duration: 5,
			quality: '720p',
			aspect_ratio: '16:9',
		});
		expect(startersOf('kling-2.6/text-to-video')).toMatchObject({ sound: false });
	});

	it('leave alone what is there', () => {
		const input = { prompt: 'Waves', duration: 10, quality: '720p', aspect_ratio: '1:1' };
		expect(startersOf('runway', input)).toEqual(input);
	});
});
