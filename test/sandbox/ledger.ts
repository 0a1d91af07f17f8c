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
	private readonly refundable: Payment[] = [];
	private spent = 0;

	constructor(
		private readonly start: number,
		private readonly now: () => number,
	) {}

	pay(payment: Payment): void {
		this.payments.push(payment);
		this.spent += payment.credits;
		if (payment.refundAt !== undefined) this.refundable.push(payment);
	}

	/** Payments for one path. */
	of(path: string): Payment[] {
		return this.payments.filter((payment) => payment.path === path);
	}

	refunds(): Payment[] {
		return this.refundable.filter(({ refundAt = Infinity }) => refundAt <= this.now());
	}

	/** Credits left now: a number with fractions, as on the wire. */
	balance(): number {
		const returned = this.refunds().reduce((total, { credits }) => total + credits, 0);
		return Math.round((this.start - this.spent + returned) * 100) / 100;
	}
}
