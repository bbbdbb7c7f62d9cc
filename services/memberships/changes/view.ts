/** What the dialogs of a membership begin from: how it stands today, what waits, and who could come back. */
import { listStandingChanges } from "#db/memberships/change-log.ts";
import { findEnrolPatient } from "#db/memberships/enrolment-facts.ts";
import { findPlanVersion } from "#db/memberships/plans.ts";
import { listHouseholdMemberships, loadDrawFacts } from "#db/memberships/records.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import { reactivationFee } from "#domain/dunning/reactivation-fee.ts";
import type { HouseholdId, MembershipId, PlanVersionId } from "#domain/identity.ts";
import type { ChangeKind } from "#domain/memberships/change-words.ts";
import { recordStart, type DrawFacts, type ScheduleRecord } from "#domain/memberships/draw-facts.ts";
import { nextDraws } from "#domain/memberships/draw-schedule.ts";
import { findPrice } from "#domain/memberships/plan.ts";
import { invariant } from "#domain/invariant.ts";
import type { Cents } from "#domain/money.ts";
import { look, type Cx } from "../../context.ts";
import { recordAtEnd } from "../rejoin.ts";
import { requireMembership } from "../require.ts";

export type WaitingChange = {
  readonly changeId: number;
  readonly kind: ChangeKind;
  readonly effectiveOn: Day;
  readonly sentence: string;
};

const waitingKinds: ReadonlySet<ChangeKind> = new Set<ChangeKind>(["plan_move", "pay_year", "draw_day", "next_draw"]);

/**
 * Changes whose day lies ahead, the newest first; a hold and a cancellation have their own lines on a
 * card. What a membership ended before, or was waiting when somebody came back, never begins.
 */
export function listWaitingChanges(db: ReadableDb, membershipId: MembershipId, today: Day): WaitingChange[] {
  const changes = listStandingChanges(db, membershipId);
  const cameBack = changes.findIndex(({ kind }) => kind === "rejoin");
  const ahead = (cameBack < 0 ? changes : changes.slice(0, cameBack)).filter(
    ({ kind, effectiveOn }) => waitingKinds.has(kind) && effectiveOn > today,
  );
  if (ahead.length === 0) return [];
  const { endsOn } = loadDrawFacts(db, membershipId);
  return ahead
    .filter(({ effectiveOn }) => endsOn === null || effectiveOn < endsOn)
    .map(({ changeId, kind, effectiveOn, sentence }) => ({ changeId, kind, effectiveOn, sentence }));
}

/** The record that speaks for a day: the newest that has begun, else the first. */
export function recordOn({ records }: DrawFacts, on: Day): ScheduleRecord | undefined {
  return records.findLast((record) => recordStart(record) <= on) ?? records[0];
}

export type ChangeStart = {
  readonly householdId: HouseholdId;
  readonly planVersionId: PlanVersionId;
  readonly planName: string;
  readonly periodMonths: number;
  readonly priceCents: Cents;
  readonly drawDay: number;
  /** What the year costs on the member's own terms; null where the plan is not sold by the year or the year is paid. */
  readonly yearCents: Cents | null;
  readonly nextPeriodOn: Day | null;
  readonly waiting: WaitingChange[];
};

/** Refuses `membership_not_found`. */
export function viewChangeStart(cx: Cx, membershipId: MembershipId): ChangeStart {
  return look<ChangeStart>(cx, (db) => {
    const membership = requireMembership(db, membershipId);
    const facts = loadDrawFacts(db, membershipId);
    const record = recordOn(facts, cx.today);
    invariant(record, "a membership has a schedule");
    const plan = findPlanVersion(db, record.planVersionId);
    const next = nextDraws(facts, membership.billed_through_on, 4).find(({ kind }) => kind === "period");
    const yearCents = plan && record.periodMonths !== 12 ? (findPrice(plan.terms, 12) ?? null) : null;
    return {
      householdId: membership.household_id,
      planVersionId: record.planVersionId,
      planName: plan?.name ?? "",
      periodMonths: record.periodMonths,
      priceCents: record.priceCents,
      drawDay: record.drawDay,
      yearCents,
      nextPeriodOn: next?.from ?? null,
      waiting: listWaitingChanges(db, membershipId, cx.today),
    };
  });
}

export type Rejoinable = {
  readonly membershipId: MembershipId;
  readonly patientName: string;
  readonly planName: string;
  readonly priceCents: Cents;
  readonly periodMonths: number;
  readonly endedOn: Day;
  readonly feeCents: Cents;
};

/** The memberships of the same household that have ended: those who could come back together (MEM-14). */
export function listRejoinable(cx: Cx, membershipId: MembershipId): Rejoinable[] {
  return look<Rejoinable[]>(cx, (db) => {
    const { household_id: householdId } = requireMembership(db, membershipId);
    return listHouseholdMemberships(db, householdId).flatMap((membership): Rejoinable[] => {
      const facts = loadDrawFacts(db, membership.id);
      if (facts.endsOn === null || facts.endsOn > cx.today) return [];
      const record = recordAtEnd(facts, facts.endsOn);
      const plan = findPlanVersion(db, record.planVersionId);
      const patient = findEnrolPatient(db, membership.patient_id);
      if (!plan || !patient) return [];
      if (patient.status === "deceased") return [];
      return [
        {
          membershipId: membership.id,
          patientName: patient.name,
          planName: plan.name,
          priceCents: record.priceCents,
          periodMonths: record.periodMonths,
          endedOn: facts.endsOn,
          feeCents: reactivationFee(plan.terms, record.priceCents, record.periodMonths),
        },
      ];
    });
  });
}
