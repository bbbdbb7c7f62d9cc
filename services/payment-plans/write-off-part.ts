/** Gives up what is owed of a part of a payment plan (INV-6): over the plan's invoices, oldest first. */
import type { WritableDb } from "#db/database.ts";
import { listPlanDebts, type DrawnPartRow } from "#db/payment-plans/drawn-parts.ts";
import { spreadPart } from "#domain/payment-plans/due-parts.ts";
import type { Work } from "../context.ts";
import { writeOffInvoice } from "../invoices/write-off.ts";

/** Refuses what `writeOffInvoice` refuses. */
export function writeOffPart(cx: Work, db: WritableDb, part: Pick<DrawnPartRow, "planId" | "restCents">, reason: string): void {
  for (const { invoiceId, cents } of spreadPart(listPlanDebts(db, part.planId), part.restCents))
    writeOffInvoice(cx, db, { invoiceId, amountCents: cents, reason });
}
