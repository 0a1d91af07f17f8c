import { parseFlatted } from '../../tools/n8n/api/flatted';

describe('parseFlatted', () => {
	it('puts values back where their positions stand', () => {
		const text = '[{"a":"1","n":5,"list":"2"},"text",["1",true,null,"3"],{"deep":"1"}]';

		expect(parseFlatted(text)).toEqual({
			a: 'text',
			n: 5,
			list: ['text', true, null, { deep: 'text' }],
		});
	});

	it('keeps an object that contains itself one object', () => {
		const read = parseFlatted('[{"self":"0"}]') as { self: unknown };

		expect(read.self).toBe(read);
	});
});
