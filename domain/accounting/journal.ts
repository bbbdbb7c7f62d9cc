/**
 * The journal that goes to the accountant (INV-16): one entry a day, one line an account, debits and
 * credits equal. Nothing of a patient is in it: only sums by account.
 */
import { dayText } from "../day-text.ts";
import type { Day } from "../calendar.ts";
import type { Account } from "../ledger/accounts.ts";
import { invariant } from "../invariant.ts";
import { accountDefaults, type AccountMap, type MappedAccount } from "./account-map.ts";

/** What a day's entries come to on one of our accounts, debit positive. */
export type DaySum = { readonly on: Day; readonly account: Account; readonly cents: number };

export type JournalLine = MappedAccount & {
  /** Debit positive, credit negative; never zero. */
  readonly cents: number;
  readonly memo: string;
};

export type JournalEntry = {
  /** `PER-20261122`, or `PER-20261122-C7` for what was entered after the seventh export had the day. */
  readonly number: string;
  readonly on: Day;
  readonly memo: string;
  readonly isCorrection: boolean;
  readonly lines: readonly JournalLine[];
};

/** Sums of one or more days as journal entries, oldest first. `correction` names the export when a day goes again. */
export function journalEntries(
  sums: readonly DaySum[],
  map: AccountMap,
  correction: (on: Day) => number | null,
): JournalEntry[] {
  return [...Map.groupBy(sums, ({ on }) => on)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([on, of]): JournalEntry[] => {
      const lines = linesOf(of, map);
      if (lines.length === 0) return [];
      const exportNumber = correction(on);
      const digits = on.replaceAll("-", "");
      return [
        {
          number: exportNumber === null ? `PER-${digits}` : `PER-${digits}-C${exportNumber}`,
          on,
          memo: exportNumber === null ? `Perennial, ${dayText(on)}` : `Perennial, ${dayText(on)}, entered later`,
          isCorrection: exportNumber !== null,
          lines,
        },
      ];
    });
}

/** One line for each of their accounts and each of ours in it, in the order of the chart of accounts. */
function linesOf(sums: readonly DaySum[], map: AccountMap): JournalLine[] {
  const total = sums.reduce((sum, { cents }) => sum + cents, 0);
  invariant(total === 0, "the entries of a day sum to zero");
  const order = Object.keys(accountDefaults);
  return [...Map.groupBy(sums, ({ account }) => account)]
    .map(([account, of]) => ({ account, cents: of.reduce((sum, { cents }) => sum + cents, 0) }))
    .filter(({ cents }) => cents !== 0)
    .toSorted((one, other) => order.indexOf(one.account) - order.indexOf(other.account))
    .map(({ account, cents }) => ({ ...map[account], cents, memo: accountDefaults[account].title }));
}
