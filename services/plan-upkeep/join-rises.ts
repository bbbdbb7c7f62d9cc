/**
 * Who comes to a plan after its new prices were announced and before they begin (MEM-17) bought the old price:
 * a letter goes to them too, and its days count for them as for everybody. Their enrolment says so.
 */
import { endRiseMembers, findOpenRise, findRise, insertRiseMember, listLatecomers, listPlansToRaise, type Latecomer } from "#db/plan-upkeep/price-rises.ts";
import { findMembership, loadDrawFacts } from "#db/memberships/records.ts";
import { findPractice } from "#db/practice.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import type { PlanRow } from "#db/memberships/plans.ts";
import { dayText } from "#domain/day-text.ts";
import type { ScheduleRecord } from "#domain/memberships/draw-facts.ts";
import { findPrice } from "#domain/memberships/plan.ts";
import { wishedDay } from "#domain/memberships/price-rise.ts";
import { moneyText } from "#domain/money-text.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import type { Work } from "../context.ts";
import { planOf } from "../billing/known-plans.ts";
import { queueNotice } from "../dunning/queue-notice.ts";
import { audit } from "../record.ts";
import { latecomerEvent } from "./plan-events.ts";
import { riseHoldsFor } from "./rise-holds.ts";
import { termEndOf } from "./term-end.ts";

/** Takes everybody who came since into the rises that wait. The run does it every day; doing it again does nothing. */
export function joinRises(cx: Work, db: WritableDb): void {
  for (const latecomer of listLatecomers(db)) join(cx, db, latecomer);
}

function join(cx: Work, db: WritableDb, { membershipId, householdId, riseId, planId, scope, effectiveOn, prices }: Latecomer): void {
  const membership = findMembership(db, membershipId);
  const facts = loadDrawFacts(db, membershipId);
  const record = facts.records.at(-1);
  if (!membership || !record) return;
  // A price of their own, agreed apart from the plan's, stays.
  if (findPrice(planOf(db, record.planVersionId).terms, record.periodMonths) !== record.priceCents) return;
  const newCents = prices.find(({ months }) => months === record.periodMonths)?.priceCents;
  if (newCents === undefined || newCents === record.priceCents) return;
  const open = findOpenRise(db, membershipId);
  if (open && riseHoldsFor(db, record, open)) return;
  if (open) endRiseMembers(db, { id: open.id }, "plan_left", cx.actor.staffId, cx.now);
  const noticeId = queueNotice(cx, db, { householdId, event: latecomerEvent(riseId, membershipId), kind: "price_change", dueOn: effectiveOn });
  const wishedOn = wishedDay(scope, effectiveOn, termEndOf(db, membership, facts).renewsOn);
  insertRiseMember(db, { riseId, membershipId, planId, oldCents: record.priceCents, newCents, wishedOn, noticeId });
  audit(cx, db, "price_rise.joined", `price_rise/${riseId}`, { after: { membershipId, oldCents: record.priceCents, newCents } });
  db.touch("price-rises", "notices", `household/${householdId}`);
}

/** What a newcomer to a plan whose new prices are announced is told at the counter. */
export function risesAhead(db: ReadableDb, plan: PlanRow, record: ScheduleRecord, name: string): string[] {
  const digits = currencyDigits(findPractice(db)?.currency ?? "USD") ?? 2;
  return listPlansToRaise(db).flatMap(({ planId, riseId, prices, effectiveOn }) => {
    const newCents = prices.find(({ months }) => months === record.periodMonths)?.priceCents;
    const rise = findRise(db, riseId);
    if (planId !== plan.planId || !rise || rise.scope === "new_members" || newCents === undefined || newCents === record.priceCents) return [];
    const from = rise.scope === "at_renewal" ? "from the renewal on" : `from the first draw ${rise.noticeDays} days after it on`;
    return [`${plan.name} goes to ${moneyText(newCents, digits)} on ${dayText(effectiveOn)}. ${name} gets the letter about it, and pays it ${from}.`];
  });
}
