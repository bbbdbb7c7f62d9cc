/**
 * The rules this version claims to hold. Each must have a test whose title carries its id;
 * `build/rules.test.ts` fails otherwise. Add a rule here when it is delivered.
 */
export const claimedRules: readonly string[] = [];
