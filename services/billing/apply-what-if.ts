/**
 * Applies a change that was tried in the forecast (BIL-5): each membership gets the very record that
 * the forecast was made with, or the practice its new retry days. A membership that cannot be changed
 * now stays as it is and is named.
 */
import type { WritableDb } from "#db/database.ts";
import { currentSettings, insertSettings } from "#db/dunning/settings.ts";
import { findEnrolPatient } from "#db/memberships/enrolment-facts.ts";
import { findPlan, listPlans } from "#db/memberships/plans.ts";
import { listDrawingHouseholds, listRunningMemberships, setPlanAndBenefitYear, type MembershipRow } from "#db/memberships/records.ts";
import { changedFacts, type TargetPlan, type WhatIf } from "#domain/billing/what-if.ts";
import { checkedSettings } from "#domain/dunning/settings.ts";
import type { PlanId } from "#domain/identity.ts";
import { defaultNoticeDays } from "#domain/memberships/price-rise.ts";
import { recordStart } from "#domain/memberships/draw-facts.ts";
import { Refusal, refuse, type RefusalCode, type RefusalFacts } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { addRecord } from "../memberships/add-record.ts";
import { refreshDrawCursor } from "../memberships/draw-cursor.ts";
import { giveBackOverlap } from "../memberships/give-back-overlap.ts";
import { requireChangeable } from "../memberships/require-changeable.ts";
import { raiseWithin } from "../plan-upkeep/raise-prices.ts";
import { audit } from "../record.ts";

/** A membership that stays as it is, with the refusal that says why. */
export type Left = {
  readonly name: string;
  readonly code: RefusalCode;
  readonly facts: RefusalFacts[RefusalCode];
};

export type Applied = {
  readonly changed: number;
  readonly left: Left[];
};

/** Refuses `plan_not_found`, `what_if_day_past`, what a price rise refuses (`raisePrices`) and what the settings refuse. */
export function applyWhatIf(cx: Cx, change: WhatIf): Applied {
  return act<Applied>(cx, (db) => {
    switch (change.kind) {
      case "price_rise":
        return applyRise(cx, db, change);
      case "retry_rule":
        return applyRetries(cx, db, change.retryDays);
      case "plan_change":
        return applyPlanChange(cx, db, change);
    }
  });
}

/**
 * Letters to everybody concerned; members pay the new price from the first draw on or after the day, once their
 * letter has been out long enough (MEM-17). Plans that are still drafts are left alone.
 */
function applyRise(cx: Work, db: WritableDb, { planId, basisPoints, fromOn }: Extract<WhatIf, { kind: "price_rise" }>): Applied {
  const plans = listPlans(db).filter((plan) => (planId === null ? plan.state !== "draft" : plan.planId === planId));
  if (plans.length === 0) refuse("plan_not_found", {});
  const { preview } = raiseWithin(cx, db, {
    plans: plans.map((plan) => ({
      planId: plan.planId,
      changes: plan.terms.prices.map(({ months }) => ({ months, change: { kind: "by_percent" as const, basisPoints } })),
    })),
    effectiveOn: fromOn,
    scope: "first_draw_after_notice",
    noticeDays: defaultNoticeDays,
    excluded: [],
    reason: "Tried in the forecast",
  });
  const left = preview.members.flatMap(({ leftOut, patientName }): Left[] =>
    leftOut === "no_draw_ahead" ? [{ name: patientName, code: "no_draw_ahead", facts: {} }] : [],
  );
  return { changed: preview.raised, left };
}

function applyRetries(cx: Work, db: WritableDb, retryDays: readonly number[]): Applied {
  const { settings } = currentSettings(db);
  const next = checkedSettings({ ...settings, retryDays: retryDays.toSorted((a, b) => a - b) });
  const version = insertSettings(db, { settings: next, createdBy: cx.actor.staffId, createdAt: cx.now });
  audit(cx, db, "dunning_settings.changed", `dunning_settings/${version}`, {
    before: { retryDays: settings.retryDays.join(", ") },
    after: { retryDays: next.retryDays.join(", ") },
  });
  db.touch("dunning-settings", "notices");
  return { changed: 1, left: [] };
}

function applyPlanChange(cx: Work, db: WritableDb, change: Extract<WhatIf, { kind: "plan_change" }>): Applied {
  if (change.fromOn < cx.today) refuse("what_if_day_past", { earliestOn: cx.today });
  const target = findPlan(db, change.toPlanId) ?? refuse("plan_not_found", {});
  const left: Left[] = [];
  let changed = 0;
  for (const { householdId } of listDrawingHouseholds(db))
    for (const membership of listRunningMemberships(db, householdId)) {
      if (membership.plan_id !== change.fromPlanId) continue;
      const refusal = tryOne(() => moveOne(cx, db, membership, change, target, target.planId));
      if (refusal === null) changed += 1;
      else {
        const { code, facts } = refusal;
        left.push({ name: findEnrolPatient(db, membership.patient_id)?.name ?? "", code, facts });
      }
    }
  db.touch("memberships", "billing");
  return { changed, left };
}

/** The refusal, or null when it was done. */
function tryOne(work: () => void): Refusal | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function moveOne(
  cx: Work,
  db: WritableDb,
  membership: MembershipRow,
  change: WhatIf,
  target: TargetPlan,
  planId: PlanId,
): void {
  const one = requireChangeable(db, membership.id, cx.today);
  const next = changedFacts(one.facts, membership.plan_id, membership.billed_through_on, change, target);
  const record = next?.records.at(-1);
  if (!record) refuse("plan_has_no_such_period", { plan: target.terms.name, months: one.record.periodMonths });
  addRecord(cx, db, membership.id, record, "membership.plan_moved", "Tried in the forecast");
  giveBackOverlap(cx, db, one, recordStart(record));
  setPlanAndBenefitYear(db, membership.id, planId, membership.benefit_year_on);
  refreshDrawCursor(db, membership.id, membership.start_on);
  db.touch(`membership/${membership.id}`, `household/${membership.household_id}`);
}
