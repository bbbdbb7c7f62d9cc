/**
 * Settles a charge (BIL-8, BIL-9): the second commit. Whatever the processor answers, reports late,
 * twice or out of order comes through here, and the same answer a second time changes nothing.
 */
import { noteAttention } from "#db/billing-runs.ts";
import { insertBillingStop } from "#db/billing-stops.ts";
import {
  findAttempt,
  findLiveAttempt,
  markDeclined,
  markFailed,
  markSucceeded,
  markSucceededUnbooked,
  markWaiting,
  noteProcessorId,
  type AttemptRow,
} from "#db/charging/attempts.ts";
import type { WritableDb } from "#db/database.ts";
import { nextProbeAt, type AttemptState } from "#domain/charging/attempt.ts";
import { declineFor } from "#domain/dunning/declines.ts";
import { settleStep, type Answer, type SettleStep } from "#domain/charging/settle-step.ts";
import { invariant } from "#domain/invariant.ts";
import type { Cx, Work } from "../context.ts";
import { noteChargeDeclined } from "../dunning/charge-events.ts";
import type { ListedCharge, NotAccepted, Unknown, ChargeOutcome } from "../gateways/cards.ts";
import { tellOfDraw } from "../messages/draw-receipt.ts";
import { audit } from "../record.ts";
import { bookCharge, chargeSubject } from "./book-charge.ts";
import { disputeBooked } from "./disputes.ts";

export type Settled = {
  readonly state: AttemptState;
  /** The processor never heard of it and the key is young: send the same request again (BIL-8). */
  readonly resend: boolean;
};

/** Takes in the answer to a request. `isFirstSend`: it answers the very first request with this key. */
export function settleCharge(
  cx: Cx,
  key: string,
  answer: ChargeOutcome | Unknown | NotAccepted,
  { isFirstSend }: { readonly isFirstSend: boolean },
): Settled {
  return cx.db.write((db): Settled => settleAttempt(cx, db, key, answer, isFirstSend));
}

/** Takes in what a look-up found. A charge that is not the one we sent proves nothing about ours. */
export function settleListed(
  cx: Cx,
  key: string,
  found: ListedCharge | { readonly state: "absent" } | Unknown,
): Settled {
  return cx.db.write((db): Settled => settleAttempt(cx, db, key, answerOf(db, key, found), false));
}

/** The same inside the caller's transaction. */
export function settleAttempt(cx: Work, db: WritableDb, key: string, answer: Answer, isFirstSend: boolean): Settled {
  const attempt = findAttempt(db, key);
  invariant(attempt, "an answer belongs to an attempt of this file");
  const step = settleStep(attempt, answer, cx.now, isFirstSend);
  return { state: takeStep(cx, db, attempt, step, answer), resend: step.do === "resend" };
}

export function answerOf(
  db: WritableDb,
  key: string,
  found: ListedCharge | { readonly state: "absent" } | Unknown,
): Answer {
  if ("state" in found) return found;
  const attempt = findAttempt(db, key);
  if (found.key !== key || found.amountCents !== attempt?.amountCents) return { state: "unknown", reason: "nonsense" };
  return found.outcome;
}

function takeStep(cx: Work, db: WritableDb, attempt: AttemptRow, step: SettleStep, answer: Answer): AttemptState {
  const { key } = attempt;
  switch (step.do) {
    case "book":
      succeed(cx, db, attempt, step);
      return "succeeded";
    case "decline":
      decline(cx, db, attempt, step);
      return "declined";
    case "fail":
      failAttempt(cx, db, attempt, step.failure);
      return "failed";
    case "wait":
      wait(cx, db, attempt, step);
      return step.state;
    case "revive":
      return revive(cx, db, attempt, step.processorId);
    case "alarm":
      raise(cx, db, attempt, "charge_contradiction", step.reason);
      return attempt.state;
    case "resend":
      return attempt.state;
    case "nothing":
      if (answer.state === "succeeded") noteProcessorId(db, key, answer.processorId);
      return attempt.state;
  }
}

function succeed(cx: Work, db: WritableDb, attempt: AttemptRow, step: SettleStep & { readonly do: "book" }): void {
  const { key, householdId, invoiceId, planPartId, cardId, amountCents } = attempt;
  if (householdId === null) {
    markSucceededUnbooked(db, key, { processorId: step.processorId, at: cx.now });
    audit(cx, db, "charge.succeeded", chargeSubject(key), { before: { state: attempt.state }, after: { paymentId: null } });
    touch(db, attempt);
    return;
  }
  const booked = bookCharge(cx, db, { key, householdId, invoiceId, planPartId, cardId, amountCents });
  markSucceeded(db, key, { processorId: step.processorId, paymentId: booked.paymentId, at: cx.now, isLate: step.late });
  tellOfDraw(cx, db, { householdId, invoiceId, paymentId: booked.paymentId, attemptOn: attempt.attemptOn });
  closeDoubts(cx, db, attempt);
  disputeBooked(cx, db, key);
  if (step.late) raise(cx, db, attempt, "charge_late", `charge_succeeded_after_${attempt.state}`);
  audit(cx, db, "charge.succeeded", chargeSubject(key), {
    before: { state: attempt.state },
    after: { paymentId: booked.paymentId, amountCents, toCreditCents: booked.toCreditCents },
  });
  touch(db, attempt);
}

