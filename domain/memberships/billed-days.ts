/**
 * Where days that are billed already must give way to a hold or to a later record (MEM-9..12). A cut
 * keeps the days before it, so that the days in force never overlap (F-13).
 */
import type { Day, DayRange } from "../calendar.ts";
import type { DrawFacts } from "./draw-facts.ts";
import { segmentsOf } from "./draw-segments.ts";

export type Cut = { readonly on: Day; readonly kind: "pause" | "extend" | "change" };

/** The first cut that the billed days of a membership still need, or nothing. */
export function nextCut(facts: DrawFacts, billed: readonly DayRange[]): Cut | null {
  const cuts = [...holdCuts(facts, billed), ...changeCuts(facts, billed)];
  return cuts.reduce<Cut | null>((first, cut) => (first === null || cut.on < first.on ? cut : first), null);
}

function holdCuts({ holds }: DrawFacts, billed: readonly DayRange[]): Cut[] {
  return holds.flatMap((hold): Cut[] => {
    if (hold.kind === "billing_only" || (hold.kind === "extend" && hold.moved)) return [];
    const { kind, from } = hold;
    const until = hold.until ?? "9999";
    const isBilled = billed.some((days) => (days.from < from || days.from < until) && days.to > from);
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
