/**
 * The next draws under facts that are not entered yet (MEM-21): the changed facts go through the same
 * generator that bills them.
 */
import type { ReadableDb } from "#db/database.ts";
import { listPeriods, type MembershipRow } from "#db/memberships/records.ts";
import { findEnrolPatient } from "#db/memberships/enrolment-facts.ts";
import type { Day } from "#domain/calendar.ts";
import type { Cents } from "#domain/money.ts";
import { nextCut } from "#domain/memberships/billed-days.ts";
import type { DrawFacts } from "#domain/memberships/draw-facts.ts";
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

/** The next draws of one membership under given facts, at most `count`. */
export function previewDraws(
  db: ReadableDb,
  membership: MembershipRow,
  facts: DrawFacts,
  count: number,
): DrawPreview[] {
  const patient = findEnrolPatient(db, membership.patient_id);
  const billed = listPeriods(db, membership.id);
  const cutOn = nextCut(facts, billed)?.on ?? null;
  const kept = billed
    .filter((period) => cutOn === null || period.from < cutOn)
    .map((period) => ({ ...period, to: cutOn !== null && cutOn < period.to ? cutOn : period.to }));
  const { billedThroughOn } = drawCursor(facts, membership.start_on, kept);
  return foreseeOwnDraws(db, membership, facts, billedThroughOn, count).map(({ on, cents, lines }) => ({
    on,
    cents,
    lines: lines.map((line) => quoteLine(line, patient?.name ?? "")),
  }));
}
