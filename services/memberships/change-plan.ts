/**
 * What a hold or a cancellation will do, worked out before it is done (MEM-21): the changed facts
 * go through the same generator that bills them.
 */
import type { ReadableDb } from "#db/database.ts";
import { listPeriods, type MembershipRow } from "#db/memberships/records.ts";
import { findEnrolPatient } from "#db/memberships/enrolment-facts.ts";
import { daysBetween, type Day } from "#domain/calendar.ts";
import { priceLine } from "#domain/invoices/lines.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { nextCut } from "#domain/memberships/billed-days.ts";
import type { DrawFacts } from "#domain/memberships/draw-facts.ts";
import { unusedCents } from "#domain/memberships/unused-days.ts";
import { drawCursor } from "./draw-cursor.ts";
import { foreseeOwnDraws } from "./foresee-draws.ts";
import { quoteLine, type QuoteLine } from "./quote-enrolment.ts";

export type DrawPreview = { readonly on: Day; readonly cents: Cents; readonly lines: QuoteLine[] };

export type ChangePreview = {
  readonly sentence: string;
  readonly todayCents: Cents;
  readonly creditCents: Cents;
  readonly nextDraws: DrawPreview[];
};

/**
 * The next draws of one membership under given facts, at most `count`. `asBegun` are the same facts with
 * what a hold that begins today will have put aside, so that nothing has to be predicted that is known.
 */
export function previewDraws(
  db: ReadableDb,
  membership: MembershipRow,
  facts: DrawFacts,
  count: number,
  asBegun: DrawFacts = facts,
): DrawPreview[] {
  const patient = findEnrolPatient(db, membership.patient_id);
  const billed = listPeriods(db, membership.id);
  const cutOn = nextCut(facts, billed)?.on ?? null;
  const kept = billed
    .filter((period) => cutOn === null || period.from < cutOn)
    .map((period) => ({ ...period, to: cutOn !== null && cutOn < period.to ? cutOn : period.to }));
  const { billedThroughOn } = drawCursor(asBegun, membership.start_on, kept);
  return foreseeOwnDraws(db, membership, asBegun, billedThroughOn, count).map(({ on, cents, lines }) => ({
    on,
    cents,
    lines: lines.map((line) => quoteLine(line, patient?.name ?? "")),
  }));
}

/**
 * What the days that a pause freezes will give back, as credit or off the invoice: of what is billed,
 * and of what will still be drawn before it begins.
 */
export function pauseCredit(db: ReadableDb, membership: MembershipRow, facts: DrawFacts, from: Day): Cents {
  const billed = listPeriods(db, membership.id).filter((row) => row.to > from);
  const ahead = foreseeOwnDraws(db, membership, facts, membership.billed_through_on, drawsUntil(membership, from))
    .filter(({ on }) => on < from)
    .flatMap(({ lines }) => lines)
    .flatMap((line) =>
      line.fromOn !== null && line.toOn !== null && line.toOn > from
        ? [{ from: line.fromOn, to: line.toOn, amountCents: priceLine(line).netCents }]
        : [],
    );
  return [...billed, ...ahead].reduce<Cents>((sum, period) => addCents(sum, unusedCents(period, from)), zeroCents);
}

/** Enough draws to look at to reach a day: no period is shorter than four weeks. */
function drawsUntil(membership: MembershipRow, day: Day): number {
  const { billed_through_on: billedThrough } = membership;
  return billedThrough < day ? Math.min(2 + Math.ceil(daysBetween(billedThrough, day) / 28), mostDrawsAhead) : 1;
}

/** Ten years of months. */
const mostDrawsAhead = 120;
