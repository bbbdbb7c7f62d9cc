/**
 * A charge that the processor has and this file does not know (BIL-20): it was made after the backup
 * that was restored, or by another copy of the file. It is written down under its own key, so that
 * it is booked once however often it is met, and its money goes to the draw it was for.
 */
import { noteAttention } from "#db/billing-runs.ts";
import { findArrivalBounds } from "#db/billing-stops.ts";
import { findAttempt, findLiveAttempt, insertAttempt, markSucceeded, nextOrdinal } from "#db/charging/attempts.ts";
import type { WritableDb } from "#db/database.ts";
import { standingHousehold } from "#db/people/merges.ts";
import { findPractice } from "#db/practice.ts";
import type { Day } from "#domain/calendar.ts";
import { declineFor } from "#domain/dunning/declines.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { tryMakePeriods } from "../billing/try-make-periods.ts";
import type { Work } from "../context.ts";
import { noteChargeDeclined } from "../dunning/charge-events.ts";
import type { ListedCharge } from "../gateways/cards.ts";
import { audit } from "../record.ts";
import { bookCharge, chargeSubject } from "./book-charge.ts";

export type Found = "known" | "other_practice" | "booked" | "noted";

/**
 * Books a listed charge inside the caller's transaction, once. `toldBackCents`: what of its refunds the caller
 * books by themselves, under their own keys; the others, made elsewhere, are left out of the payment.
 */
export function bookFound(cx: Work, db: WritableDb, charge: ListedCharge, toldBackCents = 0): Found {
  const { key, metadata, outcome } = charge;
  if (findAttempt(db, key)) return "known";
  if (findPractice(db)?.lineage_id !== metadata.lineage) return "other_practice";
  const householdId = knownHousehold(db, metadata.householdId);
  const invoiceId = householdId === null ? null : invoiceOf(cx, db, householdId, charge);
  const card = db.get<{ id: number }>(
    "select id from card where token <> '' and household_id = ? order by removed_at is null desc, id desc limit 1",
    householdId ?? 0,
  );
  const isPendingElsewhere = outcome.state === "pending" && invoiceId !== null && findLiveAttempt(db, invoiceId) !== undefined;
  const attachedTo = isPendingElsewhere ? null : invoiceId;
  insertAttempt(db, {
    key,
    invoiceId: attachedTo,
    householdId,
    cardId: card?.id ?? null,
    cardToken: "",
    amountCents: charge.amountCents,
    ordinal: attachedTo === null ? metadata.ordinal : nextOrdinal(db, attachedTo),
    drawOn: metadata.drawOn,
    epoch: metadata.epoch,
    origin: "found",
    attemptOn: cx.today,
    staffId: null,
    state: outcome.state,
    processorId: outcome.processorId,
    declineKind: outcome.state === "declined" ? (declineFor(outcome.code).kind === "hard" ? "hard" : outcome.kind) : null,
    declineCode: outcome.state === "declined" ? outcome.code : null,
    sentAt: "at" in outcome ? outcome.at : cx.now,
    probeAt: null,
    settledAt: outcome.state === "pending" ? null : cx.now,
  });
  const toCreditCents = settleFound(cx, db, { ...charge, refundedCents: toCents(Math.max(0, charge.refundedCents - toldBackCents)) }, householdId, attachedTo, card?.id ?? null);
  audit(cx, db, "charge.found", chargeSubject(key), {
    after: { state: outcome.state, householdId, invoiceId: attachedTo, amountCents: charge.amountCents, toCreditCents },
  });
  db.touch("charges", "billing");
  return outcome.state === "succeeded" && householdId !== null ? "booked" : "noted";
}

/** Answers what of it became credit. */
function settleFound(
  cx: Work,
  db: WritableDb,
  { key, amountCents, refundedCents, outcome }: ListedCharge,
  householdId: HouseholdId | null,
  invoiceId: InvoiceId | null,
  cardId: number | null,
): number {
  if (householdId === null) return 0;
  if (outcome.state === "declined" && invoiceId !== null)
    noteChargeDeclined(cx, db, { invoiceId, attemptId: key, declinedOn: cx.today, automatic: true });
  if (outcome.state !== "succeeded") return 0;
  const keptCents = toCents(Math.max(0, amountCents - refundedCents));
  if (keptCents === 0) return 0;
  const booked = bookCharge(cx, db, { key, householdId, invoiceId, cardId, amountCents: keptCents });
  markSucceeded(db, key, { processorId: outcome.processorId, paymentId: booked.paymentId, at: cx.now, isLate: false });
  if (booked.toCreditCents > 0)
    noteAttention(db, {
      householdId,
      kind: "charge_found",
      subject: chargeSubject(key),
      reason: "charge_found_at_processor",
      at: cx.now,
    });
  return booked.toCreditCents;
}

/** Households and invoices younger than the file's arrival have nothing to do with the ids of the lost days. */
function knownHousehold(db: WritableDb, householdId: number): HouseholdId | null {
  const row = db.get<{ id: HouseholdId }>(
    "select id from household where id = ? and staged_batch_id is null and id <= ?",
    householdId,
    findArrivalBounds(db).householdId,
  );
  // What was charged before two households became one is the one's that stands (MEM-15).
  return row ? standingHousehold(db, row.id) : null;
}

/**
 * The invoice that was charged: the very one if the backup had it, else the household's draw of that
 * day, which is made now if it was made after the backup and lost with it.
 */
function invoiceOf(cx: Work, db: WritableDb, householdId: HouseholdId, { metadata }: ListedCharge): InvoiceId | null {
  const { invoiceId, drawOn } = metadata;
  const own = db.get<{ id: InvoiceId }>(
    "select id from invoice where id = ? and household_id = ? and draw_on is ? and id <= ?",
    invoiceId,
    householdId,
    drawOn,
    findArrivalBounds(db).invoiceId,
  );
  if (own) return own.id;
  if (drawOn === null || drawOn > cx.today) return null;
  return drawOf(db, householdId, drawOn) ?? makeDraw(cx, db, householdId, drawOn);
}

function makeDraw(cx: Work, db: WritableDb, householdId: HouseholdId, drawOn: Day): InvoiceId | null {
  tryMakePeriods(cx, db, householdId);
  return drawOf(db, householdId, drawOn);
}

/** A draw of that day that still owes; of several the one made first. */
function drawOf(db: WritableDb, householdId: HouseholdId, drawOn: Day): InvoiceId | null {
  return (
    db.get<{ id: InvoiceId }>(
      `select id from invoice where household_id = ? and kind = 'draw' and draw_on = ? and voided_on is null
         and not exists (select 1 from charge_attempt a where a.invoice_id = invoice.id and a.state in ('sent','pending','unknown','succeeded'))
       order by balance_cents = 0, draw_seq, id limit 1`,
      householdId,
      drawOn,
    )?.id ?? null
  );
}
