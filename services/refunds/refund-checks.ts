/** Refund checks (MEM-19): what the office still has to write, and the check that was written. */
import { findCheckToWrite, listChecksToWrite, markWritten, type CheckToWrite } from "#db/refunds.ts";
import type { RefundId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit, book } from "../record.ts";

const mostShown = 200;

export function listRefundChecks(cx: Cx): CheckToWrite[] {
  return look<CheckToWrite[]>(cx, (db) => listChecksToWrite(db, mostShown));
}

/** Refuses `refund_check_not_there` for one that is written already. */
export function writeRefundCheck(cx: Cx, input: { readonly refundId: RefundId; readonly checkNumber: string }): { refundId: RefundId } {
  return act<{ refundId: RefundId }>(cx, (db) => {
    const { refundId } = input;
    const check = findCheckToWrite(db, refundId);
    if (!check) refuse("refund_check_not_there", {});
    const checkNumber = input.checkNumber.trim();
    book(cx, db, {
      kind: "refund_written",
      householdId: check.householdId,
      memo: `Refund check ${checkNumber}`,
      postings: [
        { account: "refunds_payable", amountCents: check.amountCents, householdId: null },
        { account: "bank", amountCents: toCents(-check.amountCents), householdId: null },
      ],
    });
    markWritten(db, refundId, cx.today, checkNumber);
    audit(cx, db, "refund.written", `refund/${refundId}`, { after: { checkNumber, amountCents: check.amountCents } });
    db.touch("payments", "billing", `household/${check.householdId}`);
    return { refundId };
  });
}
