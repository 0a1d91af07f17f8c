import { numberField } from './fields';
import { atLeast, hundredths, whole } from './limits';
import type { Field } from './field';

interface Moment {
	label: string;
	description: string;
	default?: number;
	required?: true;
	wire?: string;
	/** Kie.ai takes no parts of a second here. */
	wholeSeconds?: true;
}

/** A moment of a piece of audio, in seconds from its beginning. */
export function momentField(name: string, moment: Moment): Field {
	const { label, description, default: initial = 0, required, wire, wholeSeconds } = moment;
	return {
		...numberField(name, {
			label: `${label} (Seconds)`,
			description,
			required,
			wire,
			default: initial,
			min: 0,
			precision: wholeSeconds ? 0 : 2,
			limits: wholeSeconds ? [atLeast(0), whole] : [atLeast(0)],
		}),
		toWire: hundredths,
	};
}
