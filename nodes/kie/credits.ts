/** The rate that Kie.ai's documentation gives: one credit is about 0.005 USD. No endpoint tells it. */
const USD_PER_CREDIT = 0.005;

/** About what credits are worth in US dollars, without the dust of binary fractions. */
export const toUsd = (credits: number): number => Number((credits * USD_PER_CREDIT).toFixed(6));
