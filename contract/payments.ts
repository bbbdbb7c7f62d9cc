/** Taking money at the desk: oldest due first, the rest becomes household credit (INV-7, INV-8). */
import { z } from "zod";
import type { HouseholdId, InvoiceId, PatientId, PaymentId } from "#domain/identity.ts";
import { paymentStates } from "#domain/payments/state-words.ts";
import { tenders } from "#domain/ledger/accounts.ts";
import { cents, command, day, fileOut, id, instant, nothing, notNegativeCents, pageInput, pageOf, positiveCents, query, requiredText, text } from "./base.ts";
import { tenderInput } from "./tenders.ts";

export const allocationChoice = z.strictObject({
  invoiceId: id<InvoiceId>(),
  cents: positiveCents,
});

const payment = {
  householdId: id<HouseholdId>(),
  tender: tenderInput,
  /** Null: oldest due first inside the household (INV-8). */
  allocations: z.array(allocationChoice).max(200).nullable(),
  note: text(500),
  /** Further tenders of the same payment (INV-7). */
  more: z.array(tenderInput).max(5).default([]),
};



export const paymentPlanRow = z.object({
  invoiceId: id<InvoiceId>(),
  number: z.int(),
  dueOn: day,
  balanceCents: cents,
  appliedCents: cents,
});

/** What taking this money will do (MEM-21). */
export const paymentPreview = z.object({
  applied: z.array(paymentPlanRow),
  toCreditCents: cents,
  changeCents: cents,
  balanceAfterCents: cents,
  /** Card charges of these invoices that may yet succeed; taking more needs `knowsOfCharge` (BIL-8). */
  unresolvedCharges: z.array(
    z.object({ invoiceId: id<InvoiceId>(), number: z.int(), amountCents: cents, sentAt: instant }),
  ),
});
export type PaymentPreview = z.infer<typeof paymentPreview>;

export const paymentRow = z.object({
  paymentId: id<PaymentId>(),
  receiptNumber: z.int(),
  receivedOn: day,
  createdAt: instant,
  householdId: id<HouseholdId>(),
  patientId: id<PatientId>().nullable(),
  payerName: z.string(),
  tender: z.enum(tenders),
  reference: z.string(),
  amountCents: cents,
  appliedCents: cents,
  toCreditCents: cents,
  refundedCents: cents,
  reversedOn: day.nullable(),
  state: z.enum(paymentStates),
  takenBy: z.string(),
});
export type PaymentRow = z.infer<typeof paymentRow>;

export const paymentFilter = z.strictObject({
  householdId: id<HouseholdId>().nullable().default(null),
  from: day.nullable().default(null),
  to: day.nullable().default(null),
  tenders: z.array(z.enum(tenders)).max(10).default([]),
  states: z.array(z.enum(paymentStates)).max(6).default([]),
  text: text(120).default(""),
});

const splitRow = z.object({
  invoiceId: id<InvoiceId>(),
  number: z.int(),
  dueOn: day,
  paidByThisCents: cents,
  mostCents: cents,
});
export type SplitRow = z.infer<typeof splitRow>;

const move = { paymentId: id<PaymentId>(), choices: z.array(z.strictObject({ invoiceId: id<InvoiceId>(), cents: notNegativeCents })).max(200) };
const moved = z.object({ paymentId: id<PaymentId>(), rows: z.array(splitRow), unusedCents: cents, balanceAfterCents: cents });

const checkReturn = { paymentId: id<PaymentId>(), feeCents: notNegativeCents, reason: requiredText(200) };
const returnedCheck = z.object({
  paymentId: id<PaymentId>(),
  feeInvoiceId: id<InvoiceId>().nullable(),
  owedAfterCents: cents,
  creditAfterCents: cents,
});

export const paymentsContract = {
  payments: {
    preview: query("payments.view").input(z.strictObject(payment)).output(paymentPreview),
    take: command("payments.take", {
      ...payment,
      /** The desk was warned that a card charge of the same invoice may yet succeed (BIL-8). */
      knowsOfCharge: z.boolean().default(false),
      /** What was shown to become credit; more than that is asked about once more (INV-8). */
      shownToCreditCents: notNegativeCents.nullable().default(null),
    }).output(
      z.object({
        paymentId: id<PaymentId>(),
        receiptNumber: z.int(),
        changeCents: cents,
        toCreditCents: cents,
        balanceAfterCents: cents,
        more: z.array(z.object({ paymentId: id<PaymentId>(), receiptNumber: z.int() })),
      }),
    ),
    /** How a payment stands on the household's invoices, to put it on others (INV-8). */
    split: query("payments.view")
      .input(z.strictObject({ paymentId: id<PaymentId>() }))
      .output(z.object({ paymentId: id<PaymentId>(), receiptNumber: z.int(), amountCents: cents, unusedCents: cents, rows: z.array(splitRow) })),
    previewMove: query("payments.view").input(z.strictObject(move)).output(moved),
    move: command("payments.take", move).output(moved),
    /** A check that came back from the bank (INV-9), with the fee that is usual here. */
    usualReturnFee: query("payments.view").input(nothing).output(z.object({ feeCents: cents })),
    previewReturn: query("payments.view").input(z.strictObject(checkReturn)).output(returnedCheck),
    returnCheck: command("payments.refund", checkReturn).output(returnedCheck),
    /** Takes back a payment entered by mistake on the same day (INV-9). */
    reverse: command("payments.refund", { paymentId: id<PaymentId>(), reason: requiredText(200) }).output(
      z.object({ paymentId: id<PaymentId>() }),
    ),
    list: query("payments.view")
      .input(
        z.strictObject({
          filter: paymentFilter,
          sort: z.enum(["date", "receipt", "amount"]).default("date"),
          descending: z.boolean().default(true),
          ...pageInput,
        }),
      )
      .output(pageOf(paymentRow)),
    totals: query("payments.view")
      .input(z.strictObject({ filter: paymentFilter }))
      .output(z.object({ count: z.int(), sumCents: z.int(), refundedCents: z.int() })),
    receiptPdf: query("payments.view")
      .input(z.strictObject({ paymentId: id<PaymentId>() }))
      .output(fileOut),
    exportCsv: query("export.all", { audit: "view" })
      .input(z.strictObject({ filter: paymentFilter }))
      .output(fileOut),
  },
};
