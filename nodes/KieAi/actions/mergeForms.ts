import type { FormField } from './form';
import type { Place } from './conditions';

/** A parameter, and the operations that show it. */
export interface SharedField extends FormField {
	places: Place[];
}

/** The form of one operation. */
export interface Form extends Place {
	fields: FormField[];
}

/**
 * One list of all parameters of all forms, in which every form finds its own in its own order. A parameter that is the
 * same in several forms is there once, as far as their orders agree.
 */
export function mergeForms(forms: Form[]): SharedField[] {
	const merged: Array<SharedField & { key: string }> = [];
	for (const { resource, operation, fields } of forms) {
		let next = 0;
		for (const field of fields) {
			const key = JSON.stringify([field.property, field.when ?? {}, field.unless ?? {}]);
			const found = merged.findIndex((other, i) => i >= next && other.key === key);
			const at = found < 0 ? next : found;
			if (found < 0) merged.splice(at, 0, { ...field, key, places: [] });
			merged[at].places.push({ resource, operation });
			next = at + 1;
		}
	}
	return merged;
}
