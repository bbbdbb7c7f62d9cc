/**
 * When an unpaid invoice is reminded of by itself (INV-5): 3 days before its due day, on it, and 7, 14
 * and 30 days after. A step counts only if it lies after the invoice's own day, because whoever has
 * just been handed a bill is not reminded of it, and not before reminders were switched on, because
 * old debts are not all written to at once.
 */
import { addDays, daysBetween, type Day } from "../calendar.ts";

/** Days from the due day. */
export const reminderSteps = [-3, 0, 7, 14, 30] as const;
export type ReminderStep = (typeof reminderSteps)[number];

/** Reminders lie at least this many days apart (INV-5). */
export const daysBetweenReminders = 3;

export type InvoiceDays = { readonly invoicedOn: Day; readonly dueOn: Day };

/** The latest step whose day has come; earlier ones that were missed are not made up for. Null when there is none. */
export function stepDue(
  { invoicedOn, dueOn }: InvoiceDays,
  switchedOnOn: Day,
  today: Day,
): { readonly step: ReminderStep; readonly on: Day } | null {
  const past = daysBetween(dueOn, today);
  const step = reminderSteps.findLast((days) => days <= past);
  if (step === undefined) return null;
  const on = addDays(dueOn, step);
  return on > invoicedOn && on >= switchedOnOn ? { step, on } : null;
}

/** Days of which the file may not know what was written: those between a backup and the day it was restored. */
export type LostDays = { readonly after: Day; readonly through: Day };

export function mayHaveBeenWritten(on: Day, lost: readonly LostDays[]): boolean {
  return lost.some(({ after, through }) => on > after && on <= through);
}

/** The first day on which the next reminder may be written; null when it may be today. */
export function nextReminderOn(lastOn: Day | null, today: Day): Day | null {
  if (lastOn === null) return null;
  const next = addDays(lastOn, daysBetweenReminders);
  return next > today ? next : null;
}

/** Before the due day is over a letter says when it is due, afterwards that it was. */
export function reminderKind(dueOn: Day, today: Day): "invoice_due_soon" | "invoice_reminder" {
  return dueOn >= today ? "invoice_due_soon" : "invoice_reminder";
}
