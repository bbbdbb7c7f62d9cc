/** What reminders are about (INV-5): unpaid invoices, what stands against writing, and what waits in vain. */
import { dayInZone, type Day, type Instant } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, NoticeId } from "#domain/identity.ts";
import type { LostDays } from "#domain/reminders/reminder-steps.ts";
import { asId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";

export type RemindableInvoice = {
  readonly invoiceId: InvoiceId;
  readonly householdId: HouseholdId;
  readonly invoicedOn: Day;
  readonly dueOn: Day;
  readonly lastRemindedOn: Day | null;
};

const isOwed = "i.balance_cents > 0 and i.voided_on is null and i.issued_at is not null";
/** Who disputes a charge with their bank is not written to until somebody has looked at it. */
const isDisputed = "exists (select 1 from dispute d where d.household_id = i.household_id and d.released_at is null)";
const isDeceased = `exists (select 1 from household h join patient p on p.id = h.payer_patient_id
  where h.id = i.household_id and p.status = 'deceased')`;

/** A payment plan that is drawn has letters of its own (INV-6). */
const isDrawn = `exists (select 1 from payment_plan_invoice x join payment_plan p on p.id = x.plan_id
  where x.invoice_id = i.id and x.in_force = 1 and p.pay_by = 'card')`;

const columns = `i.id as invoiceId, i.household_id as householdId, i.invoiced_on as invoicedOn, i.due_on as dueOn,
  i.last_reminded_on as lastRemindedOn`;

/**
 * Unpaid invoices due between two days that have not been reminded of as of their last step. Dues have
 * letters of their own (BIL-11), and so has whatever stands in a past-due case.
 */
export function listInvoicesToRemind(db: ReadableDb, dueFrom: Day, dueThrough: Day): RemindableInvoice[] {
  return db.all<RemindableInvoice>(
    `select ${columns} from invoice i indexed by invoice_open
     where i.due_on between ? and ? and ${isOwed} and i.kind <> 'draw' and not ${isDisputed} and not ${isDeceased}
       and not exists (select 1 from dunning_case c where c.invoice_id = i.id and c.closed_at is null)
       and not ${isDrawn}
       and not exists (select 1 from notice n where n.event = 'invoice/' || i.id || '/due/' || i.due_on || '/30'
         and n.kind in ('invoice_reminder', 'invoice_due_soon'))
     order by i.due_on, i.id`,
    dueFrom,
    dueThrough,
  );
}

/** What can be reminded of: undefined for what is paid, void, a draft, or not there. */
export function findRemindable(db: ReadableDb, invoiceId: InvoiceId): RemindableInvoice | undefined {
  return db.get<RemindableInvoice>(`select ${columns} from invoice i where i.id = ? and ${isOwed}`, invoiceId);
}

export function isInDispute(db: ReadableDb, householdId: HouseholdId): boolean {
  return db.get("select 1 from dispute where household_id = ? and released_at is null", householdId) !== undefined;
}

/** Whether a reminder that waits is still wanted: something is owed, and nobody disputes a charge. */
export function isReminderNeeded(db: ReadableDb, invoiceId: InvoiceId): boolean {
  return (
    db.get(`select 1 from invoice i where i.id = ? and ${isOwed} and not ${isDisputed}`, invoiceId) !== undefined
  );
}

export type WaitingReminder = { readonly noticeId: NoticeId; readonly invoiceId: InvoiceId };

export function listWaitingReminders(db: ReadableDb): WaitingReminder[] {
  return db.all<WaitingReminder>(
    `select n.id as noticeId, n.invoice_id as invoiceId from notice n
     where n.state = 'queued' and n.kind in ('invoice_reminder', 'invoice_due_soon') and n.invoice_id is not null order by n.id`,
  );
}

/** Whether a step has been decided, whatever came of it. */
export function isStepDecided(db: ReadableDb, event: string): boolean {
  return (
    db.get("select 1 from notice where event = ? and kind in ('invoice_reminder', 'invoice_due_soon')", event) !== undefined
  );
}

/** The earlier letters of an invoice that still wait when a later one comes due. */
export function listWaitingOf(db: ReadableDb, invoiceId: InvoiceId): NoticeId[] {
  return db
    .all<{ id: number }>(
      `select id from notice where invoice_id = ? and state = 'queued' and kind in ('invoice_reminder', 'invoice_due_soon')`,
      invoiceId,
    )
    .map(({ id }) => asId<NoticeId>(id));
}

/** The day reminders were switched on; null while they are off. */
export function remindersFrom(db: ReadableDb): Day | null {
  return db.get<{ day: Day | null }>("select reminders_from as day from practice where id = 1")?.day ?? null;
}

/** Between the last run a restored file knows and the day it was restored, letters may have gone out (BIL-20). */
export function listLostDays(db: ReadableDb): LostDays[] {
  return db
    .all<{ after: Day; sinceAt: Instant; timeZone: string }>(
      `select r.today_on as after, s.since_at as sinceAt, p.time_zone as timeZone from billing_stop s
       join billing_run r on r.id = s.after_run_id join practice p on p.id = 1
       where s.reason in ('restored', 'other_computer')`,
    )
    .map(({ after, sinceAt, timeZone }) => ({ after, through: dayInZone(sinceAt, timeZone) }));
}
