/**
 * What a change of memberships does, read from what it wrote (MEM-21): money today with its lines, what
 * comes back, and the next draws. The preview and the act answer with the same words from the same rows.
 */
import {
  listBenefitsOn,
  listInvoicesSince,
  listLinesMade,
  readGivenBack,
  readSettled,
  type BenefitLeft,
} from "#db/memberships/change-effect.ts";
import { findChange } from "#db/memberships/change-log.ts";
import { readMarks, type Marks } from "#db/memberships/change-trace.ts";
import { listUsableCoupons } from "#db/coupons/held-coupons.ts";
import { findEnrolPatient } from "#db/memberships/enrolment-facts.ts";
import { findMembership, findPeriodCents, listPeriods, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { explain } from "#domain/billing/explain.ts";
import type { Day } from "#domain/calendar.ts";
import type { InvoiceId, MembershipId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { nextCut } from "#domain/memberships/billed-days.ts";
import { nextDraws } from "#domain/memberships/draw-schedule.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import type { Work } from "../../context.ts";
import { makeHouseholdPeriods } from "../../billing/make-periods.ts";
import { factsAhead } from "../../plan-upkeep/changes-ahead.ts";
import type { DrawPreview } from "../change-plan.ts";
import { drawCursor } from "../draw-cursor.ts";
import { foreseeDraws, type Foreseen } from "../foresee-draws.ts";
import { quoteLine, type QuoteLine } from "../quote-enrolment.ts";
import type { Recorded } from "../undo/record-change.ts";

export type ChangeEffect = {
  readonly changeId: number;
  readonly sentence: string;
  readonly effectiveOn: Day;
  readonly membershipIds: MembershipId[];
  /** Everybody whose draws this moves. */
  readonly names: string[];
  readonly today: { readonly cents: Cents; readonly lines: QuoteLine[] };
  readonly invoiceIds: InvoiceId[];
  readonly creditUsedCents: Cents;
  readonly creditCents: Cents;
  readonly offInvoicesCents: Cents;
  readonly refundedCents: Cents;
  readonly nextDraws: DrawPreview[];
};

/** Does the change and says what it did. */
export function withEffect<T extends Recorded>(db: WritableDb, work: () => T): { readonly answer: T; readonly effect: ChangeEffect; readonly from: Marks } {
  const from = readMarks(db);
  const answer = work();
  return { answer, effect: effectOf(db, answer.changeId, from), from };
}

function effectOf(db: ReadableDb, changeId: number, from: Marks): ChangeEffect {
  const change = findChange(db, changeId);
  invariant(change, "a change that was made is there");
  const lines = listLinesMade(db, from).map(({ patientName, description, netCents, taxCents, facts }) => ({
    patientName,
    description,
    cents: addCents(netCents, taxCents),
    explain: explain(facts, netCents),
  }));
  const memberships = change.membershipIds.map((id) => requireRow(db, id));
  return {
    changeId,
    sentence: change.sentence,
    effectiveOn: change.effectiveOn,
    membershipIds: [...change.membershipIds],
    names: memberships.map(({ patient_id: id }) => findEnrolPatient(db, id)?.name ?? ""),
    today: { cents: addCents(zeroCents, ...lines.map(({ cents }) => cents)), lines },
    invoiceIds: listInvoicesSince(db, from),
    ...readSettled(db, from),
    nextDraws: nextDrawsOf(db, memberships, drawsShown),
  };
}

/** As many as any preview shows (MEM-21). */
const drawsShown = 3;

function requireRow(db: ReadableDb, id: MembershipId): MembershipRow {
  const membership = findMembership(db, id);
  invariant(membership, "a change belongs to memberships that are there");
  return membership;
}

/** The next draws of several memberships of one household, merged by their days. */
export function nextDrawsOf(db: ReadableDb, memberships: readonly MembershipRow[], count: number): DrawPreview[] {
  const [first] = memberships;
  if (!first) return [];
  const shown = memberships.map((membership) => foreseen(db, membership, count));
  const firstOn = shown.flatMap(({ draws }) => draws.map(({ chargeOn }) => chargeOn)).toSorted()[0];
  if (firstOn === undefined) return [];
  const names = new Map(memberships.map(({ patient_id: id }) => [id, findEnrolPatient(db, id)?.name ?? ""]));
  return foreseeDraws(db, {
    householdId: first.household_id,
    shown,
    joining: [],
    coupons: listUsableCoupons(db, first.household_id, firstOn),
    days: count,
  }).map(({ on, cents, lines }) => ({
    on,
    cents,
    lines: lines.map((line) => quoteLine(line, line.patientId === null ? "" : (names.get(line.patientId) ?? ""))),
  }));
}

/** Dues of one membership that may fall on one day, beyond the first. */
const sameDayAtMost = 3;

/** A membership's draws after the cut that waits, if one does: the days from it on are drawn anew. */
function foreseen(db: ReadableDb, membership: MembershipRow, count: number): Foreseen {
  const facts = loadDrawFacts(db, membership.id);
  const billed = listPeriods(db, membership.id);
  const cutOn = nextCut(facts, billed)?.on ?? null;
  const kept = billed
    .filter((period) => cutOn === null || period.from < cutOn)
    .map((period) => ({ ...period, to: cutOn !== null && cutOn < period.to ? cutOn : period.to }));
  const { billedThroughOn } = drawCursor(facts, membership.start_on, kept);
  // With the age-outs and new prices that come by themselves, as the run will find them.
  const ahead = factsAhead(db, { ...membership, billed_through_on: billedThroughOn }, facts);
  // A day may hold more than one: a stub and the first full period.
  const draws = nextDraws(ahead, billedThroughOn, count + sameDayAtMost);
  const overlaps = draws[0]?.facts?.kind === "less_overlap";
  return {
    membershipId: membership.id,
    patientId: membership.patient_id,
    startOn: membership.start_on,
    draws,
    openingPaidCents: overlaps && draws[0] ? findPeriodCents(db, membership.id, draws[0].from) : null,
  };
}

export type Later = {
  /** What the days it cuts on its own day give back then. */
  readonly givenBackCents: Cents;
  /** The benefits on the day it takes effect. */
  readonly benefits: BenefitLeft[];
};

/** Goes on to the day of the change, as the run will: only for a preview, which is taken back. */
export function lookAhead(cx: Work, db: WritableDb, { effectiveOn, membershipIds }: ChangeEffect): Later {
  const memberships = membershipIds.map((id) => requireRow(db, id));
  const [first] = memberships;
  const from = readMarks(db);
  const on = effectiveOn > cx.today ? effectiveOn : cx.today;
  if (first && on > cx.today) makeHouseholdPeriods({ ...cx, today: on }, db, first.household_id);
  return {
    givenBackCents: readGivenBack(db, from, memberships.map(({ patient_id: id }) => id)),
    benefits: memberships.flatMap(({ id }) => listBenefitsOn(db, id, on)),
  };
}
