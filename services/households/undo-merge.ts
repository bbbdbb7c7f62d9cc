/**
 * Un-merges two households (MEM-15), for at most thirty days and until money touches the result: the rows
 * that came along go back, the transfers are reversed, and each member draws on the old day again.
 */
import { reopenCase } from "#db/dunning/cases.ts";
import { uncancel } from "#db/dunning/notices.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { withdrawScheduleRecord } from "#db/memberships/changes.ts";
import { cutPeriod, listPeriodsFrom } from "#db/memberships/period-cuts.ts";
import { setPayer } from "#db/people/household.ts";
import { giveRows, setDrawSeq } from "#db/people/household-rows.ts";
import {
  findHouseholdMerge,
  findMergeOf,
  findMoneySince,
  hasChargeSince,
  listMergesInto,
  markUndone,
  wasChangedSince,
  type HouseholdMergeRow,
} from "#db/people/merges.ts";
import { addDays, daysBetween, type Day } from "#domain/calendar.ts";
import { asId, type CaseId, type EntryId, type HouseholdId, type PatientId } from "#domain/identity.ts";
import { zeroCents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { makeHouseholdPeriods } from "../billing/make-periods.ts";
import { act, type Cx, type Work } from "../context.ts";
import { voidInvoice } from "../invoices/void.ts";
import { audit } from "../record.ts";
import { bookTransfer } from "./transfer-balance.ts";
import { mergedReason, refreshCursor, touchMerged, type KeptMerge } from "./merge-households.ts";

/** How long a merge can be undone (MEM-15, PPL-4). */
export const undoDays = 30;

export type Unmerged = { readonly mergeId: number };

/** Why a merge cannot be undone, or nothing when it can. */
export type UndoBar = "too_old" | "money" | "changed" | null;

export function undoHouseholdMerge(cx: Cx, { mergeId }: { readonly mergeId: number }): Unmerged {
  return act<Unmerged>(cx, (db) => undoMergeWithin(cx, db, mergeId));
}

/** Refuses `merge_not_found`, `merge_too_old`, `merge_money_touched` and `merge_changed_since`. */
export function undoMergeWithin(cx: Work, db: WritableDb, mergeId: number): Unmerged {
  const merge = findHouseholdMerge(db, mergeId);
  if (!merge || merge.undoneAt !== null) refuse("merge_not_found", {});
  const { bar, on } = barOfUndo(db, merge, cx.today);
  if (bar === "too_old") refuse("merge_too_old", { days: undoDays });
  if (bar === "money") refuse("merge_money_touched", { bookedOn: on });
  if (bar === "changed") refuse("merge_changed_since", {});
  const { survivorId, absorbedId } = merge;
  const kept = JSON.parse(merge.kept) as KeptMerge;
  takeStubsBack(cx, db, kept);
  for (const { entryId, ...transfer } of kept.transfers)
    bookTransfer(cx, db, {
      ...transfer,
      from: survivorId,
      to: absorbedId,
      memo: "Moved back, households not merged any more",
      reversesId: asId<EntryId>(entryId),
    });
  giveRows(db, kept.rows, absorbedId);
  for (const { invoiceId, drawSeq } of kept.drawPlaces) setDrawSeq(db, invoiceId, drawSeq);
  for (const id of kept.cards) db.exec("update card set household_id = ? where id = ?", absorbedId, id);
  giveAttentionBack(db, kept, absorbedId);
  if (kept.endedCase !== null) {
    reopenCase(db, asId<CaseId>(kept.endedCase));
    uncancel(db, asId<CaseId>(kept.endedCase), mergedReason);
  }
  restorePayers(db, kept, survivorId, absorbedId);
  for (const { membershipId, seq } of kept.aligned) {
    withdrawScheduleRecord(db, membershipId, seq, cx.now);
    refreshCursor(db, membershipId);
  }
  audit(cx, db, "household.unmerged", `household/${survivorId}`, { after: { household: absorbedId, mergeId } });
  markUndone(db, "household_merge", mergeId, { staffId: cx.actor.staffId, at: cx.now });
  for (const one of [survivorId, absorbedId]) makeHouseholdPeriods(cx, db, one);
  touchMerged(db, survivorId, absorbedId, kept.rows);
  return { mergeId };
}

/** What stands in the way of undoing, with the day of the money that touched the result. */
export function barOfUndo(db: ReadableDb, merge: HouseholdMergeRow, today: Day): { bar: UndoBar; on: Day } {
  const { survivorId, absorbedId, mergedOn } = merge;
  const kept = JSON.parse(merge.kept) as KeptMerge;
  if (daysBetween(mergedOn, today) > undoDays) return { bar: "too_old", on: mergedOn };
  const money = findMoneySince(db, [survivorId, absorbedId], merge.lastEntryId);
  if (money !== null) return { bar: "money", on: money };
  if (kept.gaveCredit || hasChargeSince(db, survivorId, merge.lastAttempt)) return { bar: "money", on: mergedOn };
  // The last merge is undone first: a later one has taken the same rows further.
  const newest = listMergesInto(db, survivorId)[0];
  if (findMergeOf(db, survivorId) || (newest && newest.mergeId !== merge.mergeId)) return { bar: "changed", on: mergedOn };
  const people = (kept.rows["patient"] ?? []).map((id) => asId<PatientId>(Number(id)));
  const hasMoved = people.some(
    (id) => db.get("select 1 from patient where id = ? and household_id = ?", id, survivorId) === undefined,
  );
  const memberships = new Set((kept.rows["membership"] ?? []).map(Number));
  const joined = people.some((id) =>
    db.all<{ id: number }>("select id from membership where patient_id = ?", id).some((one) => !memberships.has(one.id)),
  );
  const subjects = [...memberships].map((id) => `membership/${id}`);
  const changed = hasMoved || joined || wasChangedSince(db, subjects, merge.lastAuditId);
  return { bar: changed ? "changed" : null, on: mergedOn };
}

/** The last day on which a merge can be undone. */
export function undoableUntil(mergedOn: Day): Day {
  return addDays(mergedOn, undoDays);
}

/** Stubs charged on the day of the merge: their invoices are void, and their days are billed by the old schedule. */
function takeStubsBack(cx: Work, db: WritableDb, kept: KeptMerge): void {
  for (const invoiceId of kept.stubInvoices) voidInvoice(cx, db, { invoiceId, reason: "Households not merged any more" });
  const stubs = new Set<number>(kept.stubInvoices);
  for (const { membershipId } of kept.aligned)
    for (const period of listPeriodsFrom(db, membershipId, "0000-00-00" as Day))
      if (period.invoiceId !== null && stubs.has(period.invoiceId)) cutPeriod(db, period, period.from, zeroCents, cx.now);
}

function giveAttentionBack(db: WritableDb, kept: KeptMerge, absorbedId: HouseholdId): void {
  for (const id of kept.attentionMoved) db.exec("update attention set household_id = ? where id = ?", absorbedId, id);
  for (const id of kept.attentionEnded) db.exec("update attention set resolved_at = null where id = ?", id);
}

function restorePayers(db: WritableDb, kept: KeptMerge, survivorId: HouseholdId, absorbedId: HouseholdId): void {
  setPayer(db, absorbedId, kept.payerPatientId, kept.name);
  const payer = db.get<{ id: number | null; name: string }>(
    "select payer_patient_id as id, name from household where id = ?",
    survivorId,
  );
  if (payer && payer.id !== null && payer.id === kept.payerPatientId) setPayer(db, survivorId, null, payer.name);
}
