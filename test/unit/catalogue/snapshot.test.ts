/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { statSync } from 'node:fs';

import { closest, isIn } from '../../../nodes/kie/catalogue/modelAreas';
import { CHECKS } from '../../../nodes/kie/catalogue/ruleChecks';
import { snapshot, snapshotDate } from '../../../nodes/kie/catalogue/snapshot';
import { valueProblems } from '../../../nodes/kie/catalogue/values';
import { labelOf } from '../../../nodes/kie/catalogue/labels';
import { SNAPSHOT } from '../../tools/catalogue/write';
import examples from '../../facts/model-examples.json';

describe('the bundled snapshot', () => {
	it('is small and dated', () => {
		expect(statSync(SNAPSHOT).size).toBeLessThan(500_000);
		expect(snapshotDate).toMatch(/^\d{4}-\d\d-\d\d$/);
	});

	it('holds each model once, in order, with an example', () => {
		const ids = snapshot.map(({ id }) => id);
		expect(ids).toEqual([...new Set(ids)].sort());
		expect(Object.keys(examples).sort()).toEqual(ids);
	});

	it('has defaults within their own limits, and one label per field', () => {
		for (const { id, fields } of snapshot) {
			const problems = fields.flatMap((field) =>
				field.default === undefined ? [] : valueProblems(field, field.default, String),
			);
			const labels = fields.map(({ name }) => labelOf(name));
			expect({ id, problems }).toEqual({ id, problems: [] });
			expect({ id, labels: new Set(labels).size }).toEqual({ id, labels: labels.length });
		}
	});

	it('has rules of known kinds about fields that exist', () => {
		for (const { id, fields, rules = [], variants = [] } of snapshot) {
			const known = new Set(fields.map(({ name }) => name));
			for (const { kind, fields: own, with: others = [], needs = [], when } of rules) {
				expect(Object.keys(CHECKS)).toContain(kind);
				for (const name of [...own, ...others, ...needs, ...(when ? [when.field] : [])]) {
					expect({ id, name, known: known.has(name.split('[].')[0]) }).toMatchObject({
						known: true,
					});
				}
			}
			for (const { required, forbidden = [], limits = {} } of variants) {
				for (const name of [...required, ...forbidden, ...Object.keys(limits)]) {
					expect({ id, name, known: known.has(name) }).toMatchObject({ known: true });
				}
			}
		}
	});

	it('uses every kind of rule', () => {
		const used = new Set(snapshot.flatMap(({ rules = [] }) => rules.map(({ kind }) => kind)));
		expect([...used].sort()).toEqual(Object.keys(CHECKS).sort());
	});
});

describe('areas', () => {
	it.each([
		['nano-banana-pro', 'image', 1],
		['bytedance/seedance-2', 'video', 1],
		['ai-music-api/generate', 'music', 1],
		['ai-music-api/create-music-video', 'music', 1],
		['elevenlabs/text-to-dialogue-v3', 'speech', 1],
	])('%s is found under %s only', (id, area, count) => {
		const model = snapshot.find((one) => one.id === id);
		if (!model) throw new Error(`The snapshot lacks ${id}`);
		const areas = (['image', 'video', 'speech', 'music'] as const).filter((one) =>
			isIn(one, model),
		);
		expect(areas).toEqual([area]);
		expect(areas).toHaveLength(count);
	});

	it('every model has one', () => {
		for (const model of snapshot) {
			expect((['image', 'video', 'speech', 'music'] as const).some((one) => isIn(one, model))).toBe(
				true,
			);
		}
	});

	it('shows a model of an unknown kind everywhere', () => {
		expect(isIn('image', { id: 'x', taskTypes: ['Text to Smell'] })).toBe(true);
	});

	it('finds the closest model for the same task', () => {
		const paused = snapshot.find(({ id }) => id === 'sora-2-image-to-video');
		if (!paused) throw new Error('The snapshot lacks a paused model');
		const live = snapshot.filter(({ status }) => status === 'live');
		expect(closest(paused, live)?.taskTypes).toContain('Image to Video');
	});
});
