/**
 * Ends a case when its invoice is paid, written off or void, or when nothing is left that could
 * lapse; takes its waiting letters off the list, so that nobody is reminded of what is paid (INV-5).
 */
import { closeCase, findOpenAmount, findOpenCase, isOnPlan, listOpenPartCases, type CaseOutcome, type CaseRow } from "#db/dunning/cases.ts";
import { findDrawnPart, isDrawnPlanOfPart } from "#db/payment-plans/drawn-parts.ts";
import { cancelWaiting } from "#db/dunning/notices.ts";
import type { WritableDb } from "#db/database.ts";
import { listLivingOfInvoice } from "#db/memberships/standing-sql.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { Work } from "../context.ts";
import { audit } from "../record.ts";

/** Written on letters that are not needed any more; they come back when the case does. */
export const settledReason = "Paid or settled meanwhile";

/** Answers how many cases were closed, of dues and of drawn parts. Doing it again does nothing. */
export function settleCases(cx: Work, db: WritableDb, householdId: HouseholdId): number {
  const ofDues = settleCase(cx, db, householdId) ? 1 : 0;
  return ofDues + listOpenPartCases(db, householdId).filter((row) => settlePartCase(cx, db, row)).length;
}

/** The plan ended, or is paid at the desk now: then nothing more is asked of the card, and the case is over with it. */
function settlePartCase(cx: Work, db: WritableDb, row: CaseRow): boolean {
  if (row.planPartId === null || findDrawnPart(db, row.planPartId)) return false;
  return end(cx, db, row, isDrawnPlanOfPart(db, row.planPartId) ? "settled" : "ended");
}

/** The same for the household's dues alone. */
export function settleCase(cx: Work, db: WritableDb, householdId: HouseholdId): boolean {
  const row = findOpenCase(db, householdId);
  if (!row) return false;
  if (isOnPlan(db, row.invoiceId, cx.today)) return end(cx, db, row, "settled");
  if (findOpenAmount(db, row.invoiceId) === undefined) return end(cx, db, row, "settled");
  if (listLivingOfInvoice(db, row.invoiceId, cx.today).length === 0) return end(cx, db, row, "ended");
  return false;
}

function end(cx: Work, db: WritableDb, row: CaseRow, outcome: CaseOutcome): true {
  closeCase(db, row.id, { outcome, on: cx.today, at: cx.now });
  cancelWaiting(db, { caseId: row.id }, settledReason, cx.now);
  audit(cx, db, "past_due.closed", `household/${row.householdId}`, {
    after: { caseId: row.id, invoiceId: row.invoiceId, outcome },
  });
  db.touch(`household/${row.householdId}`, "billing", "notices");
  return true;
}
