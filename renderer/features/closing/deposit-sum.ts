/** What some cash and checks come to. */
import type { UndepositedView } from "#contract/closing.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";

export function sumOf(items: readonly UndepositedView[]): Cents {
  return addCents(zeroCents, ...items.map(({ amountCents }) => amountCents));
}
