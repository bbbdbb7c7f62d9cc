/** Taking money, taking it back, and the list of payments, over the contract. */
import type { HouseholdId } from "#domain/identity.ts";
import type { AllocationChoice } from "#domain/payments/allocate.ts";
import { exportPaymentsCsv, listPayments, totalsOfPayments } from "#services/payments/list.ts";
import { previewPayment } from "#services/payments/preview.ts";
import { reverseAtDesk } from "#services/payments/reverse.ts";
import { takeAtDesk, type PaymentToTake } from "#services/payments/take.ts";
import type { TenderInput } from "#contract/tenders.ts";
import { csvFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import { receiptPdf } from "./print.ts";

type PaymentInput = {
  readonly householdId: HouseholdId;
  readonly tender: TenderInput;
  readonly allocations: readonly AllocationChoice[] | null;
  readonly note: string;
  readonly knowsOfCharge?: boolean;
};

function paymentOf({ householdId, tender, allocations, note, knowsOfCharge }: PaymentInput): PaymentToTake {
  return { householdId, ...tender, choices: allocations, note, knowsOfCharge };
}

export const paymentHandlers = {
  payments: {
    preview: os.payments.preview.handler(({ context, input }) => {
      const { applied, ...plan } = previewPayment(context.cx, paymentOf(input));
      return { applied: [...applied], ...plan };
    }),
    take: os.payments.take.handler(({ context, input }) => takeAtDesk(context.cx, paymentOf(input))),
    reverse: os.payments.reverse.handler(({ context, input }) => reverseAtDesk(context.cx, input)),
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
