/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the test replaces what Node.js fetches with */
import {
	type ChatModel,
	type Message,
	type StreamChunk,
	type Tool,
	getParametersJsonSchema,
	supplyModel,
} from '@n8n/ai-node-sdk';
import type { SupplyData } from 'n8n-workflow';

import { mendAdapter } from '../../../nodes/LmChatKieAi/workarounds/adapter';
import { wholeCalls } from '../../../nodes/LmChatKieAi/workarounds/streamedCalls';
import { toolReader } from '../../../nodes/LmChatKieAi/workarounds/toolSchema';
import {
	type LangChainModel,
	type Said,
	join,
	piecesOf,
	quietContext,
} from '../../support/chatModel';

/** A model that keeps what it is asked and streams what it is told to. */
class Recorder implements ChatModel {
	readonly provider = 'test';
	readonly modelId = 'test';
	readonly asked: Message[] = [];

	constructor(private readonly chunks: StreamChunk[] = []) {}

	withTools() {
		return this;
	}

	async generate(messages: Message[]) {
		this.asked.push(...messages);
		return { message: { role: 'assistant' as const, content: [] } };
	}

	async *stream(messages: Message[]) {
		this.asked.push(...messages);
		yield* this.chunks;
	}
}

const supply = (model: ChatModel) => supplyModel(quietContext, model);
const plain = (model: ChatModel) => supply(model).response as LangChainModel;
const mended = (model: ChatModel) => mendAdapter(supply(model)).response as LangChainModel;

const filesSeenBy = async (adapt: typeof plain, block: object) => {
	const model = new Recorder();
	await adapt(model).invoke([{ role: 'user', content: [block] }]);
	return model.asked.flatMap(({ content }) => content);
};
const streamedBy = async (adapt: typeof plain, chunks: StreamChunk[]) =>
	await piecesOf(adapt(new Recorder(chunks)).stream('ping'));

/**
 * What n8n's adapter does today is the first half of every test. Where a first half fails, n8n has mended the fault, and
 * the file of `nodes/LmChatKieAi/workarounds` that the second half tries can go.
 */
describe('faults of the adapter in n8n’s SDK, and what mends them', () => {
	it('pictures are dropped', async () => {
		const block = { type: 'image_url', image_url: { url: 'https://files.example/a.png' } };

		expect(await filesSeenBy(plain, block)).toEqual([]);
		expect(await filesSeenBy(mended, block)).toEqual([
			expect.objectContaining({
				type: 'file',
				providerMetadata: { url: 'https://files.example/a.png' },
			}),
		]);
	});

	it('the media type of a PDF is lost', async () => {
		const block = {
			type: 'file',
			source_type: 'base64',
			mime_type: 'application/pdf',
			data: 'JVBERi0=',
		};

		expect(await filesSeenBy(plain, block)).toEqual([
			expect.objectContaining({ type: 'file', mediaType: undefined }),
		]);
		expect(await filesSeenBy(mended, block)).toEqual([
			expect.objectContaining({ type: 'file', mediaType: 'application/pdf', data: 'JVBERi0=' }),
		]);
	});

	it('streamed tool calls are merged', async () => {
		const pieces: StreamChunk[] = [
			{ type: 'tool-call-delta', id: 'a', name: 'f' },
			{ type: 'tool-call-delta', argumentsDelta: '{"x":1}' },
			{ type: 'tool-call-delta', id: 'b', name: 'f' },
			{ type: 'tool-call-delta', argumentsDelta: '{"x":2}' },
		];
		const toolCalls = [1, 2].map((x) => ({ id: `id-${x}`, name: 'f', arguments: { x } }));
		const whole = wholeCalls({ toolCalls, text: '', finishReason: 'tool-calls', raw: [] });
		const argumentsOf = (said: Said) => said.tool_calls.map(({ args }) => args);

		expect(argumentsOf(join(await streamedBy(plain, pieces)))).not.toEqual([{ x: 1 }, { x: 2 }]);
		expect(argumentsOf(join(await streamedBy(plain, whole)))).toEqual([{ x: 1 }, { x: 2 }]);
	});

	it('streamed text comes in blocks', async () => {
		const chunks: StreamChunk[] = [{ type: 'text-delta', delta: 'Hello' }];
		const contentOf = (pieces: Said[]) => pieces.map(({ content }) => content);

		expect(contentOf(await streamedBy(plain, chunks))).toEqual([[{ type: 'text', text: 'Hello' }]]);
		expect(contentOf(await streamedBy(mended, chunks))).toEqual(['Hello']);
	});

	it.each(['zod', 'zod/v4'])('a schema of another copy of %s is not converted', (name) => {
		const { z } = anotherCopyOf(name);
		const inputSchema = z.object({
			city: z.string().describe('Where'),
			days: z.number().optional(),
			units: z.enum(['c', 'f']).default('c'),
			tags: z.array(z.union([z.literal('a'), z.boolean()])).nullable(),
			more: z.record(z.string(), z.object({ deep: z.string() })),
		}) as never;
		const tool: Tool = { type: 'function', name: 'get_weather', inputSchema };

		expect(getParametersJsonSchema(tool)).toBe(inputSchema);
		expect(toolReader(getParametersJsonSchema)([tool])).toEqual([
			{
				name: 'get_weather',
				description: 'get_weather',
				parameters: {
					type: 'object',
					properties: {
						city: { type: 'string', description: 'Where' },
						days: { type: 'number' },
						units: { enum: ['c', 'f'] },
						tags: { type: 'array', items: { anyOf: [{ enum: ['a'] }, { type: 'boolean' }] } },
						more: {
							type: 'object',
							additionalProperties: {
								type: 'object',
								properties: { deep: { type: 'string' } },
								required: ['deep'],
							},
						},
					},
					required: ['city', 'tags', 'more'],
				},
			},
		]);
	});

	it('counting tokens asks the internet', async () => {
		const notThere = Object.assign(new Error('not there'), { status: 404 });
		const asked = jest.spyOn(globalThis, 'fetch').mockRejectedValue(notThere);
		jest.spyOn(console, 'warn').mockImplementation();
		const content = ['Twelve chars', { type: 'text', text: 'and 12 more.' }, { type: 'image_url' }];

		expect(await plain(new Recorder()).getNumTokens(content)).toBe(6);
		expect(asked).toHaveBeenCalledTimes(1);
		expect(await mended(new Recorder()).getNumTokens(content)).toBe(6);
		expect(await mended(new Recorder()).getNumTokens('Twelve chars')).toBe(3);
		expect(asked).toHaveBeenCalledTimes(1);
		jest.restoreAllMocks();
	});

	it('a changed adapter stays as it is', () => {
		const changed = { response: { invoke: () => 'pong' } } as SupplyData;
		expect(mendAdapter(changed)).toBe(changed);
		expect(Object.keys(changed.response as object)).toEqual(['invoke']);
	});
});

/** As where LangChain brings a zod of its own. */
function anotherCopyOf(name: string): typeof import('zod') {
	let copy: unknown;
	jest.isolateModules(() => {
		copy = jest.requireActual(name);
	});
	return copy as typeof import('zod');
}
