/**
 * Where days that are billed already must give way to a hold or to a later record (MEM-9..12). A cut
 * keeps the days before it, so that the days in force never overlap (F-13).
 */
import type { Day, DayRange } from "../calendar.ts";
import type { DrawFacts } from "./draw-facts.ts";
import { segmentsOf } from "./draw-segments.ts";
import { paidThrough, type BilledDays } from "./unused-days.ts";

export type Cut = { readonly on: Day; readonly kind: "pause" | "extend" | "change" | "end" };

type Billed = Pick<BilledDays, "from" | "to" | "paidTo">;

/**
 * The first day that a billed period does not pay for. A full period paid at the start pays beyond its
 * own days only until the first draw has taken those days over (MEM-2).
 */
export function reachOf(days: Billed, billed: readonly Billed[]): Day {
  return billed.some(({ from }) => from >= days.to) ? days.to : paidThrough(days);
}

/** Whether a membership can have any: only holds, changes and settled ends cut billed days. */
export function mayNeedCuts({ holds, records, settles }: DrawFacts): boolean {
  return holds.length > 0 || records.length > 1 || settles === true;
}

/** The first cut that the billed days of a membership still need, or nothing. */
export function nextCut(facts: DrawFacts, billed: readonly Billed[]): Cut | null {
  const cuts = [...holdCuts(facts, billed), ...changeCuts(facts, billed), ...endCuts(facts, billed)];
  return cuts.reduce<Cut | null>((first, cut) => (first === null || cut.on < first.on ? cut : first), null);
}

function holdCuts({ holds, endsOn }: DrawFacts, billed: readonly Billed[]): Cut[] {
  return holds.flatMap((hold): Cut[] => {
    // A hold that would begin after the end never begins.
    if (endsOn !== null && hold.from >= endsOn) return [];
    if (hold.kind === "billing_only" || (hold.kind === "extend" && hold.moved)) return [];
    const { kind, from } = hold;
    const until = hold.until ?? "9999";
    const isBilled = billed.some((days) => (days.from < from || days.from < until) && reachOf(days, billed) > from);
    return isBilled ? [{ on: from, kind }] : [];
  });
}

/** A record that begins inside billed days; those it bills itself begin with it or later. */
function changeCuts(facts: DrawFacts, billed: readonly DayRange[]): Cut[] {
  if (facts.records.length < 2) return [];
  return segmentsOf(facts)
    .filter(({ begins, from }) => begins === "opening" && billed.some((days) => days.from < from && from < days.to))
    .map(({ from }) => ({ on: from, kind: "change" }));
}

/** Paid days that reach beyond a settled end (MEM-13). */
function endCuts({ endsOn, settles }: DrawFacts, billed: readonly Billed[]): Cut[] {
  if (settles !== true || endsOn === null) return [];
  return billed.some((days) => reachOf(days, billed) > endsOn) ? [{ on: endsOn, kind: "end" }] : [];
}
