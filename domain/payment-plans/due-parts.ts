/**
 * What is still owed of each part of a payment plan (INV-6). What is paid counts for the oldest part
 * first; a part that a person took out of the plan's drawing comes last, so that it holds nothing up.
 */
import type { Day } from "../calendar.ts";
import { addCents, toCents, zeroCents, type Cents } from "../money.ts";
import type { PlanPart } from "./schedule.ts";

export type OpenPart<P extends PlanPart = PlanPart> = P & { readonly restCents: Cents };

/**
 * The parts with something owed, in order. `paidCents` was settled since the plan began, by whatever
 * means; together the rests never exceed `openCents`, what is really open on the plan's invoices.
 */
export function openParts<P extends PlanPart>(
  parts: readonly P[],
  paidCents: Cents,
  openCents: Cents,
  isSetAside: (part: P) => boolean = () => false,
): OpenPart<P>[] {
  let paid = Math.max(0, paidCents);
  let left = Math.max(0, openCents);
  const rests = new Map<number, Cents>();
  for (const part of [...parts.filter((one) => !isSetAside(one)), ...parts.filter(isSetAside)]) {
    const covered = Math.min(part.cents, paid);
    paid -= covered;
    const rest = Math.min(part.cents - covered, left);
    left -= rest;
    if (rest > 0) rests.set(part.position, toCents(rest));
  }
  return parts.flatMap((part) => {
    const restCents = rests.get(part.position);
    return restCents === undefined ? [] : [{ ...part, restCents }];
  });
}

/** So much of what is owed, over the plan's invoices, oldest first. */
export function spreadPart<I extends { readonly balanceCents: Cents }>(
  invoices: readonly I[],
  cents: Cents,
): (I & { readonly cents: Cents })[] {
  let left = cents;
  return invoices.flatMap((invoice) => {
    const pays = toCents(Math.max(0, Math.min(left, invoice.balanceCents)));
    left = addCents(left, -pays);
    return pays > zeroCents ? [{ ...invoice, cents: pays }] : [];
  });
}

/** The word for a part: `Payment 2 of 6`. */
export function partWord(part: { readonly position: number; readonly of: number }): string {
  return `Payment ${part.position + 1} of ${part.of}`;
}

/** Whether a part of a drawn plan is due by a day. */
export function isDue(part: { readonly dueOn: Day }, today: Day): boolean {
  return part.dueOn <= today;
}
