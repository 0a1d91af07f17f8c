import type { IDisplayOptions } from 'n8n-workflow';

import type { Resource } from './operation';

/** An operation, by the two values that choose it in the form. */
export interface Place {
	resource: string;
	operation: string;
}

interface Area {
	places: Place[];
	condition: IDisplayOptions;
}

/**
 * Conditions under which a parameter is shown for these operations and for no others. n8n combines conditions by
 * "and" only, so there may be more than one, each for a part of them.
 * @param prefix what goes before the names of *Resource* and *Operation*
 * @param own further conditions of the parameter
 */
export function areasOf(
	places: Place[],
	resources: readonly Resource[],
	prefix: '' | '/' = '',
	own: Own = { show: {}, hide: {} },
): Area[] {
	const wanted = wantedIn(places, resources);
	const groups: Resource[][] = [];
	for (const resource of byNumberOf(wanted, resources)) {
		const fitting = groups.find((group) => isExact([...group, resource], wanted));
		if (fitting) fitting.push(resource);
		else groups.push([resource]);
	}
	return groups.map((group) => ({
		places: places.filter(({ resource }) => group.some(({ value }) => value === resource)),
		condition: conditionOf(group, wanted, prefix, own),
	}));
}

type Own = Required<Pick<IDisplayOptions, 'show' | 'hide'>>;

type Wanted = Map<string, string[]>;

const wantedIn = (places: Place[], resources: readonly Resource[]): Wanted =>
	new Map(
		resources.flatMap(({ value }) => {
			const own = places.filter(({ resource }) => resource === value);
			return own.length > 0 ? [[value, own.map(({ operation }) => operation)]] : [];
		}),
	);

/** Those with most operations first, so that the others join them where they can. */
function byNumberOf(wanted: Wanted, resources: readonly Resource[]): Resource[] {
	const count = ({ value }: Resource) => wanted.get(value)?.length ?? 0;
	return resources.filter(count).sort((a, b) => count(b) - count(a));
}

/** Whether every operation with a wanted name is itself wanted. */
function isExact(group: Resource[], wanted: Wanted): boolean {
	const { names, others } = namesIn(group, wanted);
	return others.every((name) => !names.includes(name));
}

function namesIn(group: Resource[], wanted: Wanted) {
	const names = new Set<string>();
	const others = new Set<string>();
	for (const { value, operations } of group) {
		for (const operation of operations) {
			const isWanted = wanted.get(value)?.includes(operation.value);
			(isWanted ? names : others).add(operation.value);
		}
	}
	return { names: [...names], others: [...others] };
}

/**
 * Says which operations are meant or which are not, whatever is shorter. n8n takes a condition on a field with an
 * expression for true and then looks at none after it, so that the operations come first where there is one.
 */
function conditionOf(group: Resource[], wanted: Wanted, prefix: string, own: Own): IDisplayOptions {
	const { names, others } = namesIn(group, wanted);
	const resources = { [`${prefix}resource`]: group.map(({ value }) => value) };
	const key = `${prefix}operation`;
	const isPlain = Object.keys(own.show).length === 0;
	if (isPlain && others.length > 0 && names.length > others.length) {
		return { show: resources, hide: { [key]: others, ...own.hide } };
	}
	const operations = others.length > 0 ? { [key]: names } : {};
	return {
		show: { ...resources, ...operations, ...own.show },
		...(Object.keys(own.hide).length > 0 && { hide: own.hide }),
	};
}
