/** A membership as the chart shows it: standing, paid through, next draw, what is left of the benefits. */
import { findAgreement } from "#db/agreements/agreements.ts";
import type { ReadableDb } from "#db/database.ts";
import { findEnrolPatient } from "#db/memberships/enrolment-facts.ts";
import { listPaidPeriods } from "#db/memberships/paid-periods.ts";
import { findPlan, findPlanVersion } from "#db/memberships/plans.ts";
import { isRemoved } from "#db/memberships/removal.ts";
import {
  findCancellation,
  findMembership,
  loadDrawFacts,
} from "#db/memberships/records.ts";
import { loadStandingFacts } from "#db/memberships/standing-sql.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { DocumentId, MembershipId, PatientId, PlanId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { isHeldOn, standingsOf } from "#domain/memberships/standing.ts";
import type { Standing } from "#domain/memberships/standing-words.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import { listWaitingChanges, recordOn, type WaitingChange } from "./changes/view.ts";
import { foreseeOwnDraws } from "./foresee-draws.ts";

export type MembershipCard = {
  readonly membershipId: MembershipId;
  readonly planId: PlanId;
  readonly planName: string;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly standing: Standing;
  readonly flags: Standing[];
  readonly startOn: Day;
  readonly paidThroughOn: Day | null;
  readonly nextDrawOn: Day | null;
  readonly nextDrawCents: Cents | null;
  readonly priceCents: Cents;
  readonly periodMonths: number;
  readonly drawDay: number;
  readonly endsOn: Day | null;
  readonly heldUntilOn: Day | null;
  /** Changes that were made and have not begun (MEM-9, MEM-11). */
  readonly waiting: WaitingChange[];
  readonly agreement: { readonly signedOn: Day | null; readonly method: "screen" | "paper" | "portal" | null; readonly documentId: DocumentId | null } | null;
  readonly benefits: { label: string; used: number; quantity: number; untilOn: Day }[];
};

/** The cards of a patient's memberships, running ones first. */
export function listMembershipCards(db: ReadableDb, patientId: PatientId, today: Day): MembershipCard[] {
  return db
    .all<{ id: MembershipId }>(
      `select m.id from membership m where m.patient_id = ? and not ${isRemoved}
       order by m.next_draw_on is null, m.start_on desc, m.id desc`,
      patientId,
    )
    .map(({ id }) => membershipCard(db, id, today));
}

export function membershipCard(db: ReadableDb, id: MembershipId, today: Day): MembershipCard {
  const membership = findMembership(db, id);
  invariant(membership, "a card's membership exists");
  const facts = loadDrawFacts(db, id);
  const record = recordOn(facts, today);
  const planId = (record && findPlanVersion(db, record.planVersionId)?.planId) ?? membership.plan_id;
  const standing = loadStandingFacts(db, id);
  const words = standingsOf(standing, today);
  const [next] = foreseeOwnDraws(db, membership, facts, membership.billed_through_on, 1);
  const paidThrough = listPaidPeriods(db, id).at(-1)?.to;
  const held = facts.holds.find((hold) => isHeldOn(hold, today));
  return {
    membershipId: id,
    planId,
    planName: findPlan(db, planId)?.name ?? "",
    patientId: membership.patient_id,
    patientName: findEnrolPatient(db, membership.patient_id)?.name ?? "",
    standing: words[0] ?? "active",
    flags: words.slice(1).filter((word) => word !== "active"),
    startOn: membership.start_on,
    paidThroughOn: paidThrough ? addDays(paidThrough, -1) : null,
    nextDrawOn: next?.on ?? null,
    nextDrawCents: next?.cents ?? null,
    priceCents: record?.priceCents ?? zeroCents,
    periodMonths: record?.periodMonths ?? 1,
    drawDay: record?.drawDay ?? 1,
    endsOn: findCancellation(db, id)?.effectiveOn ?? standing.lapsedOn,
    heldUntilOn: held?.until ?? null,
    waiting: listWaitingChanges(db, id, today),
    agreement: agreementOnCard(db, id),
    benefits: db.all<{ label: string; used: number; quantity: number; untilOn: Day }>(
      `select label || iif(origin = 'rollover', ' (carried over)', '') as label, sum(used) as used, sum(quantity) as quantity,
         date(to_on, '-1 day') as untilOn
       from benefit_grant where membership_id = ? and from_on <= ? and to_on > ?
       group by benefit, origin, to_on order by origin, min(id)`,
      id,
      today,
      today,
    ),
  };
}

function agreementOnCard(db: ReadableDb, id: MembershipId): MembershipCard["agreement"] {
  const row = findAgreement(db, id);
  return row ? { signedOn: row.signedOn, method: row.method, documentId: row.documentId } : null;
}
