/**
 * The days on which a hold's fee is drawn (MEM-12): its first day, or every draw day that it skips. A
 * hold that was ended on the day it began has none left.
 */
import { addDays, type Day } from "../calendar.ts";
import type { Cents } from "../money.ts";
import type { DrawFacts, Hold } from "./draw-facts.ts";
import { wantedDues } from "./draw-schedule.ts";

export type HoldFeeDue = { readonly on: Day; readonly cents: Cents; readonly holdId: number; readonly hold: Hold };

/** Fees that are not billed yet, the earliest first. */
export function holdFeesAhead(facts: DrawFacts): HoldFeeDue[] {
  return facts.holds
    .flatMap((hold): HoldFeeDue[] => {
      const { fee } = hold;
      if (!fee) return [];
      return feeDays(facts, hold)
        .filter((on) => !fee.billedOn.includes(on))
        .map((on) => ({ on, cents: fee.cents, holdId: fee.holdId, hold }));
    })
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.holdId - b.holdId));
}

function feeDays(facts: DrawFacts, hold: Hold): Day[] {
  const { from, until } = hold;
  if (until === null || until <= from) return [];
  const inForce = (on: Day): boolean => facts.endsOn === null || on < facts.endsOn;
  if (hold.fee?.each !== true) return inForce(from) ? [from] : [];
  // The draws that would fall into it if it were not there.
  const without = { ...facts, holds: facts.holds.filter((one) => one !== hold) };
  const skipped = wantedDues(without, addDays(until, -1), from)
    .filter(({ kind, chargeOn }) => kind === "period" && chargeOn >= from && chargeOn < until)
    .map(({ chargeOn }) => chargeOn);
  return [...new Set(skipped)].toSorted();
}
