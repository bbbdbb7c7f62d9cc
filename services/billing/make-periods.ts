/**
 * Makes every missing period of one household up to today, in date order, each with its own due day
 * (BIL-2, BIL-3): one invoice a household and draw day, a line a membership and item, benefits,
 * ledger and audit. Running it again makes nothing (F-13).
 */
import { insertCouponUses } from "#db/coupons/held-coupons.ts";
import type { WritableDb } from "#db/database.ts";
import { nextDrawSeq } from "#db/memberships/draw-invoices.ts";
import {
  findPeriodCents,
  insertPeriod,
  listDueMemberships,
  loadDrawFacts,
  type MembershipRow,
} from "#db/memberships/records.ts";
import { findPlanVersion } from "#db/memberships/plans.ts";
import { isPending } from "#db/memberships/standing-sql.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, PlanId, PlanVersionId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { DrawFacts, WantedDues } from "#domain/memberships/draw-facts.ts";
import { wantedDues } from "#domain/memberships/draw-schedule.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import type { Work } from "../context.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { cutBilledDays } from "../memberships/cut-billed-days.ts";
import { refreshDrawCursor } from "../memberships/draw-cursor.ts";
import { asBilled, priceDrawLines } from "../pricing/price-draw-lines.ts";
import { duesLine, isUnbilled } from "./dues-line.ts";
import { grantBenefits } from "./grant-benefits.ts";

export type MadePeriods = {
  readonly invoices: readonly { readonly drawOn: Day; readonly totalCents: number }[];
  readonly lines: number;
  readonly totalCents: number;
  readonly creditUsedCents: number;
};

type Due = { readonly membership: MembershipRow; readonly dues: WantedDues };
type Member = { readonly membership: MembershipRow; facts: DrawFacts };

export function makeHouseholdPeriods(cx: Work, db: WritableDb, householdId: HouseholdId): MadePeriods {
  const members = listDueMemberships(db, householdId, cx.today).map(
    (membership): Member => ({ membership, facts: loadDrawFacts(db, membership.id) }),
  );
  const due = members.flatMap(({ membership, facts }): Due[] =>
    // A pending member has no draws yet (chapter 3): the agreement or the first payment is missing.
    isPending(db, membership.id)
      ? []
      : wantedDues(facts, cx.today, membership.billed_through_on).map((dues) => ({ membership, dues })),
  );
  const made = { invoices: [] as { drawOn: Day; totalCents: number }[], lines: 0, totalCents: 0, creditUsedCents: 0 };
  for (const [chargeOn, group] of byChargeDay(due)) {
    for (const member of members)
      member.facts = cutBilledDays(cx, db, member.membership, member.facts, chargeOn);
    const billed = group.filter(({ dues }) => !isUnbilled(dues));
    for (const { membership, dues } of group.filter(({ dues }) => isUnbilled(dues)))
      insertPeriod(db, {
        membershipId: membership.id,
        dues,
        invoiceId: null,
        invoiceLineId: null,
        createdAt: cx.now,
      });
    if (billed.length > 0) {
      const issued = issueDraw(cx, db, householdId, chargeOn, billed);
      made.invoices.push({ drawOn: chargeOn, totalCents: issued.totalCents });
      made.lines += billed.length;
      made.totalCents += issued.totalCents;
      made.creditUsedCents += issued.creditUsedCents;
    }
    for (const { membership, dues } of group)
      grantBenefits(cx, db, membership, planOf(db, dues.planVersionId).terms, dues);
  }
  for (const member of members) {
    const { membership } = member;
    const facts = cutBilledDays(cx, db, membership, member.facts, cx.today);
    refreshDrawCursor(db, membership.id, membership.start_on, facts);
    db.touch(`membership/${membership.id}`, "memberships");
  }
  return made;
}

function issueDraw(cx: Work, db: WritableDb, householdId: HouseholdId, drawOn: Day, billed: readonly Due[]) {
  const patients = new Set(billed.map(({ membership }) => membership.patient_id));
  const priced = priceDrawLines(db, {
    householdId,
    on: drawOn,
    lines: billed.map(({ membership, dues }) => {
      const { terms, planId } = planOf(db, dues.planVersionId);
      return {
        line: duesLine(dues, {
          patientId: membership.patient_id,
          membershipId: membership.id,
          planName: terms.name,
          taxRatePpm: terms.taxRatePpm,
        }),
        membershipId: membership.id,
        planId,
        pricing: terms.householdPricing,
        dues,
        overlapPaidCents: dues.facts?.kind === "less_overlap" ? findPeriodCents(db, membership.id, dues.from) : null,
      };
    }),
  });
  const issued = issueInvoice(cx, db, {
    kind: "draw",
    householdId,
    patientId: patients.size === 1 ? (billed[0]?.membership.patient_id ?? null) : null,
    drawOn,
    drawSeq: nextDrawSeq(db, householdId, drawOn),
    invoicedOn: drawOn,
    dueOn: drawOn,
    termsDays: 0,
    lines: priced.lines,
  });
  insertCouponUses(db, issued.invoiceId, priced.uses, cx.now);
  billed.forEach(({ membership, dues }, index) => {
    const line = priced.lines[index];
    invariant(line, "every billed period has its line");
    insertPeriod(db, {
      membershipId: membership.id,
      dues: asBilled(dues, line),
      invoiceId: issued.invoiceId,
      invoiceLineId: issued.lineIds[index] ?? null,
      createdAt: cx.now,
    });
  });
  return issued;
}

function byChargeDay(due: readonly Due[]): [Day, Due[]][] {
  const groups = new Map<Day, Due[]>();
  for (const item of due) {
    const group = groups.get(item.dues.chargeOn);
    if (group) group.push(item);
    else groups.set(item.dues.chargeOn, [item]);
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

type KnownPlan = { readonly terms: PlanTerms; readonly planId: PlanId };
const knownPlans = new WeakMap<object, Map<PlanVersionId, KnownPlan>>();

/** Terms of a version never change (PPL-11), so they are read once for each open file. */
function planOf(db: WritableDb, id: PlanVersionId): KnownPlan {
  const known = knownPlans.get(db) ?? new Map<PlanVersionId, KnownPlan>();
  knownPlans.set(db, known);
  const plan = known.get(id) ?? findPlanVersion(db, id);
  invariant(plan, "a schedule points at a plan version");
  known.set(id, plan);
  return plan;
}
