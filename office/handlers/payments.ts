/** Taking money, taking it back, and the list of payments, over the contract. */
import type { HouseholdId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { AllocationChoice } from "#domain/payments/allocate.ts";
import { exportPaymentsCsv, listPayments, totalsOfPayments } from "#services/payments/list.ts";
import { moveMoney, previewMove, viewSplit } from "#services/payments/move-money.ts";
import { previewReturn, returnCheck, usualReturnFee } from "#services/payments/return-check.ts";
import { reverseAtDesk } from "#services/payments/reverse.ts";
import { previewSplit, takeSplit, type SplitToTake } from "#services/payments/take-split.ts";
import type { TenderInput } from "#contract/tenders.ts";
import { csvFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import { receiptPdf } from "./print.ts";

type PaymentInput = {
  readonly householdId: HouseholdId;
  readonly tender: TenderInput;
  readonly allocations: readonly AllocationChoice[] | null;
  readonly note: string;
  readonly more: readonly TenderInput[];
  readonly knowsOfCharge?: boolean;
  readonly shownToCreditCents?: Cents | null;
};

function paymentOf({ tender, allocations, ...rest }: PaymentInput): SplitToTake {
  return { ...rest, ...tender, choices: allocations };
}

export const paymentHandlers = {
  payments: {
    preview: os.payments.preview.handler(({ context, input }) => {
      const { applied, ...plan } = previewSplit(context.cx, paymentOf(input));
      return { applied: [...applied], ...plan };
    }),
    take: os.payments.take.handler(({ context, input }) => takeSplit(context.cx, paymentOf(input))),
    reverse: os.payments.reverse.handler(({ context, input }) => reverseAtDesk(context.cx, input)),
    split: os.payments.split.handler(({ context, input }) => viewSplit(context.cx, input.paymentId)),
    previewMove: os.payments.previewMove.handler(({ context, input }) => previewMove(context.cx, input)),
    move: os.payments.move.handler(({ context, input }) => moveMoney(context.cx, input)),
    usualReturnFee: os.payments.usualReturnFee.handler(({ context }) => ({ feeCents: usualReturnFee(context.cx) })),
    previewReturn: os.payments.previewReturn.handler(({ context, input }) => previewReturn(context.cx, input)),
    returnCheck: os.payments.returnCheck.handler(({ context, input }) => returnCheck(context.cx, input)),
    list: os.payments.list.handler(({ context, input }) => listPayments(context.cx, input)),
    totals: os.payments.totals.handler(({ context, input }) => totalsOfPayments(context.cx, input.filter)),
    receiptPdf: os.payments.receiptPdf.handler(({ context, input, signal }) =>
      receiptPdf(context.office, context.cx, input.paymentId, signal),
    ),
    exportCsv: os.payments.exportCsv.handler(({ context, input }) =>
      csvFileOut(`payments-${context.cx.today}.csv`, exportPaymentsCsv(context.cx, input.filter)),
    ),
  },
};
