import type { Hosts } from './connection';
import type { Exchange } from './exchange';
import { type Fact, type Facts, guarded } from './fact';
import { FREE } from './free';
import { LiveKie } from './kie';
import { paidFacts } from './paid';
import { Scrubber } from './scrub';

interface LiveOptions {
	apiKey: string;
	hosts: Hosts;
	/** Credits that may be spent; 0 asks only what is free. */
	spend: number;
	/** Names of the parts to ask; all when left out. */
	only?: readonly string[];
	/** Called with every fact as soon as it is known. */
	onFact(fact: Fact): void;
	/** Called with the scrubbed exchanges of a part when it has ended. */
	onExchanges?(part: string, exchanges: Exchange[]): void;
}

/** What can be asked for alone. */
export const PARTS = [...Object.keys(FREE), 'paid'];

/** Compares what this project believes with Kie.ai. @throws Error for a part that there is not */
export async function runLiveCheck(options: LiveOptions): Promise<Fact[]> {
	const { apiKey, hosts, spend, only, onFact, onExchanges } = options;
	const scrubber = new Scrubber([apiKey]);
	const facts: Fact[] = [];
	const part = async (name: string, ask: (kie: LiveKie) => Facts) => {
		if (only && !only.includes(name)) return;
		const kie = new LiveKie(apiKey, hosts);
		for await (const fact of guarded(name, ask(kie))) {
			const told = JSON.parse(scrubber.withoutSecrets(JSON.stringify(fact))) as Fact;
			facts.push(told);
			onFact(told);
		}
		onExchanges?.(
			name,
			kie.exchanges.map((one) => scrubber.scrub(one)),
		);
	};
	for (const name of only ?? []) {
		if (!PARTS.includes(name)) throw new Error(`No part "${name}"; there are ${PARTS.join(', ')}`);
	}
	for (const [name, ask] of Object.entries(FREE)) await part(name, ask);
	if (spend > 0) await part('paid', (kie) => paidFacts(kie, spend));
	return facts;
}
