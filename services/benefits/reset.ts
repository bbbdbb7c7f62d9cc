/**
 * The reset of benefits (PPL-13, PKG-10): when a benefit year or period is over, the units left of it roll
 * over as the plan says or are lost, and both stay written. Units that rolled over end on their own
 * day. A step of the daily run; a second run finds nothing.
 */
import type { WritableDb } from "#db/database.ts";
import {
  closeGrant,
  countStillRolled,
  insertPlanGrant,
  insertRolledGrant,
  isDayCovered,
  listEndedGrants,
  type EndedGrant,
} from "#db/benefits/resets.ts";
import { listHolds } from "#db/memberships/records.ts";
import { loadStandingFacts } from "#db/memberships/standing-sql.ts";
import { resetUnits, rolledUntil } from "#domain/benefits/rollover.ts";
import { addDays } from "#domain/calendar.ts";
import { benefitYearOf } from "#domain/memberships/benefit-year.ts";
import { discountOn } from "#domain/pricing/member-discount.ts";
import type { Work } from "../context.ts";
import { audit } from "../record.ts";
import { benefitTermsOn } from "./terms-of.ts";

/** More than a day has; the rest follows with the next run. */
const mostAStep = 2000;

/** Answers how many grants were closed. What rolled over may itself have ended since. */
export function resetBenefits(cx: Work, db: WritableDb): number {
  let closed = 0;
  for (;;) {
    const ended = listEndedGrants(db, cx.today, mostAStep).filter((grant) => !isFrozen(cx, db, grant));
    for (const grant of ended) resetOne(cx, db, grant);
    closed += ended.length;
    if (ended.length === 0 || closed >= mostAStep) return closed;
  }
}

/** Paid days that wait for the end of an extension take the benefits of their period along (MEM-12). */
function isFrozen(cx: Work, db: WritableDb, { membershipId, benefit, origin, fromOn, toOn }: EndedGrant): boolean {
  if (origin !== "plan") return false;
  const waits = listHolds(db, membershipId).some(
    (hold) => hold.kind === "extend" && hold.from < toOn && hold.from >= fromOn && (hold.until === null || hold.until > cx.today),
  );
  return waits && benefitTermsOn(db, membershipId, benefit, addDays(toOn, -1))?.benefit.per === "period";
}

function resetOne(cx: Work, db: WritableDb, grant: EndedGrant): void {
  const { grantId, membershipId, toOn, label } = grant;
  const goesOn = isMemberOn(db, grant);
  const left = Math.max(0, grant.quantity - grant.used);
  const found = benefitTermsOn(db, membershipId, grant.benefit, addDays(toOn, -1));
  const rollover = grant.origin === "plan" ? (found?.benefit.rollover ?? { kind: "none" as const }) : { kind: "none" as const };
  const units = resetUnits(rollover, left, countStillRolled(db, membershipId, grant.benefit, toOn), goesOn);
  closeGrant(db, grantId, toOn, units);
  if (units.rolled > 0)
    insertRolledGrant(
      db,
      { membershipId, benefit: grant.benefit, label, fromOn: toOn, toOn: rolledUntil(rollover, toOn), quantity: units.rolled, createdAt: cx.now },
      grantId,
    );
  if (goesOn && grant.origin === "plan") grantNextYear(cx, db, grant);
  if (left > 0)
    audit(cx, db, "benefit.reset", `membership/${membershipId}`, { before: { label, left }, after: { ...units, resetOn: toOn } });
  db.touch("memberships", `membership/${membershipId}`, `patient/${grant.patientId}`);
}

/** What is frozen by a pause, or waits for a payment, is not lost; what a membership had that ended by then is. */
function isMemberOn(db: WritableDb, { membershipId, toOn }: EndedGrant): boolean {
  const answer = discountOn(loadStandingFacts(db, membershipId), toOn);
  return answer.kind !== "no" || (answer.why !== "ended" && answer.why !== "lapsed");
}

/** A benefit year that begins within days that are billed already begins on its own day, not with the next draw. */
function grantNextYear(cx: Work, db: WritableDb, { membershipId, benefit: key, benefitYearOn, toOn }: EndedGrant): void {
  if (!isDayCovered(db, membershipId, toOn)) return;
  const found = benefitTermsOn(db, membershipId, key, toOn);
  if (!found || found.benefit.per !== "benefit_year") return;
  const year = benefitYearOf(benefitYearOn, toOn);
  const { label, quantity } = found.benefit;
  insertPlanGrant(db, { membershipId, benefit: key, label, fromOn: year.from, toOn: year.to, quantity, createdAt: cx.now });
}
