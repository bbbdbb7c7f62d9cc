/**
 * The next draws of memberships, as the household will be asked for them (MEM-6, MEM-21): with
 * their places in the household's pricing, and with what its coupons still take off when the draws
 * of everybody else have used them too.
 */
import { listUsableCoupons } from "#db/coupons/held-coupons.ts";
import type { ReadableDb } from "#db/database.ts";
import { findPeriodCents, listRunningMemberships, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import { findPlanVersion, type PlanRow } from "#db/memberships/plans.ts";
import { isPending } from "#db/memberships/standing-sql.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, PatientId, PlanId, PlanVersionId } from "#domain/identity.ts";
import { priceLine, type NewLine } from "#domain/invoices/lines.ts";
import { invariant } from "#domain/invariant.ts";
import type { DrawFacts, WantedDues } from "#domain/memberships/draw-facts.ts";
import { nextDraws } from "#domain/memberships/draw-schedule.ts";
import { addCents, type Cents } from "#domain/money.ts";
import type { HeldCoupon } from "#domain/pricing/coupon.ts";
import type { ChargeMember } from "#domain/pricing/price-charge.ts";
import { duesLine } from "../billing/dues-line.ts";
import { factsAhead } from "../plan-upkeep/changes-ahead.ts";
import { afterUses, priceDrawLines, type LineToPrice } from "../pricing/price-draw-lines.ts";

export type ForeseenDraw = { readonly on: Day; readonly cents: Cents; readonly lines: readonly NewLine[] };

/** A membership whose draws are looked at. */
export type Foreseen = {
  readonly membershipId: number;
  readonly patientId: PatientId;
  readonly startOn: Day;
  readonly draws: readonly WantedDues[];
  /** What a first full period really cost, where the first draw takes off the days paid twice (MEM-2). */
  readonly openingPaidCents: Cents | null;
};

export type Foresight = {
  readonly householdId: HouseholdId;
  /** The memberships whose draws are wanted; others of the household count where they share a coupon. */
  readonly shown: readonly Foreseen[];
  readonly joining: readonly ChargeMember[];
  readonly coupons: readonly HeldCoupon[];
  /** How many draw days at most. */
  readonly days: number;
};

/** How far the draws of others are looked at: as far as any preview shows. */
const othersDraws = 12;

type Drawn = { readonly of: Foreseen; readonly dues: WantedDues; readonly toPrice: LineToPrice };

export function foreseeDraws(db: ReadableDb, sight: Foresight): ForeseenDraw[] {
  const shown = new Set(sight.shown.map(({ membershipId }) => membershipId));
  const others = sight.coupons.length > 0 ? othersOf(db, sight.householdId, shown) : [];
  const plans = new Map<PlanVersionId, PlanRow>();
  const all = [...others, ...sight.shown]
    // The lines of a draw stand in the order of the members' start, then their numbers.
    .toSorted((a, b) => (a.startOn < b.startOn ? -1 : a.startOn > b.startOn ? 1 : a.membershipId - b.membershipId))
    .flatMap((of) => of.draws.map((dues): Drawn => ({ of, dues, toPrice: toPrice(of, dues, planOf(db, plans, dues)) })));
  const days = [...new Set(all.map(({ dues }) => dues.chargeOn))].toSorted();
  const draws: ForeseenDraw[] = [];
  let coupons = sight.coupons;
  const movedTo = new Map<number, PlanId>();
  for (const on of days) {
    const those = all.filter(({ dues }) => dues.chargeOn === on);
    for (const { of, toPrice: one } of those) movedTo.set(of.membershipId, one.planId);
    const priced = priceDrawLines(db, {
      householdId: sight.householdId,
      on,
      lines: those.map((one) => one.toPrice),
      joining: sight.joining,
      movedTo,
      coupons,
    });
    coupons = afterUses(coupons, priced.uses);
    const lines = priced.lines.filter((_, index) => shown.has(those[index]?.of.membershipId ?? 0));
    if (lines.length > 0) draws.push({ on, lines, cents: addCents(...lines.map(withTax)) });
    if (draws.length === sight.days) break;
  }
  return draws;
}

/** The next draws of one membership that is there, under given facts, with everything that comes off them. */
export function foreseeOwnDraws(
  db: ReadableDb,
  membership: Pick<MembershipRow, "id" | "patient_id" | "household_id" | "start_on">,
  facts: DrawFacts,
  billedThroughOn: Day,
  count: number,
): ForeseenDraw[] {
  const ahead = factsAhead(db, { ...membership, billed_through_on: billedThroughOn }, facts);
  const draws = nextDraws(ahead, billedThroughOn, count);
  const [first] = draws;
  if (!first) return [];
  const overlaps = first.facts?.kind === "less_overlap";
  return foreseeDraws(db, {
    householdId: membership.household_id,
    shown: [
      {
        membershipId: membership.id,
        patientId: membership.patient_id,
        startOn: membership.start_on,
        draws,
        openingPaidCents: overlaps ? findPeriodCents(db, membership.id, first.from) : null,
      },
    ],
    joining: [],
    coupons: listUsableCoupons(db, membership.household_id, first.chargeOn),
    days: count,
  });
}

function othersOf(db: ReadableDb, householdId: HouseholdId, shown: ReadonlySet<number>): Foreseen[] {
  return listRunningMemberships(db, householdId).flatMap((membership) =>
    shown.has(membership.id) || isPending(db, membership.id)
      ? []
      : [
          {
            membershipId: membership.id,
            patientId: membership.patient_id,
            startOn: membership.start_on,
            draws: nextDraws(factsAhead(db, membership, loadDrawFacts(db, membership.id)), membership.billed_through_on, othersDraws),
            openingPaidCents: null,
          },
        ],
  );
}

function toPrice(of: Foreseen, dues: WantedDues, plan: PlanRow): LineToPrice {
  return {
    line: duesLine(dues, {
      patientId: of.patientId,
      membershipId: null,
      planName: plan.terms.name,
      taxRatePpm: plan.terms.taxRatePpm,
    }),
    membershipId: of.membershipId,
    planId: plan.planId,
    pricing: plan.terms.householdPricing,
    dues,
    overlapPaidCents: of.openingPaidCents,
  };
}

function planOf(db: ReadableDb, known: Map<PlanVersionId, PlanRow>, dues: WantedDues): PlanRow {
  const plan = known.get(dues.planVersionId) ?? findPlanVersion(db, dues.planVersionId);
  invariant(plan, "a schedule points at a plan version");
  known.set(dues.planVersionId, plan);
  return plan;
}

function withTax(line: NewLine): Cents {
  const priced = priceLine(line);
  return addCents(priced.netCents, priced.taxCents);
}
