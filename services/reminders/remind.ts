/**
 * Reminders by hand (INV-5), for one invoice or for many: at least three days after the last one,
 * whoever wrote it. They wait with the other letters under Letters to print.
 */
import type { WritableDb } from "#db/database.ts";
import { findOpenCase } from "#db/dunning/cases.ts";
import { findNotice } from "#db/dunning/notices.ts";
import { findRemindable, isInDispute, type RemindableInvoice } from "#db/reminders/due.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, NoticeId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { refuse } from "#domain/refusal.ts";
import { daysBetweenReminders, nextReminderOn, reminderKind } from "#domain/reminders/reminder-steps.ts";
import { act, type Cx, type Work } from "../context.ts";
import { queueNotice } from "../dunning/queue-notice.ts";
import { everyTrackerRow, requireAtMost, type ChosenInvoices } from "../invoices/list.ts";
import { audit } from "../record.ts";
import { tryOut } from "../try-out.ts";

/** As many letters as one print run holds. */
export const mostReminded = 2_000;

export type Reminded = {
  readonly written: number;
  /** Of these, how many go by e-mail; the others are letters. */
  readonly byEmail: number;
  readonly households: number;
  readonly leftOut: { readonly nothingOwed: number; readonly disputed: number; readonly tooSoon: number };
  /** The first day on which one of those reminded too recently can be reminded again; null when there is none. */
  readonly nextOn: Day | null;
};

/** What writing would do, found by doing it and taking it back. Refuses `invoices_too_many`. */
export function previewReminders(cx: Cx, chosen: ChosenInvoices): Reminded {
  return tryOut<Reminded>(cx.db, (db) => writeReminders(cx, db, chosen));
}

/**
 * Writes a letter for each of the chosen invoices that can be reminded of. Refuses `invoices_too_many`,
 * and when nothing could be written `reminder_too_soon` or `nobody_to_remind`.
 */
export function remindInvoices(cx: Cx, chosen: ChosenInvoices): Reminded {
  return act<Reminded>(cx, (db) => {
    const done = writeReminders(cx, db, chosen);
    if (done.written > 0) return done;
    const { nextOn } = done;
    if (nextOn === null) refuse("nobody_to_remind", {});
    return refuse("reminder_too_soon", { lastOn: addDays(nextOn, -daysBetweenReminders), nextOn });
  });
}

/** One invoice. Refuses `nothing_to_waive`, `reminder_disputed` and `reminder_too_soon`. */
export function remindOfInvoice(cx: Cx, invoiceId: InvoiceId): { noticeId: NoticeId } {
  return act<{ noticeId: NoticeId }>(cx, (db) => {
    const invoice = findRemindable(db, invoiceId) ?? refuse("nothing_to_waive", {});
    if (isInDispute(db, invoice.householdId)) refuse("reminder_disputed", {});
    const nextOn = nextReminderOn(invoice.lastRemindedOn, cx.today);
    if (nextOn !== null) refuse("reminder_too_soon", { lastOn: invoice.lastRemindedOn ?? nextOn, nextOn });
    return { noticeId: writeOne(cx, db, invoice) };
  });
}

function writeReminders(cx: Cx, db: WritableDb, chosen: ChosenInvoices): Reminded {
  requireAtMost(db, chosen, cx.today, mostReminded);
  const leftOut = { nothingOwed: 0, disputed: 0, tooSoon: 0 };
  const households = new Set<HouseholdId>();
  let written = 0;
  let byEmail = 0;
  let firstOn: Day | null = null;
  for (const { invoiceId } of [...everyTrackerRow(db, chosen, cx.today)]) {
    const invoice = findRemindable(db, invoiceId);
    if (invoice === undefined) {
      leftOut.nothingOwed += 1;
      continue;
    }
    if (isInDispute(db, invoice.householdId)) {
      leftOut.disputed += 1;
      continue;
    }
    const nextOn = nextReminderOn(invoice.lastRemindedOn, cx.today);
    if (nextOn !== null) {
      leftOut.tooSoon += 1;
      if (firstOn === null || nextOn < firstOn) firstOn = nextOn;
      continue;
    }
    if (findNotice(db, writeOne(cx, db, invoice))?.channel === "email") byEmail += 1;
    households.add(invoice.householdId);
    written += 1;
  }
  return { written, byEmail, households: households.size, leftOut, nextOn: firstOn };
}

function writeOne(cx: Work, db: WritableDb, { invoiceId, householdId, dueOn }: RemindableInvoice): NoticeId {
  const open = findOpenCase(db, householdId);
  const kind = reminderKind(dueOn, cx.today);
  const noticeId = queueNotice(cx, db, {
    householdId,
    invoiceId,
    // With its case the letter knows why it is written, and is taken off the list when the case ends.
    caseId: open?.invoiceId === invoiceId ? open.id : null,
    event: `invoice/${invoiceId}/${cx.now}`,
    kind,
    dueOn: cx.today,
  });
  invariant(noticeId !== null, "a reminder by hand cannot be switched off, and days lie between two");
  audit(cx, db, "notice.asked", `household/${householdId}`, { after: { noticeId, kind, invoiceId } });
  db.touch("invoices", `invoice/${invoiceId}`);
  return noticeId;
}
