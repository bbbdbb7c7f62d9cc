/**
 * Reminders that are written by themselves (INV-5), off until a practice switches them on. Once a day
 * the run looks at what is unpaid and writes the latest step whose day has come, once for each step of
 * an invoice; days on which the computer was off are not made up for, and a step that may have been
 * written before a backup was restored is not written again.
 */
import { hasRunOn, isBillingStopped } from "#db/billing-runs.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { cancelWaiting } from "#db/dunning/notices.ts";
import {
  findRemindable,
  isReminderNeeded,
  isStepDecided,
  listInvoicesToRemind,
  listLostDays,
  listWaitingOf,
  listWaitingReminders,
  remindersFrom,
  type RemindableInvoice,
} from "#db/reminders/due.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { InvoiceId, NoticeId } from "#domain/identity.ts";
import {
  mayHaveBeenWritten,
  nextReminderOn,
  reminderKind,
  reminderSteps,
  stepDue,
  type LostDays,
} from "#domain/reminders/reminder-steps.ts";
import type { Cx, Work } from "../context.ts";
import { settledReason } from "../dunning/settle-case.ts";
import { guardHousehold } from "../dunning/guard-household.ts";
import { queueNotice, skipNotice } from "../dunning/queue-notice.ts";

export type ReminderTally = { readonly queued: number; readonly skipped: number };

/** At most this many invoices share a transaction, so that the desk never waits long. */
const invoicesPerSlice = 25;

/** Takes letters off the list that are not wanted any more, then writes what is due today. */
export function* reminderSlices(cx: Cx): Generator<void, ReminderTally> {
  const tally = { queued: 0, skipped: 0 };
  const { from, waiting, isDone } = cx.db.read((db) => ({
    from: remindersFrom(db),
    waiting: listWaitingReminders(db),
    isDone: isBillingStopped(db) || hasRunOn(db, cx.today),
  }));
  for (const slice of slicesOf(waiting)) {
    cx.db.write((db): void => {
      for (const { noticeId, invoiceId } of slice) {
        if (!isReminderNeeded(db, invoiceId)) cancel(cx, db, noticeId, settledReason);
      }
    });
    yield;
  }
  if (from === null || isDone) return tally;
  const { invoices, lost } = cx.db.read((db) => ({ invoices: invoicesToRemind(db, from, cx.today), lost: listLostDays(db) }));
  for (const slice of slicesOf(invoices)) {
    cx.db.write((db): void => {
      for (const invoice of slice) {
        const done = guardHousehold(cx, db, invoice.householdId, () => remind(cx, db, invoice.invoiceId, from, lost), "reminder");
        if (done === "queued") tally.queued += 1;
        if (done === "skipped") tally.skipped += 1;
      }
    });
    yield;
  }
  return tally;
}

/** From those whose last step is of the day reminders were switched on to those whose first is today. */
function invoicesToRemind(db: ReadableDb, from: Day, today: Day): RemindableInvoice[] {
  const last = reminderSteps.at(-1) ?? 0;
  return listInvoicesToRemind(db, addDays(from, -last), addDays(today, -reminderSteps[0]));
}

function remind(
  cx: Work,
  db: WritableDb,
  invoiceId: InvoiceId,
  from: Day,
  lost: readonly LostDays[],
): "queued" | "skipped" | "nothing" {
  // Between the slices the desk works: what was owed a moment ago may be paid.
  const invoice = findRemindable(db, invoiceId);
  const due = invoice && stepDue(invoice, from, cx.today);
  if (!invoice || !due) return "nothing";
  // With another due day, as after a part of a payment plan, the steps begin anew.
  const event = `invoice/${invoiceId}/due/${invoice.dueOn}/${due.step}`;
  if (isStepDecided(db, event)) return "nothing";
  const letter = {
    householdId: invoice.householdId,
    invoiceId,
    event,
    kind: reminderKind(invoice.dueOn, cx.today),
    dueOn: cx.today,
    day: due.step,
  };
  const reason = mayHaveBeenWritten(due.on, lost)
    ? "may_be_written_before_restore"
    : nextReminderOn(invoice.lastRemindedOn, cx.today) !== null
      ? "reminded_just_before"
      : null;
  if (reason !== null) {
    skipNotice(cx, db, letter, reason);
    return "skipped";
  }
  for (const noticeId of listWaitingOf(db, invoiceId)) cancel(cx, db, noticeId, "A later letter was due");
  db.touch("invoices", `invoice/${invoiceId}`);
  return queueNotice(cx, db, letter) === null ? "nothing" : "queued";
}

function cancel(cx: Work, db: WritableDb, noticeId: NoticeId, reason: string): void {
  cancelWaiting(db, { noticeId }, reason, cx.now);
  db.touch("notices", "invoices");
}

function slicesOf<T>(rows: readonly T[]): T[][] {
  const slices: T[][] = [];
  for (let at = 0; at < rows.length; at += invoicesPerSlice) slices.push(rows.slice(at, at + invoicesPerSlice));
  return slices;
}
