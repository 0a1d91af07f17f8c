import type { IDataObject } from 'n8n-workflow';

import { number, present } from '../../../kie/json';
import { isoTime } from '../../../kie/tasks/outcome';
import { modelField } from '../anyModel/fields';
import type { CatalogueOperation } from '../operation';
import { wordsOf } from '../../../kie/words';
import { unanswered } from './unanswered';

/** Kie.ai counts in steps of ten minutes. */
const STEPS_PER_HOUR = 6;

export const getSuccessRate: CatalogueOperation = {
	kind: 'catalogue',
	value: 'getSuccessRate',
	name: 'Get Success Rate',
	action: "Get a model's success rate",
	description: 'Get how many tasks of a model succeeded in the last hour and the last day',
	fields: [modelField],
	async lookup(catalogue, { model }) {
		const found = await catalogue.points(String(model));
		if ('reason' in found) throw unanswered(model, found.reason);
		const points = found.value.map(pointJson);
		return [
			present({
				model: String(model),
				isNormal: points.at(-1)?.isNormal,
				lastHour: mean(points.slice(-STEPS_PER_HOUR)),
				lastDay: mean(points),
				points,
			}) as IDataObject,
		];
	},
};

const pointJson = (point: Record<string, unknown>) =>
	present({
		start: isoTime(point.start) ?? wordsOf(point.start),
		end: isoTime(point.end) ?? wordsOf(point.end),
		successRate: number(point.successRate),
		errorRate: number(point.errorRate),
		isNormal: typeof point.isNormal === 'boolean' ? point.isNormal : undefined,
	});

/** Percent, over the steps in which the model had something to do: in the others the error rate is missing. */
function mean(points: Array<{ successRate?: number; errorRate?: number }>): number | undefined {
	const busy = points.filter(({ errorRate }) => errorRate !== undefined);
	const rates = busy.map(({ successRate }) => successRate).filter((rate) => rate !== undefined);
	const total = rates.reduce((sum, rate) => sum + rate, 0);
	return rates.length > 0 ? Math.round((total / rates.length) * 100) / 100 : undefined;
}
