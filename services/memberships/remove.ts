/**
 * Deletes a membership that was never more than a mistake (MEM-22): nothing of it was paid, used or
 * signed. Its invoice lines come off and it is shown nowhere any more; the rows stay as history (F-12).
 */
import { insertCancellation, withdrawCancellation, withdrawHold } from "#db/memberships/changes.ts";
import { findRemovalObstacle, listUnsettledLines } from "#db/memberships/removal.ts";
import { cutPeriod, listPeriodsFrom } from "#db/memberships/period-cuts.ts";
import { findCancellation, listHolds } from "#db/memberships/records.ts";
import { hasLiveCharge } from "#db/invoices.ts";
import type { WritableDb } from "#db/database.ts";
import type { MembershipId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { creditUnusedDues } from "../invoices/credit-dues.ts";
import { voidInvoice } from "../invoices/void.ts";
import { dropUntold } from "../messages/drop-untold.ts";
import { audit } from "../record.ts";
import { refreshDrawCursor } from "./draw-cursor.ts";
import { requireMembership } from "./require.ts";

/** Refuses `membership_not_found`, and `membership_was_used` with what stands in the way. */
export function removeMembership(
  cx: Cx,
  input: { readonly membershipId: MembershipId; readonly reason: string },
): { membershipId: MembershipId } {
  return act<{ membershipId: MembershipId }>(cx, (db) => removeWithin(cx, db, input));
}

/** The same inside the caller's transaction. */
export function removeWithin(
  cx: Work,
  db: WritableDb,
  { membershipId, reason }: { readonly membershipId: MembershipId; readonly reason: string },
): { membershipId: MembershipId } {
  const membership = requireMembership(db, membershipId);
  const why = findRemovalObstacle(db, membershipId);
  if (why) refuse("membership_was_used", { why });
  for (const period of listPeriodsFrom(db, membershipId, "0000-01-01" as typeof membership.start_on))
    cutPeriod(db, period, period.from, period.amountCents, cx.now);
  takeLinesOff(cx, db, membership);
  for (const hold of listHolds(db, membershipId)) withdrawHold(db, hold.id, cx.now);
  const earlier = findCancellation(db, membershipId);
  if (earlier) withdrawCancellation(db, earlier.id, cx.now);
  const effectiveOn = membership.start_on < cx.today ? membership.start_on : cx.today;
  insertCancellation(
    db,
    membershipId,
    { effectiveOn, kind: "cancelled", reasonCode: "deleted" },
    { reason, createdBy: cx.actor.staffId, createdAt: cx.now },
  );
  db.exec("delete from benefit_grant where membership_id = ?", membershipId);
  db.exec("update membership set version = version + 1 where id = ?", membershipId);
  refreshDrawCursor(db, membershipId, membership.start_on);
  dropUntold(cx, db, membership.household_id);
  audit(cx, db, "membership.removed", `membership/${membershipId}`, {
    before: { patientId: membership.patient_id, planId: membership.plan_id, startOn: membership.start_on },
    after: { reason },
  });
  db.touch("memberships", `membership/${membershipId}`, `patient/${membership.patient_id}`);
  db.touch("invoices", "billing", `household/${membership.household_id}`);
  return { membershipId };
}

/** Invoices that ask for nothing else are voided; from others its lines come off by a credit note. */
function takeLinesOff(cx: Work, db: WritableDb, { id, household_id: householdId, patient_id: patientId }: ReturnType<typeof requireMembership>): void {
  for (const { invoiceId, grossCents, taxCents, duesCents, isWhole } of listUnsettledLines(db, id)) {
    if (isWhole && !hasLiveCharge(db, invoiceId)) {
      voidInvoice(cx, db, { invoiceId, reason: "The membership was deleted" });
      continue;
    }
    const rest = { householdId, patientId, invoiceId, effectiveOn: cx.today, memo: "The membership was deleted" };
    if (duesCents > 0) creditUnusedDues(cx, db, { ...rest, cents: duesCents, taxCents });
    if (grossCents > duesCents)
      creditUnusedDues(cx, db, { ...rest, cents: (grossCents - duesCents) as typeof grossCents, account: "revenue_activation" });
  }
}
