/**
 * What a person ends about refunds to cards: one that nobody could find out about for five days, with what
 * the processor's dashboard shows (BIL-8), and one that went out without anything to stand on.
 */
import type { WritableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { findRefundAttempt, markRefundEnded, noteRefundResolution, type RefundAttemptRow } from "#db/refund-attempts.ts";
import { dayInZone } from "#domain/calendar.ts";
import { isLive, personMayResolveFrom, type AttemptState } from "#domain/charging/attempt.ts";
import { toCents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../../context.ts";
import { audit, book } from "../../record.ts";
import { refundSubject } from "./claim-refund.ts";
import { failRefund, settleRefundAttempt } from "./settle-refund.ts";

export type RefundResolution = {
  readonly key: string;
  readonly outcome: "refunded" | "not_refunded";
  /** What the dashboard shows for it. */
  readonly reference: string;
};

/** Refuses `card_refund_not_found`, `card_refund_ended`, `card_refund_too_young` and `charge_reference_missing`. */
export function resolveRefundByHand(cx: Cx, resolution: RefundResolution): { state: AttemptState } {
  return act<{ state: AttemptState }>(cx, (db) => {
    const { key, outcome } = resolution;
    const reference = resolution.reference.trim();
    const attempt = requireRefund(db, key);
    if (!isLive(attempt.state)) refuse("card_refund_ended", {});
    const from = personMayResolveFrom(attempt.sentAt);
    if (cx.now < from) refuse("card_refund_too_young", { fromOn: dayInZone(from, findPractice(db)?.time_zone ?? "UTC") });
    if (reference === "") refuse("charge_reference_missing", {});
    noteRefundResolution(db, key, { resolution: outcome, reference, by: cx.actor.staffId, at: cx.now });
    audit(cx, db, "refund.resolved", refundSubject(key), { before: { state: attempt.state }, after: { outcome, reference } });
    if (outcome === "not_refunded") {
      failRefund(cx, db, attempt, "by_hand");
      return { state: "failed" };
    }
    const at = cx.now;
    return { state: settleRefundAttempt(cx, db, key, { state: "succeeded", processorId: reference, at }, false).state };
  });
}

/**
 * The patient got money that nothing here stood for, and a person has cleared it up: what the practice does
 * not get back is its loss. Refuses `card_refund_not_found` and `card_refund_ended`.
 */
export function clearUnplacedRefund(cx: Cx, request: { readonly key: string; readonly reason: string }): { cleared: boolean } {
  return act<{ cleared: boolean }>(cx, (db) => {
    const attempt = requireRefund(db, request.key);
    const reason = request.reason.trim();
    if (attempt.bookedAs !== "unplaced") refuse("card_refund_ended", {});
    const entryId = book(cx, db, {
      kind: "written_off",
      householdId: attempt.householdId,
      memo: `Refund to a card that nothing stood for: ${reason}`,
      postings: [
        { account: "write_off", amountCents: attempt.amountCents, householdId: null },
        { account: "refunds_payable", amountCents: toCents(-attempt.amountCents), householdId: null },
      ],
    });
    noteRefundResolution(db, attempt.key, { resolution: "refunded", reference: reason, by: cx.actor.staffId, at: cx.now });
    markRefundEnded(db, attempt.key, {
      state: "succeeded",
      bookedAs: "cleared",
      entryId: null,
      processorId: null,
      declineCode: null,
      failure: attempt.failure,
      at: attempt.settledAt ?? cx.now,
      on: attempt.settledOn ?? cx.today,
    });
    db.exec(
      "update attention set resolved_at = ? where kind = 'refund_unplaced' and subject = ? and resolved_at is null",
      cx.now,
      refundSubject(attempt.key),
    );
    audit(cx, db, "refund.cleared", refundSubject(attempt.key), { after: { reason, entryId } });
    db.touch("refunds", "billing");
    return { cleared: true };
  });
}

function requireRefund(db: WritableDb, key: string): RefundAttemptRow {
  return findRefundAttempt(db, key) ?? refuse("card_refund_not_found", {});
}
