/**
 * What the run does for plans before it makes periods: a price rise whose day has come makes the plan's
 * next version (MEM-17, PPL-11), who came after it was announced is told too, and a term that is not renewed gets its end (MEM-18). Doing it again
 * does nothing.
 */
import type { WritableDb } from "#db/database.ts";
import { insertCancellation } from "#db/memberships/changes.ts";
import { findPlan, insertPlanVersion } from "#db/memberships/plans.ts";
import { loadDrawFacts } from "#db/memberships/records.ts";
import { listEndingMembers } from "#db/plan-upkeep/renewals.ts";
import { listPlansToRaise, setRisenVersion } from "#db/plan-upkeep/price-rises.ts";
import { addDays } from "#domain/calendar.ts";
import { invariant } from "#domain/invariant.ts";
import type { Work } from "../context.ts";
import { refreshDrawCursor } from "../memberships/draw-cursor.ts";
import { audit } from "../record.ts";
import { renewalNoticeDays } from "#domain/memberships/renewal.ts";
import { joinRises } from "./join-rises.ts";
import { withPrices } from "./plan-on.ts";
import { termEndOf } from "./term-end.ts";

export function keepTerms(cx: Work, db: WritableDb): void {
  joinRises(cx, db);
  beginRises(cx, db);
  endTerms(cx, db);
}

/** New members pay the new prices from the day of the rise on. */
export function beginRises(cx: Work, db: WritableDb): void {
  for (const rise of listPlansToRaise(db)) {
    if (rise.effectiveOn > cx.today) return;
    const plan = findPlan(db, rise.planId);
    invariant(plan, "a plan that is raised is there");
    const terms = withPrices(plan.terms, rise.prices);
    const number = plan.versionNumber + 1;
    const versionId = insertPlanVersion(db, {
      planId: plan.planId,
      number,
      terms,
      createdBy: cx.actor.staffId,
      createdAt: cx.now,
    });
    setRisenVersion(db, rise.riseId, plan.planId, plan.planVersionId, versionId);
    db.exec("update plan set version = version + 1 where id = ?", plan.planId);
    audit(cx, db, "plan.price_raised", `plan/${plan.planId}`, {
      before: { version: plan.versionNumber, prices: pricesText(plan.terms.prices) },
      after: { version: number, prices: pricesText(terms.prices), riseId: rise.riseId },
    });
    db.touch("plans", "price-rises");
  }
}

function pricesText(prices: readonly { readonly months: number; readonly priceCents: number }[]): string {
  return prices.map(({ months, priceCents }) => `${months}: ${priceCents}`).join(", ");
}

/** The end is entered with the first notice, so that it is seen, and can be taken back, for a month. */
function endTerms(cx: Work, db: WritableDb): void {
  const through = addDays(cx.today, renewalNoticeDays[0]);
  for (const membership of listEndingMembers(db)) {
    const { ends, renewsOn } = termEndOf(db, membership, loadDrawFacts(db, membership.id));
    if (!ends || renewsOn > through) continue;
    insertCancellation(
      db,
      membership.id,
      { effectiveOn: renewsOn, kind: "expired" },
      { reason: "The plan ends with its term", createdBy: cx.actor.staffId, createdAt: cx.now },
    );
    refreshDrawCursor(db, membership.id, membership.start_on);
    audit(cx, db, "membership.term_ended", `membership/${membership.id}`, { after: { effectiveOn: renewsOn } });
    db.touch(`membership/${membership.id}`, "memberships", `household/${membership.household_id}`);
  }
}
