/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import { version } from '../../../package.json';
import { SCENE_TIMEOUT_MS, Stage } from '../support/stage';

jest.setTimeout(SCENE_TIMEOUT_MS);

const WORDS = [
	...['text to speech', 'tts', 'voiceover', 'transcribe', 'elevenlabs', 'lip sync', 'avatar'],
	...[
		'nano banana',
		'gpt image',
		'seedream',
		'ideogram',
		'qwen',
		'grok',
		'upscale',
		'remove background',
	],
	...['kling', 'seedance', 'hailuo', 'wan', 'veo', 'runway', 'midi', 'lyrics'],
	...['generate image', 'generate video', 'generate music', 'generate song', 'ai video'],
];

/** Other nodes have these words in their names, which n8n shows first. */
const NAMED_SO = ['tts', 'transcribe', 'qwen', 'wan', 'veo'];

describe('finding the node', () => {
	let stage: Stage;
	beforeAll(async () => (stage = await Stage.open()));
	afterAll(async () => await stage?.close());

	it.each(['suno', 'stems', 'kie'])('is offered first for "%s"', async (words) => {
		await stage.scene(async () => {
			const { editor } = stage;
			await editor.newWorkflow();
			const search = await editor.canvas.addFirstStep();

			const [first] = await search.find(words, 'Kie.ai');

			await editor.photograph(`search - ${words}`);
			expect(first).toBe('Kie.ai');
		})();
	});

	it('is among the first for what it can do', async () => {
		await stage.scene(async () => {
			const { editor } = stage;
			await editor.newWorkflow();
			const search = await editor.canvas.addFirstStep();

			const places: Array<[string, number]> = [];
			for (const words of WORDS) {
				const names = await search.find(words, 'Kie.ai');
				places.push([words, names.indexOf('Kie.ai') + 1]);
				await search.clear('Kie.ai');
			}

			process.stdout.write(`${places.map((place) => place.join(' ')).join(', ')}\n`);
			const late = places.filter(([words, place]) => place > 2 && !NAMED_SO.includes(words));
			expect(late).toEqual([]);
			expect(places.filter(([, place]) => place > 5)).toEqual([]);
		})();
	});

	it('lists its actions in words that need no explanation', async () => {
		await stage.scene(async () => {
			const { editor } = stage;
			await editor.newWorkflow();
			const search = await editor.canvas.addFirstStep();

			await search.showActions('kie', 'Kie.ai');

			await editor.photograph('actions');
			expect(await search.actions()).toEqual(
				expect.arrayContaining([
					'MUSIC ACTIONS',
					'Generate music',
					'STEMS & MIDI ACTIONS',
					'Separate vocals',
					'Generate MIDI',
				]),
			);
		})();
	});

	it('is on the list of community packages', async () => {
		await stage.scene(async () => {
			const { editor } = stage;

			await editor.openCommunityPackages();

			const name = editor.page.getByText('n8n-nodes-kie-ai', { exact: true });
			await name.waitFor();
			await editor.photograph('community packages');
			expect(await editor.page.getByText(`v${version}`, { exact: true }).count()).toBe(1);
		})();
	});

	it('shows its icon on a dark editor too', async () => {
		await stage.scene(async () => {
			const { editor } = stage;
			await editor.page.emulateMedia({ colorScheme: 'dark' });
			await editor.newWorkflow();
			const search = await editor.canvas.addFirstStep();
			await search.pick('suno', 'Kie.ai', 'Generate music');
			await editor.node.close();
			const icon = editor.canvas.nodeNamed('Generate music').locator('img');

			const source = await icon.getAttribute('src');

			await editor.photograph('dark');
			await editor.page.emulateMedia({ colorScheme: 'light' });
			expect(source).toContain('kieai.dark.svg');
			expect(
				await icon.evaluate((image: { naturalWidth: number }) => image.naturalWidth),
			).toBeGreaterThan(0);
		})();
	});
});
