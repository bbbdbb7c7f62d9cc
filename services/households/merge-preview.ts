/** Shows what a merge will do before it is done (MEM-15, MEM-21): the merge itself, tried out and taken back. */
import { listCards } from "#db/charging/cards.ts";
import type { ReadableDb } from "#db/database.ts";
import { findHouseholdDrawDay } from "#db/memberships/enrolment-facts.ts";
import { findMembership, findPeriodCents, listScheduleRecords, loadDrawFacts } from "#db/memberships/records.ts";
import { findHouseholdDates } from "#db/people/chart.ts";
import { listMembers } from "#db/people/members.ts";
import { findHouseholdMerge } from "#db/people/merges.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import { asId, type HouseholdId, type MembershipId, type PatientId } from "#domain/identity.ts";
import type { Standing } from "#domain/memberships/standing-words.ts";
import { toCents, zeroCents, type Cents } from "#domain/money.ts";
import { fullName } from "#domain/people/names.ts";
import type { Cx } from "../context.ts";
import { foreseeOwnDraws } from "../memberships/foresee-draws.ts";
import { listMembershipCards, membershipCard } from "../memberships/membership-card.ts";
import { requireHousehold } from "../people/require.ts";
import { tryOut } from "../try-out.ts";
import { listDrawsAhead, type DrawAhead } from "./draws-ahead.ts";
import { mergeWithin, type KeptMerge, type MergeInput } from "./merge-households.ts";

export type MergeSide = {
  readonly householdId: HouseholdId;
  readonly number: number;
  readonly name: string;
  readonly members: { patientId: PatientId; name: string; plans: { planName: string; standing: Standing; paidThroughOn: Day | null }[] }[];
  readonly balanceCents: Cents;
  readonly creditCents: Cents;
  readonly pastDueCents: Cents;
  readonly paysBy: "card" | "manual";
  readonly cards: { brand: string; last4: string }[];
  readonly drawDay: number | null;
  readonly nextDraws: DrawAhead[];
};

export type MergeStub = {
  readonly patientName: string;
  readonly planName: string;
  readonly fromOn: Day;
  /** The last day of the stub (F-6). */
  readonly throughOn: Day;
  readonly chargeOn: Day;
  readonly cents: Cents;
};

export type MergePreview = {
  readonly survivor: MergeSide;
  readonly absorbed: MergeSide;
  readonly after: MergeSide;
  /** One for each incoming member whose days do not meet the survivor's draw day. */
  readonly stubs: MergeStub[];
  /** What is charged today. */
  readonly todayCents: Cents;
  /** The incoming household's cards are charged from now on; else only the survivor's own are. */
  readonly takesCards: boolean;
};

/** Refuses what `mergeWithin` refuses. */
export function previewMerge(cx: Cx, input: MergeInput): MergePreview {
  return tryOut<MergePreview>(cx.db, (db) => {
    const survivor = sideOf(db, input.survivorId, cx.today);
    const absorbed = sideOf(db, input.absorbedId, cx.today);
    const { mergeId } = mergeWithin(cx, db, input);
    const kept = JSON.parse(findHouseholdMerge(db, mergeId)?.kept ?? "{}") as KeptMerge;
    return {
      survivor,
      absorbed,
      after: sideOf(db, input.survivorId, cx.today),
      stubs: kept.aligned.flatMap(({ membershipId }) => stubOf(db, membershipId, cx.today)),
      todayCents: sumOf(db, kept),
      takesCards: kept.cards.length > 0,
    };
  });
}

function sideOf(db: ReadableDb, householdId: HouseholdId, today: Day): MergeSide {
  const { number, name, balanceCents, creditCents, paysBy } = requireHousehold(db, householdId);
  return {
    householdId,
    number,
    name,
    members: listMembers(db, householdId).map((member) => ({
      patientId: member.patientId,
      name: fullName(member),
      plans: listMembershipCards(db, member.patientId, today)
        .filter(({ standing }) => standing !== "cancelled" && standing !== "expired" && standing !== "lapsed")
        .map(({ planName, standing, paidThroughOn }) => ({ planName, standing, paidThroughOn })),
    })),
    balanceCents,
    creditCents,
    pastDueCents: findHouseholdDates(db, householdId, today).pastDueCents,
    paysBy,
    cards: listCards(db, householdId).map(({ brand, last4 }) => ({ brand, last4 })),
    drawDay: findHouseholdDrawDay(db, householdId),
    nextDraws: listDrawsAhead(db, householdId, 3),
  };
}

function stubOf(db: ReadableDb, membershipId: MembershipId, today: Day): MergeStub[] {
  const record = listScheduleRecords(db, membershipId).at(-1);
  const membership = findMembership(db, membershipId);
  if (!membership || !record?.openingDays || !record.openingChargeOn) return [];
  const { from, to } = record.openingDays;
  const card = membershipCard(db, membershipId, today);
  // Charged today it is billed already; else it is the member's next draw.
  const [next] = foreseeOwnDraws(db, membership, loadDrawFacts(db, membershipId), membership.billed_through_on, 1);
  return [
    {
      patientName: card.patientName,
      planName: card.planName,
      fromOn: from,
      throughOn: addDays(to, -1),
      chargeOn: record.openingChargeOn,
      cents: membership.billed_through_on >= to ? (findPeriodCents(db, membershipId, to) ?? zeroCents) : (next?.cents ?? zeroCents),
    },
  ];
}

function sumOf(db: ReadableDb, { stubInvoices }: KeptMerge): Cents {
  let sum = 0;
  for (const id of stubInvoices)
    sum += db.get<{ cents: number }>("select total_cents as cents from invoice where id = ?", asId(id))?.cents ?? 0;
  return toCents(sum);
}
