import type { Preparation } from '../../actions/operation';
import type { Run } from '../job';

/** What an item's operation may use to prepare its values. */
export function preparation(
	{ context, files, catalogue, hints }: Run,
	itemIndex: number,
): Preparation {
	return {
		catalogue,
		files: files.of(itemIndex),
		warn(message, facts) {
			context.logger.warn('Kie.ai input may be wrong', { itemIndex, ...facts });
			hints.warn(message);
		},
	};
}
