/**
 * When a member grows out of a plan (MEM-16): on the first draw on or after the birthday at which
 * the plan's maximum age is reached, with notices 60 and 30 days before that birthday.
 */
import { addDays, type Day } from "../calendar.ts";
import { birthdayAt } from "../people/age.ts";
import type { DrawFacts, WantedDues } from "./draw-facts.ts";
import { firstWholePeriod } from "./planned-change.ts";

export const ageOutNoticeDays = [60, 30] as const;

export type AgeOut = {
  readonly birthdayOn: Day;
  /** The days on which the household is told, the earlier first. */
  readonly noticesOn: readonly Day[];
};

/** Null for a plan without a maximum age; a missing birth date is a task for the desk, not an age. */
export function ageOutOf(birthOn: Day, maxAgeExclusive: number | null): AgeOut | null {
  if (maxAgeExclusive === null) return null;
  const birthdayOn = birthdayAt(birthOn, maxAgeExclusive);
  return { birthdayOn, noticesOn: ageOutNoticeDays.map((days) => addDays(birthdayOn, -days)) };
}

/** The draw from which the successor's price holds; nothing when the membership has no draw ahead. */
export function ageOutDraw(facts: DrawFacts, billedThroughOn: Day, birthdayOn: Day): WantedDues | undefined {
  return firstWholePeriod(facts, billedThroughOn, birthdayOn);
}

/**
 * The notice to write today: of those that have come due the latest, never one after the birthday.
 * Who has been away with the computer off gets one letter, not two.
 */
export function ageOutNoticeDue(ageOut: AgeOut, today: Day): (typeof ageOutNoticeDays)[number] | null {
  if (today >= ageOut.birthdayOn) return null;
  const index = ageOut.noticesOn.findLastIndex((on) => on <= today);
  return ageOutNoticeDays[index] ?? null;
}

export type Successor = {
  readonly planId: number;
  readonly audience: { readonly minAge: number | null; readonly maxAgeExclusive: number | null };
  readonly isOnSale: boolean;
  readonly months: readonly number[];
};

export type WhyStay = "never" | "chosen" | "no_successor" | "successor_unfit" | "no_birth_date";

export type AgeOutDecision =
  | { readonly what: "move"; readonly planId: number }
  | { readonly what: "ask"; readonly planId: number }
  /** The member stays; unless that was wished, the desk has a task. */
  | { readonly what: "stay"; readonly why: WhyStay };

/**
 * What happens on the moving day: by the plan's rule `ask` (the default), `auto` or `never`, or as a
 * person has chosen for this member; and only to a successor that is sold, takes that age and has the
 * member's period length.
 */
export function decideAgeOut(
  rule: "ask" | "auto" | "never",
  member: { readonly age: number | null; readonly months: number },
  successor: Successor | null,
  chosen: "move" | "stay" | null = null,
): AgeOutDecision {
  if (chosen === "stay") return { what: "stay", why: "chosen" };
  if (rule === "never" && chosen === null) return { what: "stay", why: "never" };
  if (member.age === null) return { what: "stay", why: "no_birth_date" };
  if (successor === null) return { what: "stay", why: "no_successor" };
  const { minAge, maxAgeExclusive } = successor.audience;
  const takesAge =
    (minAge === null || member.age >= minAge) && (maxAgeExclusive === null || member.age < maxAgeExclusive);
  if (!takesAge || !successor.isOnSale || !successor.months.includes(member.months))
    return { what: "stay", why: "successor_unfit" };
  return { what: rule === "auto" || chosen === "move" ? "move" : "ask", planId: successor.planId };
}
