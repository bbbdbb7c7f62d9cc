/** Refunds of dues, checks to write, and the early exit after a lapse, over the contract. */
import { asId, type PatientId } from "#domain/identity.ts";
import { roleMay } from "#domain/staff/permissions.ts";
import { listMovedCredit, moveCredit, previewMoveCredit, undoMoveCredit } from "#services/households/move-credit.ts";
import { askForExit, viewExit } from "#services/memberships/ask-early-exit.ts";
import { listRefundChecks, writeRefundCheck } from "#services/refunds/refund-checks.ts";
import { viewPaymentGrounds } from "#services/refunds/payment-grounds.ts";
import { readRefundReceipt } from "#services/refunds/refund-receipt.ts";
import { refundCredit } from "#services/refunds/refund-credit.ts";
import { previewPaymentRefund } from "#services/refunds/refund-payment.ts";
import { previewRefund, type RefundInput } from "#services/refunds/refund-dues.ts";
import { refundDuesNow, refundPaymentNow } from "#services/refunds/to-card/refund-now.ts";
import { listRefundsToCardOf, listRefundsToWatch } from "#services/refunds/to-card/refunds-view.ts";
import { clearUnplacedRefund, resolveRefundByHand } from "#services/refunds/to-card/resolve-by-hand.ts";
import { viewRefundable } from "#services/refunds/refundable.ts";
import { os } from "../implementer.ts";
import { deskPaperPdf } from "./print.ts";

type Given = Omit<RefundInput, "cancel"> & {
  readonly cancel: Pick<NonNullable<RefundInput["cancel"]>, "when" | "reasonCode" | "reason"> | null;
};

function refundOf(input: Given): RefundInput {
  return { ...input, cancel: input.cancel && { ...input.cancel, onDate: null } };
}

export const refundHandlers = {
  refunds: {
    start: os.refunds.start.handler(({ context, input }) => viewRefundable(context.cx, input.membershipId)),
    preview: os.refunds.preview.handler(({ context, input }) => previewRefund(context.cx, refundOf(input))),
    make: os.refunds.make.handler(({ context, input }) => refundDuesNow(context.cx, refundOf(input))),
    ofPayment: os.refunds.ofPayment.handler(({ context, input }) => ({
      ...viewPaymentGrounds(context.cx, input.paymentId),
      toCard: listRefundsToCardOf(context.cx, input.paymentId),
    })),
    toCards: os.refunds.toCards.handler(({ context }) => listRefundsToWatch(context.cx)),
    resolveToCard: os.refunds.resolveToCard.handler(({ context, input }) => resolveRefundByHand(context.cx, input)),
    clearToCard: os.refunds.clearToCard.handler(({ context, input }) => clearUnplacedRefund(context.cx, input)),
    previewPayment: os.refunds.previewPayment.handler(({ context, input }) => previewPaymentRefund(context.cx, input)),
    payment: os.refunds.payment.handler(({ context, input }) => refundPaymentNow(context.cx, input)),
    credit: os.refunds.credit.handler(({ context, input }) => refundCredit(context.cx, input)),
    receiptPdf: os.refunds.receiptPdf.handler(({ context, input, signal }) =>
      deskPaperPdf(context.office, readRefundReceipt(context.cx, input.paymentId), signal),
    ),
    checks: os.refunds.checks.handler(({ context }) =>
      listRefundChecks(context.cx).map((check) => ({
        ...check,
        patientId: check.patientId === null ? null : asId<PatientId>(check.patientId),
      })),
    ),
    writeCheck: os.refunds.writeCheck.handler(({ context, input }) => writeRefundCheck(context.cx, input)),
  },
  credits: {
    previewMove: os.credits.previewMove.handler(({ context, input }) => previewMoveCredit(context.cx, input)),
    move: os.credits.move.handler(({ context, input }) => moveCredit(context.cx, input)),
    undoMove: os.credits.undoMove.handler(({ context, input }) => undoMoveCredit(context.cx, input)),
    moves: os.credits.moves.handler(({ context, input }) => listMovedCredit(context.cx, input.householdId)),
  },
  earlyExit: {
    view: os.earlyExit.view.handler(({ context, input }) => viewExit(context.cx, input)),
    ask: os.earlyExit.ask.handler(({ context, input }) =>
      askForExit(context.cx, { ...input, mayWaiveFees: roleMay(context.person.role, "fees.waive") }),
    ),
  },
};
