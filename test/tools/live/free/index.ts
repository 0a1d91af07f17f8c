import type { Facts } from '../fact';
import type { LiveKie } from '../kie';
import { balance, wrongKey } from './account';
import { chatListings } from './listings';
import { modelList, modelPrices, successRate } from './models';
import { schemas } from './schemas';
import { unknownIds } from './unknownIds';
import { uploads } from './uploads';

/** What can be asked without paying, by the name of the file its exchanges go to. */
export const FREE: Record<string, (kie: LiveKie) => Facts> = {
	...{ balance, 'wrong-key': wrongKey, 'unknown-ids': unknownIds, uploads },
	...{ 'chat-listings': chatListings, 'model-list': modelList, 'model-prices': modelPrices },
	...{ 'success-rate': successRate, schemas },
};
