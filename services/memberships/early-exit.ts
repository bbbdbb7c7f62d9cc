/**
 * What leaving before the end of a commitment costs (MEM-13, BIL-15), from the plan's policy and what
 * the books know; asked for as a fee line on an invoice of its own that explains itself.
 */
import { sumUsedValue } from "#db/benefits/used.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { listPeriods, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import { findPlanVersion, type PlanRow } from "#db/memberships/plans.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { InvoiceId } from "#domain/identity.ts";
import type { NewLine } from "#domain/invoices/lines.ts";
import { commitmentOf, committedCents, type CommitmentSpan } from "#domain/memberships/commitment.ts";
import type { DrawFacts } from "#domain/memberships/draw-facts.ts";
import { wantedDues } from "#domain/memberships/draw-schedule.ts";
import { earlyExit, type EarlyExit } from "#domain/memberships/early-exit.ts";
import { unusedCents } from "#domain/memberships/unused-days.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { issueInvoice } from "../invoices/issue.ts";

export type ExitFromPlan = {
  readonly plan: PlanRow;
  readonly span: CommitmentSpan;
  readonly exit: EarlyExit;
  readonly billedCents: Cents;
  readonly savedCents: Cents;
  readonly leavesOn: Day;
};

/** The commitment of a membership's current plan; null from month to month. */
export function findCommitment(db: ReadableDb, facts: DrawFacts): { readonly plan: PlanRow; readonly span: CommitmentSpan } | null {
  const record = facts.records.at(-1);
  const plan = record && findPlanVersion(db, record.planVersionId);
  if (!plan) return null;
  const span = commitmentOf(
    facts,
    plan.terms.commitmentPeriods,
    (version) => findPlanVersion(db, version)?.planId === plan.planId,
  );
  return span && { plan, span };
}

/**
 * Null where no commitment is broken. Dues count as soon as they are billed, and those that will be
 * drawn before the last day with them: what is owed is not asked for twice. `savedCents` is what was
 * used at member prices, list less member price, for a claw-back; null for what the books know.
 */
export function exitOf(
  db: ReadableDb,
  membership: Pick<MembershipRow, "id" | "billed_through_on">,
  leavesOn: Day,
  over: { readonly savedCents: Cents | null; readonly settles: boolean },
): ExitFromPlan | null {
  const facts = loadDrawFacts(db, membership.id);
  const committed = findCommitment(db, facts);
  if (!committed || leavesOn >= committed.span.endsOn) return null;
  const { plan, span } = committed;
  const made = listPeriods(db, membership.id).map((period) => {
    const back = over.settles && period.to > leavesOn ? unusedCents(period, leavesOn) : zeroCents;
    return { ...period, amountCents: addCents(period.amountCents, -back) };
  });
  const billedThrough = made.reduce<Day>((last, { to }) => (to > last ? to : last), membership.billed_through_on);
  const ahead = wantedDues({ ...facts, endsOn: leavesOn }, addDays(leavesOn, -1), billedThrough);
  const billedCents = committedCents(span, [...made, ...ahead]);
  const savedCents = over.savedCents ?? usedSince(db, membership.id, span.startOn, leavesOn);
  const exit = earlyExit(
    { ...span, paidCents: billedCents, savedCents },
    plan.terms.earlyExit,
    leavesOn,
  );
  return { plan, span, exit, billedCents, savedCents, leavesOn };
}

/** What benefits and member prices have taken off list prices since the commitment began (MEM-13). */
function usedSince(db: ReadableDb, membershipId: MembershipRow["id"], from: Day, before: Day): Cents {
  const { benefitCents, discountCents } = sumUsedValue(db, membershipId, from, before);
  return addCents(benefitCents, discountCents);
}

/** Asks for it today, payable by the last day. */
export function chargeExit(cx: Work, db: WritableDb, membership: MembershipRow, leaving: ExitFromPlan): InvoiceId {
  const { leavesOn } = leaving;
  return issueInvoice(cx, db, {
    kind: "manual",
    householdId: membership.household_id,
    patientId: membership.patient_id,
    drawOn: null,
    invoicedOn: cx.today,
    dueOn: leavesOn > cx.today ? leavesOn : cx.today,
    termsDays: 0,
    lines: [exitLine(cx.today, membership, leaving)],
  }).invoiceId;
}

function exitLine(today: Day, membership: MembershipRow, { plan, span, exit, billedCents, savedCents, leavesOn }: ExitFromPlan): NewLine {
  return {
    kind: "fee",
    patientId: membership.patient_id,
    membershipId: membership.id,
    planVersionId: null,
    description: `${plan.name}, leaving before the end of the commitment`,
    serviceOn: today,
    fromOn: null,
    toOn: null,
    quantity: 1,
    unitCents: exit.dueCents,
    taxRatePpm: 0,
    facts: {
      kind: "early_exit",
      policy: exit.policy === "none" ? "fixed" : exit.policy,
      leavesOn,
      endsOn: span.endsOn,
      priceCents: span.priceCents,
      periods: span.periods,
      billedCents,
      remainingCents: exit.remainingCents,
      savedCents,
    },
  };
}
