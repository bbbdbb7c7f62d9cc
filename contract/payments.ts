/** Taking money at the desk: oldest due first, the rest becomes household credit (INV-7, INV-8). */
import { z } from "zod";
import type { HouseholdId, InvoiceId, PatientId, PaymentId } from "#domain/identity.ts";
import { tenders } from "#domain/ledger/accounts.ts";
import { cents, command, day, fileOut, id, instant, pageInput, pageOf, positiveCents, query, requiredText, text } from "./base.ts";
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
  reversedOn: day.nullable(),
  takenBy: z.string(),
});
export type PaymentRow = z.infer<typeof paymentRow>;

export const paymentFilter = z.strictObject({
  householdId: id<HouseholdId>().nullable().default(null),
  from: day.nullable().default(null),
  to: day.nullable().default(null),
  tenders: z.array(z.enum(tenders)).max(10).default([]),
  text: text(120).default(""),
});

export const paymentsContract = {
  payments: {
    preview: query("payments.view").input(z.strictObject(payment)).output(paymentPreview),
    take: command("payments.take", {
      ...payment,
      /** The desk was warned that a card charge of the same invoice may yet succeed (BIL-8). */
      knowsOfCharge: z.boolean().default(false),
    }).output(
      z.object({
        paymentId: id<PaymentId>(),
        receiptNumber: z.int(),
        changeCents: cents,
        toCreditCents: cents,
        balanceAfterCents: cents,
      }),
    ),
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
      .output(z.object({ count: z.int(), sumCents: z.int() })),
    receiptPdf: query("payments.view")
      .input(z.strictObject({ paymentId: id<PaymentId>() }))
      .output(fileOut),
    exportCsv: query("export.all", { audit: "view" })
      .input(z.strictObject({ filter: paymentFilter }))
      .output(fileOut),
  },
};
