/** One line of the benchmark's table. The benchmark measures, it does not judge. */
export interface BenchRow {
	what: string;
	value: string;
	/** What the value is held against, measured in the same run. */
	against?: string;
}

/** A number with as many decimals as its size deserves. */
export const figure = (value: number): string =>
	value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
