/**
 * A pause begins (MEM-12): the paid days from its first day on become credit, so the period in force
 * is cut there and the cut days are credited; what is unpaid of them comes off the invoice instead. A
 * stub that was charged ahead of its days (MEM-3) goes the same way.
 */
import type { WritableDb } from "#db/database.ts";
import { cutPeriod, listPeriodsEndingAfter } from "#db/memberships/period-cuts.ts";
import type { MembershipRow } from "#db/memberships/records.ts";
import { daysBetween, type Day } from "#domain/calendar.ts";
import { invariant } from "#domain/invariant.ts";
import { addCents, prorate, zeroCents, type Cents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { creditUnusedDues } from "../invoices/credit-dues.ts";
import { audit } from "../record.ts";

export function startPause(
  cx: Work,
  db: WritableDb,
  membership: Pick<MembershipRow, "id" | "household_id" | "patient_id">,
  from: Day,
): Cents {
  const billed = listPeriodsEndingAfter(db, membership.id, from);
  invariant(billed.length > 0, "a pause cuts days that are billed");
  let cents = zeroCents;
  for (const period of billed) {
    const unused = unusedCents(period, from);
    cutPeriod(db, period, from, unused, cx.now);
    cents = addCents(cents, unused);
    if (unused > 0)
      creditUnusedDues(cx, db, {
        householdId: membership.household_id,
        patientId: membership.patient_id,
        invoiceId: period.invoiceId,
        cents: unused,
        effectiveOn: from,
        memo: "Unused days of a paused membership",
      });
  }
  audit(cx, db, "membership.paused", `membership/${membership.id}`, {
    after: { pausedOn: from, creditCents: cents },
  });
  db.touch(`membership/${membership.id}`, "memberships", `household/${membership.household_id}`);
  return cents;
}

/** What the days from `from` on of a billed period cost: its own amount, prorated once (F-2). */
export function unusedCents(
  period: { readonly from: Day; readonly to: Day; readonly amountCents: Cents },
  from: Day,
): Cents {
  if (from <= period.from) return period.amountCents;
  return prorate(period.amountCents, daysBetween(from, period.to), daysBetween(period.from, period.to));
}
