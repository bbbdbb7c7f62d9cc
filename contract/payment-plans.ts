/** Payment plans (INV-6): invoices paid in parts on agreed days. */
import { z } from "zod";
import { largestScanBytes } from "#domain/agreements/scan.ts";
import type { DocumentId, HouseholdId, InvoiceId, PaymentPlanId } from "#domain/identity.ts";
import { planIntervals, planPayments } from "#domain/payment-plans/schedule.ts";
import { cents, command, day, fileOut, id, notNegativeCents, positiveCents, query, requiredText } from "./base.ts";
import { sha256, signature } from "./signature.ts";

const request = {
  invoiceIds: z.array(id<InvoiceId>()).min(1).max(50),
  downCents: notNegativeCents,
  by: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("count"), count: z.int().min(1).max(1000) }),
    z.strictObject({ kind: z.literal("amount"), cents: positiveCents }),
  ]),
  every: z.enum(planIntervals),
  firstOn: day,
  payBy: z.enum(planPayments),
};

/** A file of the scanner; what it is, its content tells. */
const scan = z.strictObject({ base64: z.base64().max(Math.ceil(largestScanBytes / 3) * 4 + 4) });

const part = z.object({ position: z.int(), dueOn: day, cents, throughCents: cents });
const offer = z.object({ householdId: id<HouseholdId>(), totalCents: cents, payBy: z.enum(planPayments), parts: z.array(part) });

export const paymentPlan = z.object({
  planId: id<PaymentPlanId>(),
  householdId: id<HouseholdId>(),
  payerName: z.string(),
  totalCents: cents,
  every: z.enum(planIntervals),
  payBy: z.enum(planPayments),
  signedOn: day.nullable(),
  signedBy: z.string(),
  signMethod: z.enum(["screen", "paper"]).nullable(),
  documentId: id<DocumentId>().nullable(),
  startedOn: day,
  endedOn: day.nullable(),
  endReason: z.string().nullable(),
  paidCents: cents,
  state: z.enum(["kept", "missed", "done", "ended"]),
  parts: z.array(part.extend({ state: z.enum(["paid", "part_paid", "due", "missed"]) })),
  invoices: z.array(z.object({ invoiceId: id<InvoiceId>(), number: z.int(), dueBeforeOn: day, balanceCents: cents })),
  missedCents: cents,
  leftCents: cents,
  nextOn: day.nullable(),
});
export type PaymentPlan = z.infer<typeof paymentPlan>;

const onePlan = z.strictObject({ planId: id<PaymentPlanId>() });
const changed = z.object({ planId: id<PaymentPlanId>() });
const signed = z.object({ planId: id<PaymentPlanId>(), documentId: id<DocumentId>().nullable() });
const payBy = { planId: id<PaymentPlanId>(), payBy: z.enum(planPayments) };
const payByEffect = z.object({
  planId: id<PaymentPlanId>(),
  payBy: z.enum(planPayments),
  signatureEnds: z.boolean(),
  draws: z.array(z.object({ on: day, cents })),
});

export const paymentPlansContract = {
  paymentPlans: {
    preview: query("invoices.view").input(z.strictObject(request)).output(offer),
    agree: command("invoices.edit", request).output(offer.extend({ planId: id<PaymentPlanId>() })),
    /** The plan that an invoice is on; null when it is on none. */
    ofInvoice: query("invoices.view")
      .input(z.strictObject({ invoiceId: id<InvoiceId>() }))
      .output(z.object({ plan: paymentPlan.nullable() })),
    list: query("invoices.view").input(z.strictObject({ running: z.boolean() })).output(z.array(paymentPlan)),
    end: command("invoices.edit", { planId: id<PaymentPlanId>(), reason: requiredText(200) }).output(changed),
    /** What it would draw when it were paid so. */
    previewPayBy: query("invoices.view").input(z.strictObject(payBy)).output(payByEffect),
    /** Drawn from the card on file, or paid at the desk; the same command takes it back. */
    changePayBy: command("invoices.edit", payBy).output(payByEffect),
    /** What somebody reads before they sign. */
    words: query("invoices.view")
      .input(onePlan)
      .output(z.object({ sentences: z.array(z.string()), fingerprint: z.string() })),
    sign: command("invoices.edit", {
      planId: id<PaymentPlanId>(),
      signer: requiredText(120),
      signature,
      /** Of the words that were shown: others are refused. */
      fingerprint: sha256,
    }).output(signed),
    /** The printed schedule was signed with a pen. */
    signedOnPaper: command("invoices.edit", {
      planId: id<PaymentPlanId>(),
      signer: requiredText(120),
      signedOn: day,
      scan: scan.nullable(),
    }).output(signed),
    attachScan: command("invoices.edit", { planId: id<PaymentPlanId>(), scan }).output(signed),
    /** The schedule with a line to sign on. */
    pdf: query("invoices.view").input(onePlan).output(fileOut),
  },
};
