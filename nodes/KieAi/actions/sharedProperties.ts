import type { INodeProperties } from 'n8n-workflow';

/** What one operation shows, in its order, conditions on resource and operation apart. */
export interface Form {
	operation: string;
	properties: INodeProperties[];
}

interface Shared {
	property: INodeProperties;
	key: string;
	operations: string[];
}

/**
 * The properties of all operations of a resource, those that are the same in several once. Each operation keeps the
 * order of its own.
 */
export function shareProperties(resource: string, forms: Form[]): INodeProperties[] {
	const shared = forms.reduce<Shared[]>(merge, []);
	return shared.map(({ property, operations }) => ({
		...property,
		displayOptions: {
			show: { resource: [resource], operation: operations, ...property.displayOptions?.show },
		},
	}));
}

/** A property that stands where it may is shared; otherwise it gets a place of its own after the one before it. */
function merge(shared: Shared[], { operation, properties }: Form): Shared[] {
	const merged = [...shared];
	let next = 0;
	for (const property of properties) {
		const key = JSON.stringify(property);
		const at = merged.findIndex((one, i) => i >= next && one.key === key);
		if (at < 0) merged.splice(next, 0, { property, key, operations: [operation] });
		else merged[at] = { ...merged[at], operations: [...merged[at].operations, operation] };
		next = (at < 0 ? next : at) + 1;
	}
	return merged;
}
