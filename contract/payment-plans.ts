/** Payment plans (INV-6): invoices paid in parts on agreed days. */
import { z } from "zod";
import type { HouseholdId, InvoiceId, PaymentPlanId } from "#domain/identity.ts";
import { planIntervals } from "#domain/payment-plans/schedule.ts";
import { cents, command, day, fileOut, id, notNegativeCents, positiveCents, query, requiredText } from "./base.ts";

const request = {
  invoiceIds: z.array(id<InvoiceId>()).min(1).max(50),
  downCents: notNegativeCents,
  by: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("count"), count: z.int().min(1).max(1000) }),
    z.strictObject({ kind: z.literal("amount"), cents: positiveCents }),
  ]),
  every: z.enum(planIntervals),
  firstOn: day,
};

const part = z.object({ position: z.int(), dueOn: day, cents, throughCents: cents });
const offer = z.object({ householdId: id<HouseholdId>(), totalCents: cents, parts: z.array(part) });

export const paymentPlan = z.object({
  planId: id<PaymentPlanId>(),
  householdId: id<HouseholdId>(),
  payerName: z.string(),
  totalCents: cents,
  every: z.enum(planIntervals),
  signedOn: day.nullable(),
  signedBy: z.string(),
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
    /** The printed schedule was signed on paper. */
    sign: command("invoices.edit", { planId: id<PaymentPlanId>(), signer: requiredText(120) }).output(changed),
    /** The schedule with a line to sign on. */
    pdf: query("invoices.view").input(onePlan).output(fileOut),
  },
};
