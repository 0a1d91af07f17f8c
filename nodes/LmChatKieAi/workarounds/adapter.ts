import type { SupplyData } from 'n8n-workflow';

import type { ChatAnswer } from '../../kie/chat/types';
import { stoppedBy } from '../stopping';
import { withKnownFiles } from './fileBlocks';
import { type StreamedPiece, withPlainText } from './plainText';
import { countTokens } from './tokenCount';
import { noteUsage, traceTrueUsage } from './trueUsage';

type Messages = Array<{ content: unknown }>;

interface Result {
	generations?: object[];
}

interface StreamOptions {
	signal?: AbortSignal;
}

type Piece = StreamedPiece & object;

/** What is taken for granted of n8n's `LangchainChatModelAdapter`, which makes a chat model one of LangChain's. */
interface Adapter {
	callbacks?: unknown;
	_generate(messages: Messages, options: object, ...rest: unknown[]): Promise<Result>;
	_streamResponseChunks(
		messages: Messages,
		options: object,
		...rest: unknown[]
	): AsyncIterable<Piece>;
	/** Behind every way to stream; the adapter inherits it from LangChain. */
	_streamIterator?(input: unknown, options?: StreamOptions): AsyncGenerator<unknown, unknown>;
	bindTools(...args: unknown[]): Adapter;
	getNumTokens: unknown;
}

const METHODS = ['_generate', '_streamResponseChunks', 'bindTools'] as const;

/** Mends the adapter that n8n's SDK supplies. A changed SDK loses what is mended here, and nothing else. */
export function mendAdapter(supplied: SupplyData): SupplyData {
	mend(supplied.response as Adapter);
	return supplied;
}

function mend(adapter: Adapter): Adapter {
	if (!METHODS.every((name) => typeof adapter?.[name] === 'function')) return adapter;
	const { _generate, _streamResponseChunks, bindTools } = adapter;
	traceTrueUsage(adapter.callbacks);
	adapter.getNumTokens = countTokens;
	adapter._generate = async (messages, options, ...rest) => {
		const call = observeAnswer(options);
		const known = messages.map(withKnownFiles);
		const result = await _generate.call(adapter, known, call.options, ...rest);
		result?.generations?.forEach(call.note);
		return result;
	};
	adapter._streamResponseChunks = async function* (messages, options, ...rest) {
		const call = observeAnswer(options);
		const known = messages.map(withKnownFiles);
		const pieces = _streamResponseChunks.call(adapter, known, call.options, ...rest);
		for await (const piece of pieces) {
			call.note(piece);
			yield withPlainText(piece);
		}
	};
	const { _streamIterator } = adapter;
	if (_streamIterator) {
		// Generators hear that their reader has gone only after their next piece, and a model may be silent for long.
		adapter._streamIterator = (input, options) =>
			stoppedBy([options?.signal], (signal) =>
				_streamIterator.call(adapter, input, { ...options, signal }),
			);
	}
	// It makes an adapter of its own.
	adapter.bindTools = (...args) => mend(bindTools.apply(adapter, args));
	return adapter;
}

/** Options with which a call tells its answer, which is noted once. */
function observeAnswer(options: object) {
	let answer: ChatAnswer | undefined;
	return {
		options: { ...options, onAnswer: (given: ChatAnswer) => void (answer = given) },
		note(generation: object) {
			if (answer) noteUsage(generation, answer);
			answer = undefined;
		},
	};
}
