/** What the desk does about an unpaid invoice besides taking money (BIL-13, BIL-18): waive, ask for a card; `reminders/remind.ts` reminds. */
import { findOpenAmount, findOpenCase } from "#db/dunning/cases.ts";
import { findLastAbout } from "#db/dunning/notices.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { listDrawnPartsOfInvoice } from "#db/payment-plans/drawn-parts.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, NoticeId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { writeOffInvoice } from "../invoices/write-off.ts";
import { writeOffPart } from "../payment-plans/write-off-part.ts";
import { audit } from "../record.ts";
import { queueNotice } from "./queue-notice.ts";
import { settleCases } from "./settle-case.ts";

/** A household is asked for a card again after this many days. */
export const daysBetweenCardRequests = 7;

export type Waiver = { readonly invoiceId: InvoiceId; readonly expectedCents: Cents; readonly reason: string };

/** Gives up what is open on an invoice. Refuses `nothing_to_waive` and `amount_changed_meanwhile`. */
export function waiveInvoice(cx: Cx, waiver: Waiver): { waivedCents: Cents } {
  return act<{ waivedCents: Cents }>(cx, (db) => {
    const { invoiceId, expectedCents, reason } = waiver;
    // Of a payment plan that is drawn only the part that is owed is given up, as the call list shows it (INV-6).
    const part = listDrawnPartsOfInvoice(db, invoiceId).find(({ dueOn }) => dueOn <= cx.today);
    const openCents = part?.restCents ?? findOpenAmount(db, invoiceId)?.balanceCents ?? refuse("nothing_to_waive", {});
    if (openCents !== expectedCents) refuse("amount_changed_meanwhile", { shownCents: expectedCents, nowCents: openCents });
    if (part) writeOffPart(cx, db, part, `Waived: ${reason}`);
    else writeOffInvoice(cx, db, { invoiceId, amountCents: openCents, reason: `Waived: ${reason}` });
    settleCases(cx, db, householdOf(db, invoiceId));
    return { waivedCents: openCents };
  });
}

/** A letter that asks for a card. Refuses `nothing_to_waive` when it is paid, and `card_already_asked` within a week. */
export function askForCard(cx: Cx, invoiceId: InvoiceId): { noticeId: NoticeId } {
  return act<{ noticeId: NoticeId }>(cx, (db) => {
    const last = lastWritten(db, invoiceId, "card_request");
    if (last !== null && last > addDays(cx.today, -daysBetweenCardRequests))
      refuse("card_already_asked", { onDay: last });
    return write(cx, db, invoiceId, "card_request");
  });
}

function lastWritten(db: ReadableDb, invoiceId: InvoiceId, kind: "card_request"): Day | null {
  return findLastAbout(db, invoiceId, kind)?.dueOn ?? null;
}

function write(
  cx: Cx,
  db: WritableDb,
  invoiceId: InvoiceId,
  kind: "card_request",
): { noticeId: NoticeId } {
  if (findOpenAmount(db, invoiceId) === undefined) refuse("nothing_to_waive", {});
  const householdId = householdOf(db, invoiceId);
  const open = findOpenCase(db, householdId);
  const noticeId = queueNotice(cx, db, {
    householdId,
    invoiceId,
    // With its case the letter knows why it is written, and is taken off the list when the case ends.
    caseId: open?.invoiceId === invoiceId ? open.id : null,
    event: `invoice/${invoiceId}/${cx.today}`,
    kind,
    dueOn: cx.today,
  });
  if (noticeId === null) refuse("notice_not_waiting", {});
  audit(cx, db, "notice.asked", `household/${householdId}`, { after: { noticeId, kind, invoiceId } });
  return { noticeId };
}

function householdOf(db: ReadableDb, invoiceId: InvoiceId): HouseholdId {
  const row = db.get<{ id: HouseholdId }>("select household_id as id from invoice where id = ?", invoiceId);
  return row?.id ?? refuse("invoice_not_found", {});
}
