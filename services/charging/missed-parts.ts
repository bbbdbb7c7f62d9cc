/**
 * Parts of drawn payment plans that wait in Catch-up review (INV-6, BIL-3): several came due while nothing
 * ran. One part has gone, or may go, to the card by itself; a person decides about the others.
 */
import { listHouseholdsWithDueParts, listDrawnParts, wasAskedSince, type DrawnPartRow } from "#db/payment-plans/drawn-parts.ts";
import { listAttemptsOfPart } from "#db/payment-plans/plan-attempts.ts";
import { listCardFacts } from "#db/charging/household-facts.ts";
import { findPayerWords } from "#db/dunning/letter-facts.ts";
import type { ReadableDb } from "#db/database.ts";
import { daysBetween, type Day } from "#domain/calendar.ts";
import { oldestUnaskedDays } from "#domain/charging/decide-charges.ts";
import type { HouseholdId, PaymentPlanId } from "#domain/identity.ts";
import type { MissedDraw } from "#db/charging/catch-up.ts";

export type MissedPart = MissedDraw & {
  readonly part: DrawnPartRow;
  /** The newest of its plan that has come due. */
  readonly isCurrent: boolean;
};

/** Of one household, or of the practice; each plan in its order. */
export function listMissedParts(db: ReadableDb, today: Day, householdId?: HouseholdId): MissedPart[] {
  const households = householdId === undefined ? listHouseholdsWithDueParts(db, today) : [householdId];
  return households.flatMap((id) => {
    if (listCardFacts(db, id).length === 0) return [];
    const payerName = findPayerWords(db, id).name;
    const plans = new Map<PaymentPlanId, DrawnPartRow[]>();
    for (const part of listDrawnParts(db, id)) if (part.dueOn <= today) plans.set(part.planId, [...(plans.get(part.planId) ?? []), part]);
    return [...plans.values()].flatMap((due) => waiting(db, due, today).map((part) => rowOf(part, payerName, due.at(-1)?.partId === part.partId)));
  });
}

function waiting(db: ReadableDb, due: readonly DrawnPartRow[], today: Day): DrawnPartRow[] {
  const undecided = due.filter((part) => part.isSigned && part.choice === null && !part.cameBack);
  const [oldest] = undecided;
  const newestOn = due.at(-1)?.dueOn;
  if (!oldest || newestOn === undefined || listAttemptsOfPart(db, oldest.partId).length > 0) return [];
  const isOld = daysBetween(newestOn, today) > oldestUnaskedDays;
  return isOld || (newestOn > oldest.dueOn && wasAskedSince(db, oldest.planId, newestOn)) ? undecided : [];
}

function rowOf(part: DrawnPartRow, payerName: string, isCurrent: boolean): MissedPart {
  const { invoiceId, invoiceNumber, householdId, dueOn, restCents } = part;
  return { invoiceId, invoiceNumber, householdId, payerName, drawOn: dueOn, dueOn, balanceCents: restCents, part, isCurrent };
}
