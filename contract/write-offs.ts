/** Giving up what is owed (INV-10): one invoice, or small balances together; always a person with the permission. */
import { z } from "zod";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import { cents, command, day, id, positiveCents, query, requiredText } from "./base.ts";

const one = { invoiceId: id<InvoiceId>(), cents: positiveCents, reason: requiredText(200) };
const written = z.object({ invoiceId: id<InvoiceId>(), balanceAfterCents: cents, owedAfterCents: cents });
const ask = { atMostCents: positiveCents, dueBy: day };

export const smallBalance = z.object({
  invoiceId: id<InvoiceId>(),
  number: z.int(),
  householdId: id<HouseholdId>(),
  payerName: z.string(),
  invoicedOn: day,
  dueOn: day,
  totalCents: cents,
  balanceCents: cents,
});
export type SmallBalance = z.infer<typeof smallBalance>;

export const writeOffsContract = {
  writeOffs: {
    preview: query("writeoffs.approve").input(z.strictObject(one)).output(written),
    make: command("writeoffs.approve", one).output(written),
    /** Invoices of households that owe at most so much in all, due by a day. */
    small: query("writeoffs.approve")
      .input(z.strictObject(ask))
      .output(z.object({ rows: z.array(smallBalance), more: z.boolean() })),
    makeSmall: command("writeoffs.approve", {
      ...ask,
      invoiceIds: z.array(id<InvoiceId>()).min(1).max(100),
      reason: requiredText(200),
    }).output(z.object({ writtenOff: z.int(), cents, left: z.int() })),
  },
};
