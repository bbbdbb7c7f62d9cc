/**
 * Every run of the tests draws the same random values, so that a run that is green here is green
 * everywhere; `SEED=7 npm test` draws others, and the soak draws new ones each time. A property that
 * fails prints the seed and the path that replay it.
 */
import fc from "fast-check";

export const seed = Number(process.env["SEED"] ?? 20261122);

fc.configureGlobal({ seed });
