import type { FamilyName } from '../../kie/types';
import type { Operation } from './operation';

/** What files a result of an operation may be: none, some behind links, one that is written of its data, or any of these. */
type MadeFiles = 'none' | 'linked' | 'written' | 'any';

/** What files an operation makes. */
export function filesOf(operation: Operation): MadeFiles {
	switch (operation.kind) {
		case 'submit':
			return ofFamily(operation.family);
		case 'poll':
			return operation.family ? ofFamily(operation.family) : 'any';
		case 'request':
			return operation.makesFiles ? 'any' : 'none';
		default:
			return 'none';
	}
}

/** Families whose results are not files behind links. */
const OF_FAMILY: Partial<Record<FamilyName, MadeFiles>> = {
	lyrics: 'none',
	midi: 'written',
	voice: 'none',
	voiceValidation: 'none',
};

const ofFamily = (family: FamilyName): MadeFiles => OF_FAMILY[family] ?? 'linked';

/** Whether the user may choose to leave its files where they are. */
export const offersDownload = (operation: Operation): boolean =>
	['linked', 'any'].includes(filesOf(operation));
