import type { Model, ModelRule } from './model';
import { type Input, holds } from './paths';
import { CHECKS } from './ruleChecks';
import type { Naming, Problem } from './values';

/** What is wrong between the fields. Rules of a kind that is not known are left to Kie.ai. */
export function ruleProblems(model: Model, input: Input, named: Naming): Problem[] {
	return (model.rules ?? []).flatMap((rule): Problem[] => {
		if (!applies(model, rule, input)) return [];
		const words = (names: string[], last: string) => listed(names.map(named), last);
		const message = CHECKS[rule.kind]?.({
			model,
			rule,
			input,
			all: (names) => words(names, 'and'),
			any: (names) => words(names, 'or'),
			when: conditionWords(rule, named),
		});
		if (message === undefined) return [];
		return [{ field: rule.fields[0], kind: rule.kind, message, ...(rule.soft && { soft: true }) }];
	});
}

function applies(model: Model, { kind, when }: ModelRule, input: Input): boolean {
	if (!when) return true;
	return holds(model, input, when) === (kind !== 'onlyWhen');
}

function conditionWords({ when }: ModelRule, named: Naming): string {
	if (!when) return '';
	if (when.present !== undefined) {
		return ` when ${named(when.field)} is ${when.present ? 'filled in' : 'empty'}`;
	}
	return ` when ${named(when.field)} is ${(when.in ?? [when.equals]).join(' or ')}`;
}

function listed(names: string[], last: string): string {
	return names.length < 2
		? names.join('')
		: `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;
}
