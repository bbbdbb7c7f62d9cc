/** The words of insurance policies on screens (PPL-8). */
import { addDays, type Day } from "#domain/calendar.ts";
import type { Policy, PolicyTerms, relations } from "#contract/insurance.ts";
import { fullDay } from "../../../format/day.ts";

export const relationWords: Readonly<Record<(typeof relations)[number], string>> = {
  self: "The patient's own",
  spouse: "The spouse's",
  child: "A child's",
  other: "Somebody else's",
};

/** `1 Jan 2026 – 31 Dec 2026`, last covered day included (F-6); `from 1 Jan 2026` without an end. */
export function coverText({ effectiveOn, termOn }: Pick<PolicyTerms, "effectiveOn" | "termOn">, locale: string): string {
  if (termOn === null) return `from ${fullDay(effectiveOn, locale)}`;
  return `${fullDay(effectiveOn, locale)} – ${fullDay(addDays(termOn, -1), locale)}`;
}

/** What tells a policy from another of the same company. */
export function policyNumbers({ planName, memberNumber, groupNumber }: PolicyTerms): string {
  return [planName, memberNumber === "" ? "" : `member ${memberNumber}`, groupNumber === "" ? "" : `group ${groupNumber}`]
    .filter((part) => part !== "")
    .join(" · ");
}

export function isInForce({ effectiveOn, termOn }: Policy, today: Day): boolean {
  return effectiveOn <= today && (termOn === null || termOn > today);
}
