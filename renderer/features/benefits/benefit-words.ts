/** A grant of a benefit in one line (PKG-10). */
import type { BenefitStory } from "#contract/benefits.ts";

/** `2 granted, 1 used, 1 lost`. */
export function storyWords({ origin, quantity, used, rolled, forfeited, left }: BenefitStory): string {
  return [
    `${quantity} ${origin === "plan" ? "granted" : "carried over"}`,
    used > 0 && `${used} used`,
    rolled > 0 && `${rolled} carried on`,
    forfeited > 0 && `${forfeited} lost`,
    left > 0 && `${left} left`,
  ]
    .filter(Boolean)
    .join(", ");
}
