/** What the days of the old plan take off the invoice of a move (MEM-9, MEM-10): a line for each period they were billed in. */
import type { MembershipRow } from "#db/memberships/records.ts";
import type { PeriodRow } from "#db/memberships/period-cuts.ts";
import { daysBetween, type Day } from "#domain/calendar.ts";
import { rangeText } from "#domain/day-text.ts";
import type { NewLine } from "#domain/invoices/lines.ts";
import { addCents, toCents, type Cents } from "#domain/money.ts";

/** A period, and what its days that give way are worth. */
export type Worth = { readonly period: PeriodRow; readonly unused: Cents };

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
  membership: Pick<MembershipRow, "id" | "patient_id">,
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
