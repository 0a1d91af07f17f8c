import { chatModels } from '../../facts/chat';
import type { Body } from '../tasks';
import { textOf } from './reading';
import type { ChatModelFacts, Wire, WireName } from './types';
import { chatCompletions } from './wires/chatCompletions';
import { generateContent } from './wires/generateContent';
import { messages } from './wires/messages';
import { responses } from './wires/responses';

export const WIRES: Record<WireName, Wire> = {
	chatCompletions,
	messages,
	responses,
	generateContent,
};

/** Bases that serve the models of one maker, whatever their own path. */
const UNIFIED = ['/openai/v1/', '/anthropic/v1/', '/xai/v1/'];

export const isUnified = (path: string): boolean => UNIFIED.some((base) => path.startsWith(base));

/** Whether the address chooses the model, and not the body. */
const isNamedByPath = ({ wire, path }: ChatModelFacts): boolean =>
	wire === 'generateContent' || (wire === 'chatCompletions' && path !== '/api/v1/chat/completions');

/** All chat models, those of the facts and those that a test offers. */
export class ChatModels {
	all: ChatModelFacts[] = [...chatModels];

	withdraw(id: string): void {
		this.all = this.all.filter((model) => model.id !== id);
	}

	/** The model that a request goes to; undefined where the path does not serve it. */
	find(path: string, { model }: Body): ChatModelFacts | undefined {
		const asked = path.replace(/:generateContent$/, ':streamGenerateContent');
		const here = this.all.filter((one) => pathsOf(one).includes(asked));
		return here.find((one) => isNamedByPath(one) || namesOf(one, path).includes(textOf(model)));
	}

	/** Whether any model lives at a path. */
	has(path: string): boolean {
		return this.all.some((one) => pathsOf(one).includes(path));
	}
}

const pathsOf = ({ path, alsoAt = [] }: ChatModelFacts): string[] => [
	path,
	...alsoAt.map((other) => other.path),
];

/** Whether Kie.ai's dashed ids work on the unified bases is not known: both are taken there. */
const namesOf = ({ id, alsoAt = [] }: ChatModelFacts, path: string): string[] => [
	id,
	...alsoAt.filter((other) => other.path === path).map((other) => other.id),
];

/** The listing of a unified base, in the shape of its maker. */
export function listingOf(base: string, models: readonly ChatModelFacts[]): object {
	const entries = models.flatMap((model) =>
		[{ path: model.path, id: model.id }, ...(model.alsoAt ?? [])]
			.filter(({ path }) => path.startsWith(`${base}/`))
			.map(({ id }) => ({ id, model })),
	);
	return LISTINGS[base](entries);
}

type Entries = Array<{ id: string; model: ChatModelFacts }>;

const LISTINGS: Record<string, (entries: Entries) => object> = {
	'/openai/v1': (entries) => ({
		object: 'list',
		data: entries.map(({ id }) => ({ id, created: 0, object: 'model', owned_by: 'kie' })),
		models: entries.map(({ id, model }) => ({
			...{ slug: id, display_name: model.title, default_reasoning_level: 'medium' },
			supported_reasoning_levels: (model.effort ?? []).map((effort) => ({
				...{ effort, description: `Reasoning: ${effort}` },
			})),
			...{ context_window: 400_000, input_modalities: ['text', 'image'] },
		})),
	}),
	'/anthropic/v1': (entries) => ({
		data: entries.map(({ id, model }) => ({
			...{ type: 'model', id, display_name: model.title, created_at: '2026-01-01T00:00:00Z' },
			...{ max_input_tokens: null, max_tokens: null },
		})),
		...{ first_id: entries[0]?.id, last_id: entries.at(-1)?.id, has_more: false },
	}),
	'/xai/v1': (entries) => ({
		object: 'list',
		data: entries.map(({ id }) => ({
			...{ id, aliases: [], object: 'model', owned_by: 'xai', created: 0 },
		})),
	}),
};

/** Bases that list their models. */
export const LISTING_BASES = Object.keys(LISTINGS);