function decline(cx: Work, db: WritableDb, attempt: AttemptRow, step: SettleStep & { readonly do: "decline" }): void {
  const { key, invoiceId, origin } = attempt;
  // A code that says never again counts as that, whatever the processor calls it (BIL-10).
  const kind = declineFor(step.code).kind === "hard" ? "hard" : step.kind;
  markDeclined(db, key, { kind, code: step.code, processorId: step.processorId, at: cx.now });
  closeDoubts(cx, db, attempt);
  audit(cx, db, "charge.declined", chargeSubject(key), {
    before: { state: attempt.state },
    after: { kind, code: step.code },
  });
  if (invoiceId !== null)
    noteChargeDeclined(cx, db, {
      invoiceId,
      attemptId: key,
      declinedOn: cx.today,
      automatic: origin !== "staff",
    });
  touch(db, attempt);
}

/** Why billing is stopped in a file whose place a newer copy has taken. */
export const shutOut = "old epoch";

/** Nothing was executed and nothing will be. */
export function failAttempt(cx: Work, db: WritableDb, attempt: AttemptRow, failure: string): void {
  markFailed(db, attempt.key, failure, cx.now);
  closeDoubts(cx, db, attempt);
  audit(cx, db, "charge.failed", chargeSubject(attempt.key), {
    before: { state: attempt.state },
    after: { failure },
  });
  // A newer copy of this file is charging somewhere: this one must not go on (BIL-20).
  if (failure === "old_epoch" && insertBillingStop(db, { reason: "other_computer", sinceAt: cx.now, detail: shutOut })) {
    audit(cx, db, "billing.stopped", "practice/1", { after: { reason: "other_computer", detail: shutOut } });
    db.touch("status");
  }
  if (failure === "invalid_request" || failure === "no_such_card") raise(cx, db, attempt, "charge_refused", `charge_${failure}`);
  touch(db, attempt);
}

function wait(cx: Work, db: WritableDb, attempt: AttemptRow, step: SettleStep & { readonly do: "wait" }): void {
  const { key, state, sentAt } = attempt;
  const { processorId, doubt } = step;
  markWaiting(db, key, { state: step.state, processorId, doubt, probeAt: nextProbeAt(sentAt, cx.now) });
  if (step.state === state && doubt === attempt.doubt) return;
  if (step.state === "unknown") raise(cx, db, attempt, "charge_unknown", "charge_unknown");
  audit(cx, db, step.state === "unknown" ? "charge.unknown" : "charge.pending", chargeSubject(key), {
    before: { state },
    after: { doubt },
  });
  touch(db, attempt);
}

/** The processor works on a charge that was given up; it is live again, unless another one took its place. */
function revive(cx: Work, db: WritableDb, attempt: AttemptRow, processorId: string): AttemptState {
  const other = attempt.invoiceId === null ? undefined : findLiveAttempt(db, attempt.invoiceId);
  raise(cx, db, attempt, "charge_late", "charge_pending_after_failed");
  if (other) return attempt.state;
  wait(cx, db, attempt, { do: "wait", state: "pending", processorId, doubt: null });
  return "pending";
}

/** Puts the charge before a person, once a kind. */
function raise(cx: Work, db: WritableDb, attempt: AttemptRow, kind: string, reason: string): void {
  if (attempt.householdId === null) return;
  noteAttention(db, {
    householdId: attempt.householdId,
    kind,
    subject: chargeSubject(attempt.key),
    reason,
    at: cx.now,
  });
  db.touch("billing");
}

/** The outcome is known: nobody needs to look at it any more. */
function closeDoubts(cx: Work, db: WritableDb, attempt: AttemptRow): void {
  db.exec(
    "update attention set resolved_at = ? where kind = 'charge_unknown' and subject = ? and resolved_at is null",
    cx.now,
    chargeSubject(attempt.key),
  );
}

function touch(db: WritableDb, { invoiceId, householdId }: AttemptRow): void {
  db.touch("charges", "billing");
  if (invoiceId !== null) db.touch(`invoice/${invoiceId}`, "invoices");
  if (householdId !== null) db.touch(`household/${householdId}`);
}
