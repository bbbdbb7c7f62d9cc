/** The price rises there are, each member's way through one with its proof, and what can be withdrawn (MEM-17). */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { cancelWaiting } from "#db/dunning/notices.ts";
import { findMembership, loadDrawFacts } from "#db/memberships/records.ts";
import { findPlanVersion } from "#db/memberships/plans.ts";
import {
  endRiseMembers,
  findRise,
  listMembersOfLetter,
  listRiseMembers,
  listRisePlans,
  listRises,
  withdrawRise,
  type RiseMemberRow,
  type RiseRow,
} from "#db/plan-upkeep/price-rises.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { PlanId, PriceRiseId } from "#domain/identity.ts";
import { decideRise } from "#domain/memberships/price-rise.ts";
import type { Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { riseHoldsFor } from "./rise-holds.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";

/**
 * `notice_waits`: the letter is not out. `notice_out`: it is, and the draw lies ahead. `in_effect`: drawn at the
 * new price. `withdrawn`, `left`: on another plan or no member any more.
 */
export type RiseMemberState = "notice_waits" | "notice_out" | "in_effect" | "withdrawn" | "left";

export type ShownRiseMember = Omit<RiseMemberRow, "isRunning" | "endedWhy"> & {
  readonly state: RiseMemberState;
  /** The draw of the new price as things stand; with the letter still waiting, if it goes out today. */
  readonly effectOn: Day | null;
  /** The last day on which the letter can go out for the wished day. */
  readonly noticeBy: Day | null;
};

export type ShownRise = RiseRow & {
  readonly plans: { readonly planId: PlanId; readonly name: string; readonly begun: boolean; readonly prices: { readonly months: number; readonly oldCents: Cents; readonly newCents: Cents }[] }[];
  readonly counts: Readonly<Record<RiseMemberState, number>>;
};

const mostRises = 100;

/** Newest first. */
export function listPriceRises(cx: Cx): ShownRise[] {
  return look<ShownRise[]>(cx, (db) => listRises(db, mostRises).map((rise) => shownRise(db, rise, cx.today)));
}

export type RiseSheet = { readonly rise: ShownRise; readonly members: ShownRiseMember[] };

/** Refuses `rise_not_found`. */
export function readPriceRise(cx: Cx, riseId: PriceRiseId): RiseSheet {
  return look<RiseSheet>(cx, (db) => {
    const rise = findRise(db, riseId) ?? refuse("rise_not_found", {});
    return { rise: shownRise(db, rise, cx.today), members: membersOf(db, rise, cx.today) };
  });
}

function shownRise(db: ReadableDb, rise: RiseRow, today: Day): ShownRise {
  const counts: Record<RiseMemberState, number> = { notice_waits: 0, notice_out: 0, in_effect: 0, withdrawn: 0, left: 0 };
  for (const { state } of membersOf(db, rise, today)) counts[state] += 1;
  return {
    ...rise,
    plans: listRisePlans(db, rise.riseId).map(({ planId, fromVersionId, toVersionId, prices }) => {
      const from = findPlanVersion(db, fromVersionId);
      return {
        planId,
        name: from?.name ?? "",
        begun: toVersionId !== null,
        prices: prices.map(({ months, priceCents }) => ({
          months,
          oldCents: from?.terms.prices.find((price) => price.months === months)?.priceCents ?? priceCents,
          newCents: priceCents,
        })),
      };
    }),
    counts,
  };
}

function membersOf(db: ReadableDb, rise: RiseRow, today: Day): ShownRiseMember[] {
  return listRiseMembers(db, rise.riseId).map(({ isRunning, endedWhy, ...row }) => {
    const isOpen = row.tookEffectOn === null && endedWhy === null;
    const membership = isOpen && isRunning === 1 ? findMembership(db, row.membershipId) : undefined;
    const facts = membership && loadDrawFacts(db, row.membershipId);
    const record = facts?.records.at(-1);
    const isOnPlan = riseHoldsFor(db, record, row);
    const state: RiseMemberState =
      row.tookEffectOn !== null
        ? "in_effect"
        : endedWhy === "withdrawn"
          ? "withdrawn"
          : !isOpen || !isOnPlan
            ? "left"
            : row.noticeSentOn === null
              ? "notice_waits"
              : "notice_out";
    const decided =
      membership && facts && isOnPlan
        ? decideRise(
            { facts, billedThroughOn: membership.billed_through_on, wishedOn: row.wishedOn, noticeSentOn: row.noticeSentOn ?? today },
            rise.noticeDays,
          )
        : null;
    const effectOn = row.tookEffectOn ?? (decided?.what === "takes_effect" ? decided.first.from : null);
    return { ...row, state, effectOn, noticeBy: state === "notice_waits" ? addDays(row.wishedOn, -rise.noticeDays) : null };
  });
}

export type RiseWithdrawal = {
  readonly riseId: PriceRiseId;
  /** The members to take out of it, by their rows in the list; null: the whole rise. */
  readonly memberRowIds: readonly number[] | null;
};

export type RiseWithdrawn = {
  readonly members: number;
  /** Letters that went out already say otherwise: these households should be told. */
  readonly told: number;
};

/**
 * Withdraws a rise as a whole or for some members; for whom it is in effect it stays. Prices of the plan
 * that have begun for new members stay too. Refuses `rise_not_found`, `rise_over`, `rise_member_not_waiting`.
 */
export function withdrawPriceRise(cx: Cx, input: RiseWithdrawal): RiseWithdrawn {
  return act<RiseWithdrawn>(cx, (db) => withdrawWithin(cx, db, input));
}

function withdrawWithin(cx: Work, db: WritableDb, { riseId, memberRowIds }: RiseWithdrawal): RiseWithdrawn {
  const rise = findRise(db, riseId) ?? refuse("rise_not_found", {});
  const rows = membersOf(db, rise, cx.today);
  const open = rows.filter(({ state }) => state === "notice_waits" || state === "notice_out");
  const chosen = memberRowIds === null ? open : open.filter(({ id }) => memberRowIds.includes(id));
  if (memberRowIds !== null && chosen.length !== memberRowIds.length) refuse("rise_member_not_waiting", {});
  if (memberRowIds === null) {
    const isAhead = listRisePlans(db, riseId).some(({ toVersionId }) => toVersionId === null);
    if (rise.withdrawnAt !== null || (open.length === 0 && !isAhead)) refuse("rise_over", {});
    withdrawRise(db, riseId, cx.actor.staffId, cx.now);
  }
  for (const { id } of chosen) endRiseMembers(db, { id }, "withdrawn", cx.actor.staffId, cx.now);
  for (const noticeId of new Set(chosen.flatMap((row) => (row.noticeId === null ? [] : [row.noticeId]))))
    if (listMembersOfLetter(db, noticeId).length === 0) cancelWaiting(db, { noticeId }, "The price rise was withdrawn", cx.now);
  const told = new Set(chosen.filter(({ state }) => state === "notice_out").map(({ householdId }) => householdId)).size;
  audit(cx, db, "price_rise.withdrawn", `price_rise/${riseId}`, {
    after: { members: chosen.length, whole: memberRowIds === null ? "yes" : "no", names: chosen.slice(0, 20).map(({ patientName }) => patientName).join(", ") },
  });
  db.touch("price-rises", "plans", "memberships", "notices", "billing", ...chosen.map(({ householdId }) => `household/${householdId}`));
  return { members: chosen.length, told };
}
