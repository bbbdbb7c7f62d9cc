/** Gift certificates (PKG-12): sold, listed, printed; redeeming one is a tender of a payment. */
import { z } from "zod";
import type { GiftCertificateId, HouseholdId, InvoiceId, PaymentId } from "#domain/identity.ts";
import { cents, command, day, fileOut, id, pageInput, pageOf, positiveCents, query, text } from "./base.ts";
import { tenderInput } from "./tenders.ts";

const sale = {
  householdId: id<HouseholdId>(),
  amountCents: positiveCents,
  recipient: text(120),
  /** Household credit pays first; the tender pays the rest. */
  tender: tenderInput.omit({ amountCents: true }),
};

const sold = z.object({
  certificateId: id<GiftCertificateId>(),
  number: z.int(),
  code: z.string(),
  invoiceId: id<InvoiceId>(),
  paymentId: id<PaymentId>().nullable(),
  takenCents: cents,
  creditUsedCents: cents,
  changeCents: cents,
});

export const certificateStates = ["active", "used", "cancelled"] as const;

export const giftCertificate = z.object({
  certificateId: id<GiftCertificateId>(),
  number: z.int(),
  code: z.string(),
  householdId: id<HouseholdId>(),
  invoiceId: id<InvoiceId>(),
  invoiceNumber: z.int(),
  buyerName: z.string(),
  recipient: z.string(),
  amountCents: cents,
  leftCents: cents,
  owedCents: cents,
  soldOn: day,
  cancelledOn: day.nullable(),
  state: z.enum(certificateStates),
});
export type GiftCertificate = z.infer<typeof giftCertificate>;

const filter = z.strictObject({ states: z.array(z.enum(certificateStates)).max(3), text: text(120) });
const one = z.strictObject({ certificateId: id<GiftCertificateId>() });

export const giftCertificatesContract = {
  giftCertificates: {
    preview: query("payments.view").input(z.strictObject(sale)).output(sold),
    sell: command("payments.take", sale).output(sold),
    list: query("payments.view").input(z.strictObject({ filter, ...pageInput })).output(pageOf(giftCertificate)),
    totals: query("payments.view")
      .input(z.strictObject({ filter }))
      .output(z.object({ count: z.int(), soldCents: z.int(), leftCents: z.int() })),
    view: query("payments.view")
      .input(one)
      .output(
        giftCertificate.extend({
          moves: z.array(
            z.object({
              kind: z.enum(["redeemed", "returned", "cancelled"]),
              amountCents: z.int(),
              movedOn: day,
              receiptNumber: z.int().nullable(),
              payerName: z.string().nullable(),
            }),
          ),
        }),
      ),
    /** The certificate with its code and what is left of it. */
    pdf: query("payments.view").input(one).output(fileOut),
    exportCsv: query("export.all", { audit: "view" }).input(z.strictObject({ filter })).output(fileOut),
  },
};
