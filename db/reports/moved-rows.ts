/**
 * Rows that stood with another household on a day gone by (MEM-15, REP-3): a merge takes them along and
 * says which; its undoing brings them back.
 */
import { dayInZone, type Day, type Instant } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";
import type { AsOf } from "./as-of.ts";

/** At an instant these rows left a household. */
export type Step<Id> = { readonly at: Instant; readonly from: HouseholdId; readonly rows: readonly Id[] };

type Merge = {
  readonly mergedOn: Day;
  readonly at: Instant;
  readonly undoneAt: Instant | null;
  readonly survivor: HouseholdId;
  readonly absorbed: HouseholdId;
  readonly kept: string;
};

/** What merges and their undoing have moved of a table since. */
export function mergesSince<Id>(
  db: ReadableDb,
  { asOf, knownAt, timeZone }: AsOf & { readonly timeZone: string },
  table: "invoice" | "payment" | "statement",
): Step<Id>[] {
  const isLater = (on: Day, at: Instant): boolean => on > asOf || (knownAt !== null && at > knownAt);
  const merges = db.all<Merge>(
    `select merged_on as mergedOn, created_at as "at", undone_at as undoneAt, survivor_id as survivor, absorbed_id as absorbed, kept
     from household_merge`,
  );
  return merges.flatMap(({ mergedOn, at, undoneAt, survivor, absorbed, kept }) => {
    const isUndone = undoneAt !== null && isLater(dayInZone(undoneAt, timeZone), undoneAt);
    const isMerged = isLater(mergedOn, at);
    if (!isUndone && !isMerged) return [];
    const rows = (JSON.parse(kept) as { readonly rows: Readonly<Record<string, readonly Id[]>> }).rows[table] ?? [];
    return [
      ...(isUndone ? [{ at: undoneAt, from: survivor, rows }] : []),
      ...(isMerged ? [{ at, from: absorbed, rows }] : []),
    ];
  });
}

/** Where each row stood before all the steps. */
export function householdsBefore<Id>(steps: readonly Step<Id>[]): Map<Id, HouseholdId> {
  const before = new Map<Id, HouseholdId>();
  // Newest first: each step back says where the rows stood before it.
  for (const { from, rows } of steps.toSorted((one, other) => (one.at < other.at ? 1 : -1)))
    for (const id of rows) before.set(id, from);
  return before;
}
