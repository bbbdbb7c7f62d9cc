/** Refunds of dues, checks to write, and the early exit after a lapse, over the contract. */
import { asId, type PatientId } from "#domain/identity.ts";
import { roleMay } from "#domain/staff/permissions.ts";
import { askForExit, viewExit } from "#services/memberships/ask-early-exit.ts";
import { listRefundChecks, writeRefundCheck } from "#services/refunds/refund-checks.ts";
import { previewRefund, refundDues, type RefundInput } from "#services/refunds/refund-dues.ts";
import { viewRefundable } from "#services/refunds/refundable.ts";
import { os } from "../implementer.ts";

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
    make: os.refunds.make.handler(({ context, input }) => refundDues(context.cx, refundOf(input))),
    checks: os.refunds.checks.handler(({ context }) =>
      listRefundChecks(context.cx).map((check) => ({
        ...check,
        patientId: check.patientId === null ? null : asId<PatientId>(check.patientId),
      })),
    ),
    writeCheck: os.refunds.writeCheck.handler(({ context, input }) => writeRefundCheck(context.cx, input)),
  },
  earlyExit: {
    view: os.earlyExit.view.handler(({ context, input }) => viewExit(context.cx, input)),
    ask: os.earlyExit.ask.handler(({ context, input }) =>
      askForExit(context.cx, { ...input, mayWaiveFees: roleMay(context.person.role, "fees.waive") }),
    ),
  },
};
