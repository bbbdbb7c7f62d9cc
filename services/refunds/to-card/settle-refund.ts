/**
 * Settles a refund to a card (BIL-8, BIL-9, INV-9): the second commit. Whatever the processor answers,
 * reports late or twice comes through here; card clearing moves only when it said yes, once, and what it
 * paid out is never lost, whatever the books had made of the refund before.
 */
import { noteAttention } from "#db/billing-runs.ts";
import { insertBillingStop } from "#db/billing-stops.ts";
import type { WritableDb } from "#db/database.ts";
import {
  listCarried,
  markRefundEnded,
  markRefundWaiting,
  setPaidBy,
  type RefundAttemptRow,
  type RefundBookedAs,
} from "#db/refund-attempts.ts";
import { isLive, nextProbeAt, type AttemptState } from "#domain/charging/attempt.ts";
import { settleStep, type Answer, type SettleStep } from "#domain/charging/settle-step.ts";
import type { EntryId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { Cx, Work } from "../../context.ts";
import { disputeBooked } from "../../charging/disputes.ts";
import { shutOut } from "../../charging/settle-charge.ts";
import type { ListedRefund, NotAccepted, RefundOutcome, Unknown } from "../../gateways/cards.ts";
import { reverseEntry } from "../../ledger/reverse-entry.ts";
import { audit, book } from "../../record.ts";
import { refundSubject, requireAttempt } from "./claim-refund.ts";
import { standOnSomething } from "./stand-on.ts";
import { takeBackRefund } from "./take-back-refund.ts";

export type RefundSettled = {
  readonly state: AttemptState;
  /** The processor never heard of it and the key is young: send the same request again. */
  readonly resend: boolean;
};

type Told = RefundOutcome | Unknown | NotAccepted | { readonly state: "unknown"; readonly reason: string } | { readonly state: "absent" };

/** Takes in the answer to a request. `isFirstSend`: it answers the very first request with this key. */
export function settleRefund(cx: Cx, key: string, told: Told, { isFirstSend }: { readonly isFirstSend: boolean }): RefundSettled {
  return cx.db.write((db): RefundSettled => settleRefundAttempt(cx, db, key, told, isFirstSend));
}

/** Takes in what a look-up found. A refund that is not the one we sent proves nothing about ours. */
export function settleListedRefund(cx: Cx, key: string, found: ListedRefund | { readonly state: "absent" } | Unknown): RefundSettled {
  return cx.db.write((db): RefundSettled => settleRefundAttempt(cx, db, key, toldBy(db, key, found), false));
}

export function toldBy(db: WritableDb, key: string, found: ListedRefund | { readonly state: "absent" } | Unknown): Told {
  if ("state" in found) return found;
  const { amountCents } = requireAttempt(db, key);
  return found.key === key && found.amountCents === amountCents ? found.outcome : { state: "unknown", reason: "nonsense" };
}

/** The same inside the caller's transaction. */
export function settleRefundAttempt(cx: Work, db: WritableDb, key: string, told: Told, isFirstSend: boolean): RefundSettled {
  const attempt = requireAttempt(db, key);
  const { state, sentAt, resolution } = attempt;
  if (state === "succeeded") return { state: told.state === "declined" ? sendBack(cx, db, attempt, told.code) : state, resend: false };
  // It had gone through and came back: reports from before that say nothing new.
  if (state === "declined" && attempt.failure === "came_back") return { state, resend: false };
  const facts = { state, sentAt, resolution: resolution === null ? null : resolution === "refunded" ? ("charged" as const) : ("not_charged" as const) };
  const answer: Answer = told.state === "declined" ? { ...told, kind: "hard" } : told;
  const step = settleStep(facts, answer, cx.now, isFirstSend);
  return { state: takeStep(cx, db, attempt, step), resend: step.do === "resend" };
}

function takeStep(cx: Work, db: WritableDb, attempt: RefundAttemptRow, step: SettleStep): AttemptState {
  switch (step.do) {
    case "book":
      succeed(cx, db, attempt, step.processorId);
      return "succeeded";
    case "decline":
      if (!isLive(attempt.state)) return attempt.state;
      refuseIt(cx, db, attempt, { state: "declined", declineCode: step.code, failure: null, processorId: step.processorId });
      return "declined";
    case "fail":
      failRefund(cx, db, attempt, step.failure);
      return "failed";
    case "wait":
      wait(cx, db, attempt, step);
      return step.state;
    case "revive":
      raise(cx, db, attempt, "refund_late", "refund_pending_after_failed");
      return attempt.state;
    case "alarm":
    case "resend":
    case "nothing":
      return attempt.state;
  }
}

/** Nothing was executed, and nothing will be. */
export function failRefund(cx: Work, db: WritableDb, attempt: RefundAttemptRow, failure: string): void {
  refuseIt(cx, db, attempt, { state: "failed", declineCode: null, failure, processorId: null });
  // Another copy of this practice is the one that charges; this one must not go on (BIL-20).
  if (failure === "old_epoch" && insertBillingStop(db, { reason: "other_computer", sinceAt: cx.now, detail: shutOut })) {
    audit(cx, db, "billing.stopped", "practice/1", { after: { reason: "other_computer", detail: shutOut } });
    db.touch("status");
  }
}

/** The processor paid it out: the money that was set aside leaves card clearing. */
function succeed(cx: Work, db: WritableDb, attempt: RefundAttemptRow, processorId: string): void {
  const { key, state } = attempt;
  const isLate = !isLive(state);
  const carried = listCarried(db, key);
  const isWritten = carried.some(({ writtenOn }) => writtenOn !== null);
  const entryId = leaveClearing(cx, db, attempt);
  let bookedAs: RefundBookedAs = "sent";
  if (carried.length > 0 && !isWritten) {
    if (isLate) setPaidBy(db, key, "tender");
  } else {
    bookedAs = isWritten ? "unplaced" : standOnSomething(cx, db, attempt);
  }
  markRefundEnded(db, key, { state: "succeeded", bookedAs, entryId, processorId, declineCode: null, failure: isLate ? "late" : null, at: cx.now, on: cx.today });
  closeDoubts(cx, db, attempt);
  if (bookedAs === "unplaced") raise(cx, db, attempt, "refund_unplaced", "refund_unplaced");
  else if (isLate) raise(cx, db, attempt, "refund_late", "refund_went_through_after_all");
  audit(cx, db, "refund.succeeded", refundSubject(key), { before: { state }, after: { bookedAs, amountCents: attempt.amountCents } });
  touch(db, attempt);
}

/** Refunds payable against card clearing: what the processor keeps of the next payout. */
export function leaveClearing(cx: Work, db: WritableDb, { householdId, paymentId, amountCents, reason }: RefundAttemptRow): EntryId {
  return book(cx, db, {
    kind: "refund_sent",
    householdId,
    paymentId,
    memo: `Refund to the card: ${reason}`,
    postings: [
      { account: "refunds_payable", amountCents, householdId: null },
      { account: "card_clearing", amountCents: toCents(-amountCents), householdId: null },
    ],
  });
}

type Refused = Pick<RefundAttemptRow, "declineCode" | "failure" | "processorId"> & { readonly state: "declined" | "failed" };

function refuseIt(cx: Work, db: WritableDb, attempt: RefundAttemptRow, refused: Refused): void {
  const { key, state, chargeKey } = attempt;
  const bookedAs = takeBackRefund(cx, db, attempt);
  markRefundEnded(db, key, { ...refused, bookedAs, entryId: null, at: cx.now, on: cx.today });
  closeDoubts(cx, db, attempt);
  raise(cx, db, attempt, "refund_refused", bookedAs === "check" ? "refund_refused_check" : "refund_refused");
  audit(cx, db, "refund.refused", refundSubject(key), { before: { state }, after: { ...refused, bookedAs } });
  // A dispute that came while it was on its way could not take the money off yet (BIL-17).
  if (chargeKey !== null && bookedAs === "taken_back") disputeBooked(cx, db, chargeKey);
  touch(db, attempt);
}

/** It had gone through, and the card's bank sent it back: the money is ours again, and owed. */
function sendBack(cx: Work, db: WritableDb, attempt: RefundAttemptRow, code: string): AttemptState {
  const { key, bookedAs, entryId } = attempt;
  if (bookedAs !== "sent" || entryId === null) return attempt.state;
  reverseEntry(cx, db, entryId, { kind: "refund_sent", memo: "The card’s bank sent the refund back" });
  setPaidBy(db, key, "check");
  markRefundEnded(db, key, { state: "declined", bookedAs: "check", entryId: null, processorId: null, declineCode: code, failure: "came_back", at: cx.now, on: cx.today });
  raise(cx, db, attempt, "refund_refused", "refund_refused_check");
  audit(cx, db, "refund.came_back", refundSubject(key), { after: { code } });
  touch(db, attempt);
  return "declined";
}

function wait(cx: Work, db: WritableDb, attempt: RefundAttemptRow, step: SettleStep & { readonly do: "wait" }): void {
  const { key, state, sentAt } = attempt;
  const { processorId, doubt } = step;
  markRefundWaiting(db, key, { state: step.state, processorId, doubt, probeAt: nextProbeAt(sentAt, cx.now) });
  if (step.state === state && doubt === attempt.doubt) return;
  if (step.state === "unknown") raise(cx, db, attempt, "refund_unknown", "refund_unknown");
  audit(cx, db, step.state === "unknown" ? "refund.unknown" : "refund.pending", refundSubject(key), { before: { state }, after: { doubt } });
  touch(db, attempt);
}

/** Puts the refund before a person, once a kind. */
export function raise(cx: Work, db: WritableDb, { key, householdId }: RefundAttemptRow, kind: string, reason: string): void {
  if (householdId === null) return;
  noteAttention(db, { householdId, kind, subject: refundSubject(key), reason, at: cx.now });
  db.touch("billing");
}

/** The outcome is known: nobody needs to look at it any more. */
function closeDoubts(cx: Work, db: WritableDb, { key }: RefundAttemptRow): void {
  db.exec(
    "update attention set resolved_at = ? where kind = 'refund_unknown' and subject = ? and resolved_at is null",
    cx.now,
    refundSubject(key),
  );
}

export function touch(db: WritableDb, { householdId }: RefundAttemptRow): void {
  db.touch("refunds", "payments", "billing", ...(householdId === null ? [] : [`household/${householdId}`]));
}
