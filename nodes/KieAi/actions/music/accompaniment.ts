import { maxLength } from '../limits';
import type { Field } from '../field';
import {
	lyricsField,
	negativeTagsField,
	styleField,
	sunoModelField,
	titleField,
	varietyField,
	vocalGenderField,
	weightFields,
} from './suno';

/** What is put to an audio file. The style has one name where vocals are added and another for instruments. */
export const accompanimentFields = (styleWire: 'style' | 'tags'): Field[] => [
	titleField,
	{ ...styleField, wire: styleWire, limits: [maxLength(1000)] },
	{
		...negativeTagsField,
		property: { ...negativeTagsField.property, required: true },
		limits: [maxLength(200)],
	},
	sunoModelField(['V5_5', 'V5', 'V4_5PLUS']),
];

export const accompanimentOptions: Field[] = [
	lyricsField,
	vocalGenderField,
	...weightFields,
	varietyField,
];
