/** An invoice that was written and is not paid at once (DOC-12): off unless a practice wants it, since most are paid at the desk. */
import type { WritableDb } from "#db/database.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import { messageEvent } from "#domain/dunning/message-event.ts";
import type { Work } from "../context.ts";
import { queueNotice } from "../dunning/queue-notice.ts";
import { guardTelling } from "./guard-telling.ts";
import { waitMs } from "./tell.ts";

/** Whatever is paid by the time it would go out is not written about. */
export function tellOfInvoice(cx: Work, db: WritableDb, householdId: HouseholdId, invoiceId: InvoiceId): void {
  guardTelling(cx, db, householdId, () => {
    queueNotice(cx, db, { householdId, invoiceId, event: messageEvent("invoice_issued", [invoiceId]), kind: "invoice_issued", dueOn: cx.today, waitMs });
  });
}
