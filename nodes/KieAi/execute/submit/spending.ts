import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { KieError, cancellation } from '../../../kie/errors';
import { number } from '../../../kie/json';
import { type Outcome, hasFailed } from '../../../kie/outcome';

/** What one item is buying right now. Prices in credits. */
interface Purchase {
	/** As the task's own record tells it. */
	price?: number;
	/** As the list of prices tells it, where it depends on nothing. */
	flatPrice?: number;
}

/** What was bought and is over. Plain data: n8n stores it with the execution. */
interface Spent {
	credits: number;
	/** The highest price so far. */
	dearest?: number;
	/** Something was bought whose price nobody tells. */
	isUnknown?: true;
}

/** What runs of the node buy at the same time: an agent calls its tool several times at once. */
interface Together {
	running: Set<Purchase>;
	waiting: Array<() => void>;
}

const together = new WeakMap<Spent, Together>();

const KEY = 'kieAiSpent';

/** Credits come in fractions, whose sum is a hair off. */
const HAIR = 1e-6;

/**
 * What the items of a run spend, for *Spend at Most*. Kie.ai tells the price of a task only once it runs, so the first
 * one runs alone until its price is known, and each further one is expected to cost as much as the dearest so far. What
 * the node buys in the same execution, in a loop, an earlier try or another call of an agent, counts too.
 */
export class Spending {
	private readonly spent: Spent;

	private readonly together: Together;

	private readonly own = new Map<number, Purchase>();

	constructor(
		context: IExecuteFunctions,
		private readonly signal?: AbortSignal,
	) {
		const memory = context.getContext('node');
		this.spent = (memory[KEY] ??= { credits: 0 }) as unknown as Spent;
		this.together = together.get(this.spent) ?? { running: new Set(), waiting: [] };
		together.set(this.spent, this.together);
	}

	/**
	 * Waits until it is known whether the item may be bought.
	 * @param askFlatPrice what it costs by the list of prices, where that depends on nothing
	 * @throws {KieError} category `limit` where it would cost more than the user wants to spend
	 */
	async begin(
		itemIndex: number,
		limit: number | undefined,
		askFlatPrice: () => Promise<number | undefined>,
	): Promise<void> {
		if (limit === undefined) return;
		const flatPrice = await askFlatPrice();
		while (!this.hasRoom(limit, flatPrice)) {
			await new Promise<void>((go) => this.together.waiting.push(go));
			if (this.signal?.aborted) throw cancellation('no');
		}
		const purchase = { flatPrice };
		this.own.set(itemIndex, purchase);
		this.together.running.add(purchase);
	}

	/** Whether the price of what an item is buying is still to come. */
	isOpen(itemIndex: number): boolean {
		const purchase = this.own.get(itemIndex);
		return purchase !== undefined && priceOf(purchase) === undefined;
	}

	/** Takes the price from the record of a running task. There 0 only means that it has none yet. */
	learn(itemIndex: number, credits: number | undefined): void {
		const purchase = this.own.get(itemIndex);
		if (!purchase || !credits || credits < 0) return;
		purchase.price = credits;
		this.tell();
	}

	/** What an item was buying is over. */
	end(itemIndex: number, outcome: Outcome<IDataObject>): void {
		const purchase = this.own.get(itemIndex);
		if (!purchase) return;
		this.own.delete(itemIndex);
		this.together.running.delete(purchase);
		if (!isUnpaid(outcome)) this.note(outcome, priceOf(purchase));
		this.tell();
	}

	private note(outcome: Outcome<IDataObject>, learned: number | undefined): void {
		const facts = hasFailed(outcome) ? outcome.error.failure : outcome.value;
		const price = number(facts.creditsConsumed) ?? learned ?? this.spent.dearest;
		if (price === undefined) {
			this.spent.isUnknown = true;
			return;
		}
		this.spent.credits += Math.max(0, price);
		if (price > 0) this.spent.dearest = Math.max(price, this.spent.dearest ?? 0);
	}

	/** False where that depends on a price that is still to come. */
	private hasRoom(limit: number, flatPrice: number | undefined): boolean {
		if (this.spent.isUnknown) throw priceUnknown();
		const running = [...this.together.running].map(priceOf);
		// What was free for one says nothing of the next.
		const others = [this.spent.dearest, ...running].filter((price) => price !== 0);
		const known = [flatPrice, ...others].filter((price) => price !== undefined);
		if (known.length === 0 && limit > 0) return running.length === 0;
		const expected = Math.max(0, ...known);
		const spent = running.reduce<number>(
			(sum, price) => sum + (price ?? expected),
			this.spent.credits,
		);
		if (known.length > 0 && spent + expected <= limit + HAIR) return true;
		if (running.includes(undefined)) return false;
		throw limitReached(limit, spent, expected);
	}

	private tell(): void {
		for (const go of this.together.waiting.splice(0)) go();
	}
}

const priceOf = ({ price, flatPrice }: Purchase): number | undefined => price ?? flatPrice;

/** Refused, never sent, or given back. */
const isUnpaid = (outcome: Outcome<IDataObject>): boolean =>
	hasFailed(outcome) && outcome.error.failure.creditsTaken === 'no';

const notStarted = (message: string, hint: string) =>
	new KieError({
		message: `Not started: ${message}`,
		hint,
		category: 'limit',
		retryable: false,
		creditsTaken: 'no',
	});

const limitReached = (limit: number, spent: number, expected: number) =>
	notStarted(
		limit === 0
			? 'Spend at Most is 0 credits, so that nothing is started that may cost any'
			: `Spend at Most is ${plain(limit)} credits, ${plain(spent)} are spent, and this item may cost ${plain(expected)}`,
		'Nothing was paid for this item; run it later, or raise Spend at Most',
	);

const priceUnknown = () =>
	notStarted(
		'Kie.ai does not tell what the item before cost, so Spend at Most cannot be kept',
		'Nothing was paid for this item; run the items without Spend at Most, or fewer of them',
	);

const plain = (credits: number): string => String(Number(credits.toFixed(3)));
