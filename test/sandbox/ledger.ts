/** One accepted submission. Credits are the sandbox's own prices. */
export interface Payment {
	taskId: string;
	path: string;
	body: unknown;
	/** Epoch milliseconds of the submission. */
	at: number;
	credits: number;
	/** Epoch milliseconds from which on the payment counts as given back; absent when it never will. */
	refundAt?: number;
}

/** Who paid what: the proof that a task was bought once. */
export class Ledger {
	readonly payments: Payment[] = [];

	constructor(
		private readonly start: number,
		private readonly now: () => number,
	) {}

	pay(payment: Payment): void {
		this.payments.push(payment);
	}

	/** Payments for one path. */
	of(path: string): Payment[] {
		return this.payments.filter((payment) => payment.path === path);
	}

	refunds(): Payment[] {
		return this.payments.filter(({ refundAt }) => refundAt !== undefined && refundAt <= this.now());
	}

	/** Credits left now: a number with fractions, as on the wire. */
	balance(): number {
		const sum = (list: Payment[]) => list.reduce((total, { credits }) => total + credits, 0);
		return Math.round((this.start - sum(this.payments) + sum(this.refunds())) * 100) / 100;
	}
}
