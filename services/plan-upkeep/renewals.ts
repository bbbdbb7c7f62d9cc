/**
 * The terms that come to their end, what happens then, and which letters are out (MEM-18). Who has paid a
 * whole term at once and has no card gets the invoice of the next one on its first day; until it is
 * paid the row stays, as the desk's task (docs/decisions/renewal-invoice.md).
 */
import type { ReadableDb } from "#db/database.ts";
import { loadDrawFacts } from "#db/memberships/records.ts";
import { findUnpaidFrom, listLettersOfEvent, listTermMembers, type LetterState, type TermMember } from "#db/plan-upkeep/renewals.ts";
import { addDays, type Day, type PeriodMonths } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PatientId, PlanId } from "#domain/identity.ts";
import type { DrawFacts } from "#domain/memberships/draw-facts.ts";
import { nextDraws } from "#domain/memberships/draw-schedule.ts";
import { renewalNoticeDays } from "#domain/memberships/renewal.ts";
import type { Cents } from "#domain/money.ts";
import { planOf } from "../billing/known-plans.ts";
import { look, type Cx } from "../context.ts";
import { factsAhead } from "./changes-ahead.ts";
import { renewalEvent } from "./plan-events.ts";
import { termEndOf, type TermEnd } from "./term-end.ts";

export type RenewalWhat = "renews" | "renews_by_hand" | "ends" | "renewed_unpaid";

export type RenewalRow = {
  readonly membershipId: MembershipId;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly planId: PlanId;
  readonly planName: string;
  readonly renewsOn: Day;
  readonly periodMonths: PeriodMonths;
  /** The first dues of the new term. */
  readonly priceCents: Cents;
  readonly what: RenewalWhat;
  readonly invoiceNumber: number | null;
  readonly letters: LetterState[];
  /** One payment covers the whole term: nothing is drawn in between that would show that nobody pays. */
  readonly isPaidUp: boolean;
};

/** Terms that end within a month, and those that began and wait for their payment; the earliest first. */
export function listRenewals(cx: Cx): RenewalRow[] {
  return look<RenewalRow[]>(cx, (db) => readRenewals(db, cx.today));
}

/** The same inside the caller's transaction. */
export function readRenewals(db: ReadableDb, today: Day): RenewalRow[] {
  return listTermMembers(db, today)
    .flatMap((member) => rowOf(db, member, today) ?? [])
    .toSorted((a, b) => (a.renewsOn < b.renewsOn ? -1 : a.renewsOn > b.renewsOn ? 1 : a.membershipId - b.membershipId));
}

function rowOf(db: ReadableDb, member: TermMember, today: Day): RenewalRow | null {
  const facts = loadDrawFacts(db, member.id);
  const record = facts.records.at(-1);
  if (!record) return null;
  const end = termEndOf(db, member, facts);
  if (!end.isFixed) return null;
  const common = {
    membershipId: member.id,
    householdId: member.household_id,
    patientId: member.patient_id,
    patientName: member.patientName,
    planId: planOf(db, record.planVersionId).planId,
    planName: end.terms.name,
    periodMonths: record.periodMonths,
    isPaidUp: isPaidUp(end, record.periodMonths),
  };
  const unpaid = common.isPaidUp && end.term.from > member.start_on ? findUnpaidFrom(db, member.id, end.term.from) : undefined;
  if (unpaid && !isCharged(member))
    return {
      ...common,
      renewsOn: unpaid.fromOn,
      priceCents: unpaid.amountCents,
      what: "renewed_unpaid",
      invoiceNumber: unpaid.invoiceNumber,
      letters: listLettersOfEvent(db, renewalEvent(member.id, unpaid.fromOn)),
    };
  if (end.renewsOn > addDays(today, renewalNoticeDays[0])) return null;
  if (facts.endsOn !== null && facts.endsOn < end.renewsOn) return null;
  return { ...common, ...nextTerm(db, member, facts, end), renewsOn: end.renewsOn, invoiceNumber: null, letters: listLettersOfEvent(db, renewalEvent(member.id, end.renewsOn)) };
}

function nextTerm(db: ReadableDb, member: TermMember, facts: DrawFacts, end: TermEnd): Pick<RenewalRow, "what" | "priceCents"> {
  const record = facts.records.at(-1);
  const first = nextDraws(factsAhead(db, member, facts), member.billed_through_on, 24).find(({ from }) => from >= end.renewsOn);
  const priceCents = first?.amountCents ?? record?.priceCents ?? (0 as Cents);
  if (!first) return { what: "ends", priceCents };
  return { what: isCharged(member) ? "renews" : "renews_by_hand", priceCents };
}

function isPaidUp({ terms }: TermEnd, periodMonths: number): boolean {
  return terms.commitmentPeriods > 0 ? terms.commitmentPeriods === 1 : periodMonths >= 12;
}

function isCharged({ paysBy, hasCard }: TermMember): boolean {
  return paysBy === "card" && hasCard === 1;
}
