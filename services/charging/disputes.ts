/**
 * Disputes and chargebacks (BIL-17): the money is taken back off the invoice, automatic charging of
 * the household stands still until a person lets it go on, and a task waits with what the evidence
 * is made of.
 */
import { noteAttention } from "#db/billing-runs.ts";
import { findAttempt, type AttemptRow } from "#db/charging/attempts.ts";
import {
  closeDispute,
  findDispute,
  findDisputeById,
  findDisputeOfCharge,
  insertDispute,
  listDisputes,
  noteKept,
  releaseDispute,
  type DisputeListRow,
  type DisputeState,
} from "#db/charging/disputes.ts";
import { listMovesOfPayment } from "#db/credit-moves.ts";
import type { WritableDb } from "#db/database.ts";
import { findPayable } from "#db/invoices.ts";
import { findPayment } from "#db/payments.ts";
import type { Day, Instant } from "#domain/calendar.ts";
import type { PaymentId } from "#domain/identity.ts";
import { toCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { reverseWholePayment } from "../payments/reverse.ts";
import { takePayment } from "../payments/take.ts";
import { audit } from "../record.ts";

export type DisputeReport = {
  readonly disputeId: string;
  readonly key: string;
  readonly amountCents: Cents;
  readonly reason: string;
  readonly state: DisputeState;
  readonly evidenceBy: Day | null;
  readonly at: Instant;
};

/** Takes in what the processor says of a dispute; events may come twice and in any order. */
export function takeDispute(cx: Work, db: WritableDb, report: DisputeReport): void {
  const attempt = findAttempt(db, report.key);
  const known = findDispute(db, report.disputeId);
  if (!known) {
    openDispute(cx, db, report, attempt);
    return;
  }
  // A decision stands; an older report of the opening that comes after it changes nothing.
  if (known.state !== "opened" || report.state === "opened") return;
  if (report.state === "won") giveBack(cx, db, known.id, report, attempt);
  else close(cx, db, known.id, report, null);
}

function openDispute(cx: Work, db: WritableDb, report: DisputeReport, attempt: AttemptRow | undefined): void {
  const { disputeId, amountCents, reason, evidenceBy, at } = report;
  const householdId = attempt?.householdId ?? null;
  const id = insertDispute(db, {
    disputeId,
    key: attempt?.key ?? null,
    householdId,
    invoiceId: attempt?.invoiceId ?? null,
    amountCents,
    reason,
    state: "opened",
    evidenceByOn: evidenceBy,
    openedAt: at,
  });
  audit(cx, db, "dispute.opened", `dispute/${id}`, { after: { disputeId, amountCents, reason, householdId } });
  if (householdId !== null)
    noteAttention(db, { householdId, kind: "dispute", subject: `dispute/${id}`, reason: "card_disputed", at: cx.now });
  db.touch("disputes", "billing", ...(householdId === null ? [] : [`household/${householdId}`]));
  // Won before anybody here heard of it: the money never went away.
  if (report.state === "won") {
    close(cx, db, id, report, null);
    return;
  }
  if (attempt) takeMoneyOff(cx, db, id, attempt, amountCents, `Disputed: ${reason}`);
  if (report.state === "lost") close(cx, db, id, report, null);
}

/** A charge was booked whose dispute had been reported before its success: events come in any order. */
export function disputeBooked(cx: Work, db: WritableDb, key: string): void {
  const dispute = findDisputeOfCharge(db, key);
  const attempt = findAttempt(db, key);
  if (dispute && attempt) takeMoneyOff(cx, db, dispute.id, attempt, dispute.amountCents, `Disputed: ${dispute.reason}`);
}

/** The processor took the money back: the payment is reversed and its invoices open again. */
function takeMoneyOff(
  cx: Work,
  db: WritableDb,
  disputeRow: number,
  attempt: AttemptRow,
  amountCents: Cents,
  reason: string,
): void {
  if (attempt.paymentId === null) return;
  const payment = findPayment(db, attempt.paymentId);
  if (!payment || payment.reversedOn !== null) return;
  // Part of it was given back, is on its way to the card, or was used by another household: a person puts the rest right, unless the card
  // refuses the refund, which takes the money off then.
  if (payment.refundedCents > 0 || listMovesOfPayment(db, payment.paymentId).some((move) => move.leftCents < move.amountCents)) {
    noteAttention(db, {
      householdId: payment.householdId,
      kind: "dispute_refunded",
      subject: `dispute/${disputeRow}`,
      reason: "disputed_after_refund",
      at: cx.now,
    });
    return;
  }
  reverseWholePayment(cx, db, { paymentId: attempt.paymentId, reason, as: "dispute" });
  const restCents = payment.amountCents - Math.min(amountCents, payment.amountCents);
  // Part of it is not disputed and stays ours.
  const kept = restCents > 0 ? bookAgain(cx, db, attempt, toCents(restCents), "Not disputed") : null;
  if (kept !== null) noteKept(db, disputeRow, kept);
}

function giveBack(cx: Work, db: WritableDb, id: number, report: DisputeReport, attempt: AttemptRow | undefined): void {
  const payment = attempt?.paymentId ? findPayment(db, attempt.paymentId) : undefined;
  const wasTaken = attempt !== undefined && payment !== undefined && payment.reversedOn !== null;
  const returned = wasTaken
    ? bookAgain(cx, db, attempt, toCents(Math.min(report.amountCents, payment.amountCents)), "Dispute won")
    : null;
  close(cx, db, id, report, returned);
}

/** Money that is ours again: on the invoice if that still owes it, else as credit. */
function bookAgain(cx: Work, db: WritableDb, attempt: AttemptRow, amountCents: Cents, note: string): PaymentId | null {
  const { householdId, invoiceId } = attempt;
  if (householdId === null) return null;
  const invoice = invoiceId === null ? undefined : findPayable(db, invoiceId);
  const paysCents = toCents(invoice?.isOpen ? Math.min(invoice.balanceCents, amountCents) : 0);
  return takePayment(cx, db, {
    householdId,
    tender: "card_on_file",
    amountCents,
    tenderedCents: null,
    reference: "",
    choices: invoice && paysCents > 0 ? [{ invoiceId: invoice.invoiceId, cents: paysCents }] : [],
    note,
  }).paymentId;
}

function close(cx: Work, db: WritableDb, id: number, report: DisputeReport, returnedPaymentId: PaymentId | null): void {
  const state = report.state === "won" ? "won" : "lost";
  closeDispute(db, id, { state, at: report.at, returnedPaymentId });
  audit(cx, db, `dispute.${state}`, `dispute/${id}`, { after: { returnedPaymentId } });
  // A dispute that was won frees the household by itself; a lost one is a person's decision.
  if (state === "won") letGoOn(cx, db, id);
  db.touch("disputes", "billing");
}

function letGoOn(cx: Work, db: WritableDb, id: number): void {
  releaseDispute(db, id, cx.actor.staffId, cx.now);
  db.exec(
    "update attention set resolved_at = ? where kind = 'dispute' and subject = ? and resolved_at is null",
    cx.now,
    `dispute/${id}`,
  );
}

/** A person lets charging of the household go on. Refuses `dispute_not_found` and `dispute_still_open`. */
export function releaseDisputeHold(cx: Cx, request: { readonly id: number }): { released: boolean } {
  return act<{ released: boolean }>(cx, (db) => {
    const dispute = findDisputeById(db, request.id);
    if (!dispute) refuse("dispute_not_found", {});
    if (dispute.state === "opened") refuse("dispute_still_open", {});
    if (dispute.releasedAt !== null) return { released: false };
    letGoOn(cx, db, request.id);
    audit(cx, db, "dispute.released", `dispute/${request.id}`, {});
    db.touch("disputes", "billing", ...(dispute.householdId === null ? [] : [`household/${dispute.householdId}`]));
    return { released: true };
  });
}

export type Evidence = {
  readonly kind: "agreement" | "receipt" | "invoice" | "visit_history";
  readonly words: string;
};

export type DisputeView = DisputeListRow & {
  /** What the answer to the bank is made of (BIL-17). */
  readonly evidence: readonly Evidence[];
};

const mostDisputes = 500;

export function listDisputesWithEvidence(cx: Cx): DisputeView[] {
  return look<DisputeView[]>(cx, (db) =>
    listDisputes(db, mostDisputes).map((row) => ({
      ...row,
      evidence: [
        ...db
          .all<{ signedOn: Day; planName: string }>(
            `select a.signed_on as signedOn, n.name as planName from invoice_line l join agreement a on a.membership_id = l.membership_id
               join membership m on m.id = l.membership_id join plan n on n.id = m.plan_id
             where l.invoice_id = ? and a.signed_on is not null group by a.id`,
            row.invoiceId ?? 0,
          )
          .map((signed): Evidence => ({ kind: "agreement", words: `${signed.planName}, signed on ${signed.signedOn}` })),
        ...(row.receiptNumber === null ? [] : [{ kind: "receipt" as const, words: `Receipt ${row.receiptNumber}` }]),
        ...(row.invoiceNumber === null ? [] : [{ kind: "invoice" as const, words: `Invoice ${row.invoiceNumber}` }]),
        ...(row.householdId === null ? [] : [{ kind: "visit_history" as const, words: "Visits and payments of the household" }]),
      ],
    })),
  );
}
