/**
 * When a member grows out of a plan (MEM-16): on the first draw on or after the birthday at which
 * the plan's maximum age is reached, with notices 60 and 30 days before that birthday.
 */
import { addDays, drawDayOnOrAfter, type Day } from "../calendar.ts";
import { birthdayAt } from "../people/age.ts";

export const ageOutNoticeDays = [60, 30] as const;

export type AgeOut = {
  readonly birthdayOn: Day;
  /** The draw from which the successor's price holds. */
  readonly movesOn: Day;
  /** The days on which the household is told, the earlier first. */
  readonly noticesOn: readonly Day[];
};

/** Null for a plan without a maximum age; a missing birth date is a task for the desk, not an age. */
export function ageOutOf(
  birthOn: Day,
  maxAgeExclusive: number | null,
  drawDay: number,
): AgeOut | null {
  if (maxAgeExclusive === null) return null;
  const birthdayOn = birthdayAt(birthOn, maxAgeExclusive);
  return {
    birthdayOn,
    movesOn: drawDayOnOrAfter(birthdayOn, drawDay),
    noticesOn: ageOutNoticeDays.map((days) => addDays(birthdayOn, -days)),
  };
}

export type Successor = {
  readonly planId: number;
  readonly audience: { readonly minAge: number | null; readonly maxAgeExclusive: number | null };
  readonly isOnSale: boolean;
  readonly months: readonly number[];
};

export type AgeOutDecision =
  | { readonly what: "move"; readonly planId: number }
  | { readonly what: "ask"; readonly planId: number }
  /** The member stays, and the desk has a task. */
  | { readonly what: "stay"; readonly why: "never" | "no_successor" | "successor_unfit" | "no_birth_date" };

/**
 * What happens on the moving day: by the plan's rule `ask` (the default), `auto` or `never`, and
 * only to a successor that is sold, takes that age and has the member's period length.
 */
export function decideAgeOut(
  rule: "ask" | "auto" | "never",
  member: { readonly age: number | null; readonly months: number },
  successor: Successor | null,
): AgeOutDecision {
  if (rule === "never") return { what: "stay", why: "never" };
  if (member.age === null) return { what: "stay", why: "no_birth_date" };
  if (successor === null) return { what: "stay", why: "no_successor" };
  const { minAge, maxAgeExclusive } = successor.audience;
  const takesAge =
    (minAge === null || member.age >= minAge) && (maxAgeExclusive === null || member.age < maxAgeExclusive);
  if (!takesAge || !successor.isOnSale || !successor.months.includes(member.months))
    return { what: "stay", why: "successor_unfit" };
  return { what: rule === "auto" ? "move" : "ask", planId: successor.planId };
}
