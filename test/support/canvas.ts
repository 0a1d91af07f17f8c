import type { INode } from 'n8n-workflow';

import type { WorkflowJson } from './engine';

/** What n8n's editor draws, in the pixels of its canvas. */
export interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** The editor moves every node to the next point of this grid. */
export const GRID = 16;

const SIZE = 96;
const AGENT_WIDTH = 224;
const SUB_NODE_SIZE = 80;
/** From the left edge of an agent to the connector of its tools, below which hangs a button. */
const TOOL_CONNECTOR = 184;
const LABEL = { height: 56, perLetter: 8.2, widest: 192 };
const NOTE = { padding: 32, perLetter: 7, heading: 48, line: 19, margins: 32 };

const isNote = ({ type }: INode) => type.endsWith('.stickyNote');

const targets = ({ nodes, connections }: WorkflowJson, isSub: (kind: string) => boolean) =>
	Object.entries(connections).flatMap(([source, byKind]) =>
		Object.entries(byKind)
			.filter(([kind]) => isSub(kind))
			.flatMap(([, outputs]) => outputs.flatMap((one) => one ?? []))
			.map(({ node, type }) => {
				const named = (name: string) => nodes.find((one) => one.name === name) as INode;
				return { source: named(source), target: named(node), kind: type };
			}),
	);

/** Nodes with their names below them, and notes. */
export function boxesOf(workflow: WorkflowJson): Box[] {
	const subNodes = targets(workflow, (kind) => kind !== 'main').map(({ source }) => source.name);
	return workflow.nodes.map((node) => {
		const { name, position, type, parameters } = node;
		const [left, top] = position;
		if (isNote(node)) {
			const { width, height } = parameters as { width: number; height: number };
			return { name, left, top, right: left + width, bottom: top + height };
		}
		const size = subNodes.includes(name) ? SUB_NODE_SIZE : SIZE;
		const width = type.endsWith('.agent') ? AGENT_WIDTH : size;
		const over = Math.max(0, labelWidth(name) - width) / 2;
		const bottom = top + size + LABEL.height;
		return { name, left: left - over, top, right: left + width + over, bottom };
	});
}

const labelWidth = (name: string) => Math.min(LABEL.widest, name.length * LABEL.perLetter);

/** Pairs of things that lie over each other. */
export function overlaps(workflow: WorkflowJson): Array<[string, string]> {
	const boxes = boxesOf(workflow);
	return boxes.flatMap((one, i) =>
		boxes
			.slice(i + 1)
			.filter((other) => one.left < other.right && other.left < one.right)
			.filter((other) => one.top < other.bottom && other.top < one.bottom)
			.map((other): [string, string] => [one.name, other.name]),
	);
}

/** Connections that do not lead to the right. */
export const leadBack = (workflow: WorkflowJson): Array<[string, string]> =>
	targets(workflow, (kind) => kind === 'main')
		.filter(({ source, target }) => target.position[0] < source.position[0] + SIZE * 2)
		.map(({ source, target }) => [source.name, target.name]);

/** Tools whose connection runs behind the button that adds another tool. */
export const behindButton = (workflow: WorkflowJson): string[] =>
	targets(workflow, (kind) => kind === 'ai_tool')
		.filter(({ source, target }) => {
			const connector = target.position[0] + TOOL_CONNECTOR;
			return Math.abs(source.position[0] + SUB_NODE_SIZE / 2 - connector) < SUB_NODE_SIZE;
		})
		.map(({ source }) => source.name);

/** The height that the words of a note take, by letters that are rather wide. */
export function heightOfWords({ parameters }: INode): number {
	const { content, width } = parameters as { content: string; width: number };
	const paragraphs = content
		.replace(/\[([^\]]*)\]\([^)]*\)|\*/g, '$1')
		.split(/\n+/)
		.slice(1);
	const lines = paragraphs.map((text) => linesOf(text, (width - NOTE.padding) / NOTE.perLetter));
	return NOTE.heading + NOTE.line * lines.reduce((sum, one) => sum + one, 0) + NOTE.margins;
}

function linesOf(text: string, letters: number): number {
	let lines = 1;
	let used = 0;
	for (const { length } of text.split(' ')) {
		const starts = used > 0 && used + 1 + length > letters;
		lines += starts ? 1 : 0;
		used = starts || used === 0 ? length : used + 1 + length;
	}
	return lines;
}
