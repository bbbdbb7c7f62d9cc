/**
 * Twelve months of draws from the real data (BIL-5): what each household will be asked for, by the very
 * generator and pricing of the run, with nobody joining or leaving. A change is tried on a copy of the
 * records in memory; nothing is written.
 */
import { readCardHistory } from "#db/charging/card-history.ts";
import { listUsableCoupons } from "#db/coupons/held-coupons.ts";
import type { ReadableDb } from "#db/database.ts";
import { currentSettings } from "#db/dunning/settings.ts";
import { findPlan } from "#db/memberships/plans.ts";
import {
  findPeriodCents,
  listDrawingHouseholds,
  listRunningMemberships,
  loadDrawFacts,
  type DrawingHousehold,
  type MembershipRow,
} from "#db/memberships/records.ts";
import { isPending } from "#db/memberships/standing-sql.ts";
import { listAllDrawnParts } from "#db/payment-plans/drawn-parts.ts";
import { changedFacts, collectedCents, isTelling, type CardHistory, type TargetPlan, type WhatIf } from "#domain/billing/what-if.ts";
import { addMonths, type Day } from "#domain/calendar.ts";
import type { DrawFacts } from "#domain/memberships/draw-facts.ts";
import { wantedDues } from "#domain/memberships/draw-schedule.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { factsAhead } from "../plan-upkeep/changes-ahead.ts";
import { foreseeDraws, type Foreseen, type ForeseenDraw } from "../memberships/foresee-draws.ts";

export const forecastMonths = 12;

export type ForecastMonth = {
  /** The first day of the calendar month. */
  readonly monthOn: Day;
  readonly draws: number;
  readonly cents: Cents;
  /** What is likely to come in, by the history of the practice's cards. */
  readonly collectedCents: Cents;
};

export type ForecastSeries = {
  readonly months: ForecastMonth[];
  readonly draws: number;
  readonly cents: Cents;
  readonly collectedCents: Cents;
};

export type Forecast = {
  readonly fromOn: Day;
  readonly toOn: Day;
  readonly households: number;
  readonly memberships: number;
  /** Memberships that the change touches. */
  readonly changed: number;
  /** Whether there were enough charges to say what will come in. */
  readonly isHistoryTelling: boolean;
  readonly base: ForecastSeries;
  readonly changedSeries: ForecastSeries | null;
};

/** A household's place in the work, for progress. */
export type ForecastStep = { readonly done: number; readonly total: number };

const householdsPerStep = 50;

/** Works through the households in small steps. Refuses `plan_not_found` for a plan that is not there. */
export function* forecastSteps(db: ReadableDb, today: Day, change: WhatIf | null): Generator<ForecastStep, Forecast> {
  const toOn = addMonths(today, forecastMonths);
  const target = targetOf(db, change);
  const history = readCardHistory(db, addMonths(today, -12), today);
  const retries = currentSettings(db).settings.retryDays.length;
  const base = new Tally(today, history, retries);
  const changedRetries = change?.kind === "retry_rule" ? change.retryDays.length : retries;
  const other = change && new Tally(today, history, changedRetries);
  const households = listDrawingHouseholds(db);
  let memberships = 0;
  let changed = 0;
  for (const [index, household] of households.entries()) {
    const members = listRunningMemberships(db, household.householdId)
      .filter(({ id }) => !isPending(db, id))
      .map((membership) => ({ membership, facts: factsAhead(db, membership, loadDrawFacts(db, membership.id)) }));
    memberships += members.length;
    base.add(household, foresee(db, household, members, toOn));
    if (other && change) {
      const tried = members.map(({ membership, facts }) => {
        const next = changedFacts(facts, membership.plan_id, membership.billed_through_on, change, target);
        if (next) changed += 1;
        return { membership, facts: next ?? facts };
      });
      other.add(household, foresee(db, household, tried, toOn));
    }
    if (index % householdsPerStep === 0) yield { done: index, total: households.length };
  }
  // The parts of payment plans that are drawn come in beside the dues, whatever is tried (INV-6).
  const parts = listAllDrawnParts(db)
    .filter(({ dueOn, isSigned }) => isSigned && dueOn <= toOn)
    .map(({ dueOn, restCents }) => ({ on: dueOn, cents: restCents }));
  base.add({ paysBy: "card" }, parts);
  other?.add({ paysBy: "card" }, parts);
  return {
    fromOn: today,
    toOn,
    households: households.length,
    memberships,
    changed,
    isHistoryTelling: isTelling(history),
    base: base.series(),
    changedSeries: other ? other.series() : null,
  };
}

function targetOf(db: ReadableDb, change: WhatIf | null): TargetPlan | null {
  if (change?.kind !== "plan_change") return null;
  return findPlan(db, change.toPlanId) ?? refuse("plan_not_found", {});
}

type Member = { readonly membership: MembershipRow; readonly facts: DrawFacts };

function foresee(db: ReadableDb, { householdId }: DrawingHousehold, members: readonly Member[], toOn: Day): ForeseenDraw[] {
  const shown = members.map(({ membership, facts }): Foreseen => {
    const draws = wantedDues(facts, toOn, membership.billed_through_on).filter(({ amountCents }) => amountCents > 0);
    const overlaps = draws[0]?.facts?.kind === "less_overlap";
    return {
      membershipId: membership.id,
      patientId: membership.patient_id,
      startOn: membership.start_on,
      draws,
      openingPaidCents: overlaps && draws[0] ? findPeriodCents(db, membership.id, draws[0].from) : null,
    };
  });
  const first = shown.flatMap(({ draws }) => draws.map(({ chargeOn }) => chargeOn)).toSorted()[0];
  if (first === undefined) return [];
  return foreseeDraws(db, {
    householdId,
    shown,
    joining: [],
    coupons: listUsableCoupons(db, householdId, first),
    days: Number.POSITIVE_INFINITY,
  });
}

/** Adds draws up by calendar month. */
class Tally {
  readonly #months = new Map<string, { draws: number; cents: Cents; collected: Cents }>();
  readonly #history: CardHistory;
  readonly #retries: number;

  constructor(today: Day, history: CardHistory, retries: number) {
    this.#history = history;
    this.#retries = retries;
    for (let month = 0; month <= forecastMonths; month += 1)
      this.#months.set(addMonths(`${today.slice(0, 7)}-01` as Day, month), { draws: 0, cents: zeroCents, collected: zeroCents });
  }

  add({ paysBy }: Pick<DrawingHousehold, "paysBy">, draws: readonly Pick<ForeseenDraw, "on" | "cents">[]): void {
    for (const { on, cents } of draws) {
      const month = this.#months.get(`${on.slice(0, 7)}-01`);
      // Draws that the computer has not made yet count where they will be made: in this month.
      const into = month ?? this.#months.values().next().value;
      if (!into) continue;
      into.draws += 1;
      into.cents = addCents(into.cents, cents);
      into.collected = addCents(into.collected, paysBy === "card" ? collectedCents(cents, this.#retries, this.#history) : cents);
    }
  }

  series(): ForecastSeries {
    const months = [...this.#months].map(
      ([monthOn, { draws, cents, collected }]): ForecastMonth => ({ monthOn: monthOn as Day, draws, cents, collectedCents: collected }),
    );
    return {
      months,
      draws: months.reduce((sum, { draws }) => sum + draws, 0),
      cents: addCents(zeroCents, ...months.map(({ cents }) => cents)),
      collectedCents: addCents(zeroCents, ...months.map((month) => month.collectedCents)),
    };
  }
}
