/** What both sides of the billing measurement bill: the same households, members and prices. */
/** Members of the household with this number: one to four, two and a half on average. */
export function membersOf(household: number): number {
  return 1 + (household % 4);
}
export const priceCents = 3_700;
export const joinOn = "2026-03-01";
export const runOn = "2026-04-01";
export const nextOn = "2026-05-01";
export const householdsPerSlice = 25;
/** A raw key, the same on both sides; nothing secret is in these files. */
export const key = Buffer.alloc(32, 7);

export type BillingResult = {
  readonly ms: number;
  readonly households: number;
  readonly members: number;
  readonly totalCents: number;
  readonly pages: number;
  readonly commits: number;
};
