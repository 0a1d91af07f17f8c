import { Story } from '../story';
import { FEWEST, LIST, modelOf, mostOf, ONE_PER_WIRE, ROUND, say, SONG_SCHEMA, TOOL } from './asks';

let story: Story;
beforeEach(async () => {
	story = await Story.begin();
});
afterEach(async () => await story.sandbox.close());

type Body = Record<string, unknown>;

const CLAUDE = 'claude-sonnet-5';
const told = async (said: string, more: Body = {}) => {
	const { content } = await say(story, CLAUDE, said, more);
	return (content as Body[])[0];
};

describe('orders', () => {
	it('are used up one by one, before rules and before the brain', async () => {
		const { chat } = story.sandbox;
		chat.when(/weather/, 'sunny');
		chat.reply('one', { json: { two: 2 } }, ({ turns }) => `${turns[0].text} three`);
		const heard = [];
		for (const said of ['weather', 'b', 'c', 'weather', 'e']) heard.push((await told(said)).text);
		expect(heard).toEqual(['one', '{"two":2}', 'c three', 'sunny', 'You said: e']);
	});

	it('end with clear, and the newest rule wins', async () => {
		const { chat } = story.sandbox;
		chat.when('hello', 'old');
		chat.when(({ model }) => model.id === CLAUDE, 'new');
		expect((await told('hello')).text).toBe('new');
		chat.clear();
		expect((await told('hello')).text).toBe('You said: hello');
	});

	it('refuse, cost and cut off', async () => {
		story.sandbox.chat.reply(
			{ refuse: { code: 455 } },
			{ text: 'long', truncated: true, credits: 7 },
		);
		expect(await say(story, CLAUDE, 'x')).toMatchObject({ code: 455 });
		expect(story.sandbox.ledger.payments).toEqual([]);
		expect(await say(story, CLAUDE, 'x')).toMatchObject({
			stop_reason: 'max_tokens',
			credits_consumed: 7,
		});
		expect(story.sandbox.ledger.payments).toMatchObject([{ credits: 7 }]);
	});

	it('come by path too, or written into the message', async () => {
		story.sandbox.next('/claude/v1/messages', { refuse: { code: 433 } });
		expect(await say(story, CLAUDE, 'x')).toMatchObject({ code: 433 });
		expect(await say(story, CLAUDE, '[sandbox: code 402]')).toMatchObject({ code: 402 });
	});
});

describe('without orders', () => {
	it('writes lyrics about what is asked for', async () => {
		expect((await told('Write lyrics about a lighthouse.')).text).toMatch(
			/^\[Verse\][^]*a lighthouse[^]*\[Chorus\]/,
		);
	});

	it.each([
		['gemini-2.5-pro', 'choices[0].message.content'],
		['claude-sonnet-4-5', 'content[0].text'],
		['grok-4-7', 'output[1].content[0].text'],
	])('fits the schema that %s was given', async (id, where) => {
		const answer = await say(story, id, 'A song', mostOf(modelOf(id), 'A song about rain'));
		const text = where
			.split(/[.[\]]+/)
			.filter(Boolean)
			.reduce<unknown>((value, key) => (value as Body)[key], answer);
		expect(JSON.parse(String(text))).toEqual({
			title: 'Red Kite',
			lyrics: expect.stringContaining('rain'),
		});
	});

	it('fits a schema that stands in the text', async () => {
		const said = `A song. Answer as JSON by this schema: ${JSON.stringify(SONG_SCHEMA)}`;
		const { text } = await told(said);
		expect(text).toMatch(/^```json\n\{"title":"Red Kite","lyrics":/);
	});

	it.each(ONE_PER_WIRE)(
		'is a songwriter over %s: makes music, separates it, tells',
		async (wire, id) => {
			const model = modelOf(id);
			const text = { type: 'string' };
			const music = { type: 'object', properties: { prompt: text, title: text } };
			const stems = { type: 'object', properties: { taskId: text, audioId: text } };
			const tools = [
				TOOL[wire]('Generate_Music', music),
				TOOL[wire]('Separate_Vocals', stems),
				TOOL[wire]('Upload_File', music),
			];
			const said = 'Write a song about rain and separate its vocals';
			const [asked] = FEWEST[wire](said, model)[LIST[wire]] as Body[];
			const first = JSON.stringify(await say(story, id, said, { tools }));
			expect(first).toMatch(/Generate_Music/);
			expect(first).toMatch(/rain and separate/);

			const made = ROUND[wire]('c1', 'Generate_Music', '{"taskId":"t-1","audioId":"a-1"}');
			const list = [asked, ...made];
			const second = JSON.stringify(await say(story, id, '', { [LIST[wire]]: list, tools }));
			expect(second).toMatch(/Separate_Vocals/);
			expect(second).toMatch(/t-1.*a-1/);

			const done = [...list, ...ROUND[wire]('c2', 'Separate_Vocals', '{"vocals":"v.mp3"}')];
			const last = JSON.stringify(await say(story, id, '', { [LIST[wire]]: done, tools }));
			expect(last).toContain('v.mp3');
			expect(story.sandbox.violations).toEqual([]);
		},
	);
});
