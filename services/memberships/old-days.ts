/** What the days of the old plan take off the invoice of a move (MEM-9, MEM-10): a line for each period they were billed in. */
import type { WritableDb } from "#db/database.ts";
import type { MembershipRow } from "#db/memberships/records.ts";
import type { PeriodRow } from "#db/memberships/period-cuts.ts";
import { daysBetween, type Day } from "#domain/calendar.ts";
import { rangeText } from "#domain/day-text.ts";
import type { NewLine } from "#domain/invoices/lines.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { creditUnusedDues } from "../invoices/credit-dues.ts";
import type { UnusedPeriod } from "./worth-of-days.ts";

type Member = Pick<MembershipRow, "id" | "patient_id" | "household_id">;

/** A period, and what its days that give way are worth, without tax. */
export type Worth = { readonly period: PeriodRow; readonly unused: Cents };

/**
 * What of the old days comes back beside the invoice, before it is issued, so that it pays part of it:
 * the tax on them, which the new days may not carry, and what a fee has paid for.
 */
export function giveBackBeside(cx: Work, db: WritableDb, membership: Member, old: readonly UnusedPeriod[]): Cents {
  let back: Cents = zeroCents;
  for (const { unusedCents, taxCents, invoiceId, account } of old) {
    const cents = account === "deferred_dues" ? taxCents : addCents(unusedCents, taxCents);
    if (cents === 0) continue;
    creditUnusedDues(cx, db, {
      householdId: membership.household_id,
      patientId: membership.patient_id,
      invoiceId,
      cents,
      taxCents,
      effectiveOn: cx.today,
      memo: "Unused days before a move to another plan",
      account,
    });
    back = addCents(back, cents);
  }
  return back;
}

/** What of the old days stands on lines of dues: it comes off the new invoice. */
export function worthOfDues(old: readonly UnusedPeriod[]): Worth[] {
  return old
    .filter(({ account }) => account === "deferred_dues")
    .map(({ period, unusedCents }) => ({ period, unused: unusedCents }));
}

/** What comes off a sum, period by period, and what is left over of each. */
export function takeOff(worth: readonly Worth[], sumCents: Cents): { off: Worth[]; left: Worth[] } {
  let room = sumCents;
  const off: Worth[] = [];
  const left: Worth[] = [];
  for (const { period, unused } of worth) {
    const cents = toCents(Math.min(unused, room));
    room = addCents(room, -cents);
    if (cents > 0) off.push({ period, unused: cents });
    if (unused > cents) left.push({ period, unused: addCents(unused, -cents) });
  }
  return { off, left };
}

/**
 * The line of one period. A year from the start of its term takes back days that were used, too: what
 * was billed for them counts (MEM-10), so that nobody is told they were unused.
 */
export function unusedLine(
  membership: Member,
  { period, unused }: Worth,
  from: Day,
  today: Day,
): NewLine {
  const days = { from: from > period.from ? from : period.from, to: period.to };
  const counts = from < today;
  return {
    kind: "discount",
    patientId: membership.patient_id,
    membershipId: membership.id,
    planVersionId: null,
    description: `${counts ? "Billed already in this term" : "Unused days of the old plan"}, ${rangeText(days)}`,
    serviceOn: days.from,
    fromOn: null,
    toOn: null,
    quantity: 1,
    unitCents: toCents(-unused),
    taxRatePpm: 0,
    facts: counts
      ? { kind: "billed_in_term", periodCents: period.amountCents, fromOn: days.from, toOn: days.to }
      : {
          kind: "unused_days",
          periodCents: period.amountCents,
          fromOn: days.from,
          toOn: days.to,
          unusedDays: daysBetween(days.from, days.to),
          periodDays: daysBetween(period.from, period.to),
        },
  };
}
