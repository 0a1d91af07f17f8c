import { submitTo } from '../endpoint';
import { aspectRatioField } from '../visual';

/** One path for both operations. */
export const request = submitTo('/api/v1/gpt4o-image/generate', { callback: false });

export const sizeField = aspectRatioField(['1:1', '3:2', '2:3'], { wire: 'size' });
