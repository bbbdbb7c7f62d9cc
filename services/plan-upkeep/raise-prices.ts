/**
 * Raising prices (MEM-17): the plan's new prices from a day on, and what becomes of the members it has. The
 * preview is the act itself, taken back (MEM-21): the members, their old and new prices, the letters.
 */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { findPlan, type PlanRow } from "#db/memberships/plans.ts";
import {
  endRiseMembers,
  findOpenRise,
  insertRise,
  insertRiseMember,
  insertRisePlan,
  listPlansToRaise,
} from "#db/plan-upkeep/price-rises.ts";
import type { Day, PeriodMonths } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, NoticeId, PlanId, PriceRiseId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { PlanPrice } from "#domain/memberships/plan.ts";
import { changedPrice, type PriceChange, type RiseScope } from "#domain/memberships/price-rise.ts";
import { addCents, scale, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { queueNotice } from "../dunning/queue-notice.ts";
import { audit } from "../record.ts";
import { tryOut } from "../try-out.ts";
import { beginRises } from "./keep-terms.ts";
import { priceRiseEvent } from "./plan-events.ts";
import { withPrices } from "./plan-on.ts";
import { raisedRows, type RaisedRow, type RiseQuestion } from "./rise-members.ts";

export type RiseInput = {
  readonly plans: readonly { readonly planId: PlanId; readonly changes: readonly { readonly months: PeriodMonths; readonly change: PriceChange }[] }[];
  readonly effectiveOn: Day;
  readonly scope: RiseScope;
  readonly noticeDays: number;
  readonly excluded: readonly MembershipId[];
  readonly reason: string;
};

export type RisenPrice = { readonly months: number; readonly oldCents: Cents; readonly newCents: Cents };

export type RisePreview = {
  readonly plans: { readonly planId: PlanId; readonly name: string; readonly prices: RisenPrice[]; readonly families: RisenPrice[] }[];
  readonly members: RaisedRow[];
  readonly raised: number;
  readonly leftOut: number;
  readonly letters: number;
  /** Dues a month of the members in the rise, an annual price by its twelfth. */
  readonly monthlyBeforeCents: Cents;
  readonly monthlyAfterCents: Cents;
  /** The first and the last draw at a new price, when the letters go out today. */
  readonly firstOn: Day | null;
  readonly lastOn: Day | null;
};

export type RiseStarted = { readonly riseId: PriceRiseId; readonly raised: number; readonly letters: number };

/** Refuses `rise_day_past`, `plan_not_found`, `rise_changes_nothing`, `rise_price_wrong` and `rise_waits_already`. */
export function previewRise(cx: Cx, input: RiseInput): RisePreview {
  return tryOut<RisePreview>(cx.db, (db) => raiseWithin(cx, db, input).preview);
}

/** Refuses what `previewRise` refuses, and `rise_changed_meanwhile` when it is for others than were shown. */
export function raisePrices(cx: Cx, input: RiseInput & { readonly expectedMembers: number; readonly expectedAfterCents: Cents }): RiseStarted {
  return act<RiseStarted>(cx, (db) => {
    const { riseId, preview } = raiseWithin(cx, db, input);
    if (preview.raised !== input.expectedMembers || preview.monthlyAfterCents !== input.expectedAfterCents)
      refuse("rise_changed_meanwhile", {});
    return { riseId, raised: preview.raised, letters: preview.letters };
  });
}

/** The same inside the caller's transaction. */
export function raiseWithin(cx: Work, db: WritableDb, input: RiseInput): { readonly riseId: PriceRiseId; readonly preview: RisePreview } {
  if (input.effectiveOn < cx.today) refuse("rise_day_past", { earliestOn: cx.today });
  const plans = input.plans.map((plan) => raisedPlan(db, plan));
  if (!plans.some(({ prices }) => prices.some(({ oldCents, newCents }) => oldCents !== newCents))) refuse("rise_changes_nothing", {});
  const riseId = insertRise(db, {
    effectiveOn: input.effectiveOn,
    scope: input.scope,
    noticeDays: input.noticeDays,
    reason: input.reason,
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  for (const { plan, prices } of plans)
    insertRisePlan(db, { riseId, planId: plan.planId, fromVersionId: plan.planVersionId, prices: prices.map(asPrice) });
  const members = raisedRows(db, questionOf(input), cx.today);
  const raised = members.filter(({ leftOut }) => leftOut === null);
  const letters = writeLetters(cx, db, riseId, input.effectiveOn, raised);
  for (const row of raised) {
    const stale = findOpenRise(db, row.membershipId);
    if (stale) endRiseMembers(db, { id: stale.id }, "plan_left", cx.actor.staffId, cx.now);
    insertRiseMember(db, { ...row, riseId, noticeId: letters.get(row.householdId) ?? null });
  }
  const preview = previewOf(plans, members, raised, letters.size);
  audit(cx, db, "price_rise.decided", `price_rise/${riseId}`, {
    after: {
      effectiveOn: input.effectiveOn,
      scope: input.scope,
      plans: plans.map(({ plan }) => plan.name).join(", "),
      members: raised.length,
      reason: input.reason,
    },
  });
  // New members pay the new price from today on when today is the day.
  beginRises(cx, db);
  db.touch("price-rises", "plans", "memberships", "notices", "billing");
  return { riseId, preview };
}

type RaisedPlan = {
  readonly plan: PlanRow;
  readonly prices: readonly { readonly months: PeriodMonths; readonly oldCents: Cents; readonly newCents: Cents }[];
};

function raisedPlan(db: ReadableDb, { planId, changes }: RiseInput["plans"][number]): RaisedPlan {
  const plan = findPlan(db, planId) ?? refuse("plan_not_found", {});
  const waiting = listPlansToRaise(db).find((rise) => rise.planId === planId);
  if (waiting) refuse("rise_waits_already", { plan: plan.name, effectiveOn: waiting.effectiveOn });
  const prices = plan.terms.prices.flatMap(({ months, priceCents }) => {
    const change = changes.find((one) => one.months === months)?.change;
    return change ? [{ months, oldCents: priceCents, newCents: changedPrice(priceCents, change) }] : [];
  });
  if (prices.some(({ newCents }) => newCents <= 0)) refuse("rise_price_wrong", { plan: plan.name });
  return { plan, prices };
}

function asPrice({ months, newCents }: RaisedPlan["prices"][number]): PlanPrice {
  return { months, priceCents: newCents };
}

function questionOf(input: RiseInput): RiseQuestion {
  const { effectiveOn, scope, noticeDays, excluded } = input;
  const changes = input.plans.flatMap(({ planId, changes: ofPlan }) => ofPlan.map((one) => ({ planId, ...one })));
  return { changes, effectiveOn, scope, noticeDays, excluded };
}

/** One letter a household, whoever of it is meant (DOC-12). */
function writeLetters(
  cx: Work,
  db: WritableDb,
  riseId: PriceRiseId,
  dueOn: Day,
  raised: readonly RaisedRow[],
): Map<HouseholdId, NoticeId> {
  const letters = new Map<HouseholdId, NoticeId>();
  for (const { householdId } of raised) {
    if (letters.has(householdId)) continue;
    const id = queueNotice(cx, db, { householdId, event: priceRiseEvent(riseId, householdId), kind: "price_change", dueOn });
    invariant(id !== null, "a price change cannot be switched off, and this one is new");
    letters.set(householdId, id);
  }
  return letters;
}

function previewOf(plans: readonly RaisedPlan[], members: RaisedRow[], raised: readonly RaisedRow[], letters: number): RisePreview {
  const days = raised.flatMap(({ firstOn }) => (firstOn === null ? [] : [firstOn])).toSorted();
  return {
    plans: plans.map(({ plan, prices }) => ({ planId: plan.planId, name: plan.name, prices: [...prices], families: familiesOf(plan, prices.map(asPrice)) })),
    members,
    raised: raised.length,
    leftOut: members.length - raised.length,
    letters,
    monthlyBeforeCents: monthly(raised.map(({ oldCents, periodMonths }) => [oldCents, periodMonths])),
    monthlyAfterCents: monthly(raised.map(({ newCents, periodMonths }) => [newCents, periodMonths])),
    firstOn: days[0] ?? null,
    lastOn: days.at(-1) ?? null,
  };
}

/** What families pay at most before and after; nothing for a plan without such a price. */
function familiesOf({ terms }: PlanRow, prices: readonly PlanPrice[]): RisenPrice[] {
  const [before, after] = [terms.householdPricing, withPrices(terms, prices).householdPricing];
  if (before.kind !== "cap" || after.kind !== "cap") return [];
  return before.prices.flatMap(({ months, capCents }, index) => {
    const newCents = after.prices[index]?.capCents ?? capCents;
    return newCents === capCents ? [] : [{ months, oldCents: capCents, newCents }];
  });
}

function monthly(prices: readonly (readonly [cents: Cents, months: number])[]): Cents {
  return prices.length === 0 ? zeroCents : addCents(...prices.map(([cents, months]) => toCents(scale(cents, 1, months))));
}
