import type { Page } from 'playwright-core';

/** A part of the page, in pixels. */
export interface Area {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** The button behind the last node stands where the items of a run are counted. */
const DRAWN = '.vue-flow__node, .vue-flow__edge-path, [data-test-id="canvas-handle-plus"]';
/** Names are wider than their nodes, and hang below them. */
const SIDE = 56;
const TOP = 30;
const BOTTOM = 64;

/** The part of the page that nodes, edges and buttons cover, with a margin. */
export async function areaOf(page: Page): Promise<Area> {
	const shapes = await page.locator(DRAWN).all();
	const boxes = (await Promise.all(shapes.map(async (one) => await one.boundingBox()))).filter(
		(box) => box !== null,
	);
	const left = Math.min(...boxes.map(({ x }) => x)) - SIDE;
	const top = Math.min(...boxes.map(({ y }) => y)) - TOP;
	const right = Math.max(...boxes.map(({ x, width }) => x + width)) + SIDE;
	const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + BOTTOM;
	return { x: left, y: top, width: right - left, height: bottom - top };
}
