/**
 * Moves a membership to another plan or period length (MEM-9, MEM-10): now, at the next draw, from the
 * start of the current term, or at its renewal. What the old days really cost comes off on the same
 * invoice; more than the new days cost becomes household credit. No activation fee; the draw day stays.
 */
import { setMovedGivenBack } from "#db/memberships/changes.ts";
import { listPeriods, loadDrawFacts, setPlanAndBenefitYear } from "#db/memberships/records.ts";
import type { WritableDb } from "#db/database.ts";
import { cutPeriod } from "#db/memberships/period-cuts.ts";
import { findPlan, findPlanVersion, type PlanRow } from "#db/memberships/plans.ts";
import { periodWord } from "#domain/billing/explain.ts";
import type { Day, PeriodMonths } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, MembershipId, PaymentId, PlanVersionId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { WantedDues } from "#domain/memberships/draw-facts.ts";
import { nextDraws, nextWanted, wantedDues } from "#domain/memberships/draw-schedule.ts";
import { findPrice } from "#domain/memberships/plan.ts";
import { movedAtNextDraw, movedFromTermStart, movedNow, termStart, type NewTerms } from "#domain/memberships/plan-move.ts";
import { termOf } from "#domain/memberships/term.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { dayText } from "#domain/day-text.ts";
import { moneyText } from "#domain/money-text.ts";
import type { Handover } from "#domain/payments/allocate.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { carryBenefits } from "../billing/carry-benefits.ts";
import { grantBenefits } from "../billing/grant-benefits.ts";
import { issueDues } from "../billing/issue-dues.ts";
import { creditUnusedDues } from "../invoices/credit-dues.ts";
import { takePayment } from "../payments/take.ts";
import { refundUnusedDues } from "../refunds/refund-unused.ts";
import { addRecord } from "./add-record.ts";
import { coverOwedDays } from "./cover-owed-days.ts";
import { giveBackOverlap } from "./give-back-overlap.ts";
import { refreshDrawCursor } from "./draw-cursor.ts";
import { requireChangeable, type Changeable } from "./require-changeable.ts";
import { giveBackBeside, takeOff, unusedLine, worthOfDues, type Worth } from "./old-days.ts";
import { recordChange, type Recorded } from "./undo/record-change.ts";
import { listUnused } from "./worth-of-days.ts";

export type PlanMoveInput = {
  readonly membershipId: MembershipId;
  readonly planVersionId: PlanVersionId;
  readonly periodMonths: PeriodMonths;
  readonly when: "now" | "next_draw" | "start_of_term" | "renewal";
  readonly reason: string;
  /** What is handed over for the invoice of a move that takes effect now; absent: it stays open. */
  readonly payment?: Handover | null;
  /** Whether what is asked for is due today, or collected with the next draw. */
  readonly collect?: "now" | "next_draw";
  /** How what the old days cost more comes back: as credit, the way it was paid, or as a check to write. */
  readonly back?: "credit" | "tender" | "check";
  /** Whether the person may refund (`payments.refund`). */
  readonly mayRefund?: boolean;
};

export type PlanMoved = {
  readonly membershipId: MembershipId;
  /** The invoice of a move that takes effect now; null where it asks for nothing. */
  readonly invoiceId: InvoiceId | null;
  readonly dueCents: Cents;
  /** What the old days cost more than the new ones: household credit. */
  readonly creditCents: Cents;
  readonly paymentId: PaymentId | null;
};

/**
 * Refuses what `requireChangeable` refuses, `plan_not_found`, `plan_not_on_sale`, `plan_version_old`,
 * `plan_has_no_such_period`, `plan_is_the_same`, `no_draw_ahead`, `term_has_gaps`, `refund_not_allowed`,
 * and `first_payment_wrong` for another payment than the invoice asks for.
 */
export function movePlan(cx: Cx, input: PlanMoveInput): PlanMoved & Recorded {
  return act<PlanMoved & Recorded>(cx, (db) => movePlanWithin(cx, db, input));
}

/** The same inside the caller's transaction. */
export function movePlanWithin(cx: Work, db: WritableDb, input: PlanMoveInput): PlanMoved & Recorded {
  const kind = input.when === "start_of_term" && input.periodMonths === 12 ? "pay_year" : "plan_move";
  return recordChange(cx, db, kind, input.membershipId, () => {
    const asked = requireChangeable(db, input.membershipId, cx.today);
    const one = { ...asked, membership: coverOwedDays(cx, db, asked.membership) };
    const plan = requirePlan(db, input.planVersionId, one);
    const to = requireTerms(one, plan, input.periodMonths);
    if ((input.back ?? "credit") !== "credit" && input.mayRefund === false) refuse("refund_not_allowed", {});
    const isLater = input.when === "next_draw" || input.when === "renewal";
    const { effectiveOn, ...moved } = isLater ? atLaterDraw(cx, db, one, to, input) : atOnce(cx, db, one, to, input);
    // A move that waits is the plan's from its first days on; the run that bills them says so (F-12).
    if (!isLater) setPlanAndBenefitYear(db, one.membership.id, plan.planId, one.membership.benefit_year_on);
    refreshDrawCursor(db, one.membership.id, one.membership.start_on);
    db.touch(`membership/${one.membership.id}`, "memberships", `household/${one.membership.household_id}`, "billing");
    const paymentId = input.payment ? payAtOnce(cx, db, input.payment, one.membership.household_id, moved) : null;
    return {
      result: { ...moved, paymentId },
      membershipIds: [one.membership.id],
      effectiveOn,
      sentence: sentenceOf(plan, to, input.when, effectiveOn),
    };
  });
}

function sentenceOf(plan: PlanRow, to: NewTerms, when: PlanMoveInput["when"], effectiveOn: Day): string {
  const price = `${moneyText(to.priceCents)} a ${periodWord(to.periodMonths)}`;
  return when === "start_of_term"
    ? `Pays ${price} for ${plan.name}, from the start of the term on ${dayText(effectiveOn)}.`
    : `Moves to ${plan.name} at ${price} from ${dayText(effectiveOn)}.`;
}

/** Takes what the move asks for, and nothing else. */
function payAtOnce(
  cx: Work,
  db: WritableDb,
  payment: Handover,
  householdId: HouseholdId,
  { invoiceId, openCents }: { readonly invoiceId: InvoiceId | null; readonly openCents: Cents },
): PaymentId {
  if (invoiceId === null || openCents === 0 || payment.amountCents !== openCents)
    refuse("first_payment_wrong", { dueCents: openCents });
  return takePayment(cx, db, { ...payment, householdId, choices: [{ invoiceId, cents: openCents }], note: "" }).paymentId;
}

/** A member may pay the year of the very terms they have, whatever is on sale today (PPL-11). */
function requirePlan(db: WritableDb, planVersionId: PlanVersionId, { record }: Changeable): PlanRow {
  const version = findPlanVersion(db, planVersionId);
  if (!version) refuse("plan_not_found", {});
  if (planVersionId === record.planVersionId) return version;
  if (version.state !== "on_sale") refuse("plan_not_on_sale", { plan: version.name });
  if (findPlan(db, version.planId)?.planVersionId !== planVersionId)
    refuse("plan_version_old", { plan: version.name });
  return version;
}

function requireTerms({ record }: Changeable, plan: PlanRow, periodMonths: PeriodMonths): NewTerms {
  const { planVersionId, terms } = plan;
  const priceCents = findPrice(terms, periodMonths);
  if (priceCents === undefined) refuse("plan_has_no_such_period", { plan: plan.name, months: periodMonths });
  const isSame =
    record.planVersionId === planVersionId && record.periodMonths === periodMonths && record.priceCents === priceCents;
  if (isSame) refuse("plan_is_the_same", {});
  return { planVersionId, periodMonths, priceCents };
}

/** What a move did, and from which day. */
type Moved = Omit<PlanMoved, "paymentId"> & { readonly effectiveOn: Day; readonly openCents: Cents };

/** With the next days that are not billed yet, or with the first of them in the next term. */
function atLaterDraw(cx: Work, db: WritableDb, one: Changeable, to: NewTerms, input: PlanMoveInput): Moved {
  const { membership, facts, record } = one;
  const next = nextWanted(facts, membership.billed_through_on) ?? refuse("no_draw_ahead", {});
  const from = input.when === "renewal" ? renewalDraw(db, one, cx.today) : next;
  addRecord(cx, db, membership.id, movedAtNextDraw(record, to, from), "membership.plan_moved", input.reason);
  if (from.from === next.from) giveBackOverlap(cx, db, one, from.from);
  return {
    membershipId: membership.id,
    invoiceId: null,
    dueCents: zeroCents,
    openCents: zeroCents,
    creditCents: zeroCents,
    effectiveOn: from.from,
  };
}

/** The first full period of the next term. Refuses `no_draw_ahead`. */
function renewalDraw(db: WritableDb, { membership, facts, record }: Changeable, today: Day): WantedDues {
  const plan = findPlanVersion(db, record.planVersionId);
  invariant(plan, "a schedule points at a plan version");
  const isSamePlan = (version: PlanVersionId): boolean => findPlanVersion(db, version)?.planId === plan.planId;
  const { to: renewsOn } = termOf(facts, plan.terms, today, isSamePlan);
  const periods = nextDraws(facts, membership.billed_through_on, periodsOfAnyTerm);
  return periods.find(({ kind, from }) => kind === "period" && from >= renewsOn) ?? refuse("no_draw_ahead", {});
}

/** Ten years of months: no commitment is longer. */
const periodsOfAnyTerm = 120;

/** The old days give way, the new ones are billed today, and the difference is one invoice or a credit. */
function atOnce(cx: Work, db: WritableDb, one: Changeable, to: NewTerms, input: PlanMoveInput): Moved {
  const { membership, facts, record } = one;
  const firstRecord = facts.records[0];
  invariant(firstRecord, "a membership has a schedule");
  const from = input.when === "now" ? cx.today : termStart(firstRecord.anchorOn, cx.today);
  if (input.when === "start_of_term") requireWholeTerm(listPeriods(db, membership.id), from, membership.billed_through_on);
  const old = listUnused(db, membership.id, from);
  const running = old.find(({ period }) => period.from <= cx.today && cx.today < period.to)?.period;
  const next =
    input.when === "now"
      ? movedNow(record, to, cx.today, running?.to ?? cx.today)
      : movedFromTermStart(record, to, from);
  addRecord(cx, db, membership.id, next, "membership.plan_moved", input.reason);
  for (const { period, offRowCents } of old) cutPeriod(db, period, from, offRowCents, cx.now);
  setMovedGivenBack(db, membership.id, from);
  const billed = wantedDues(loadDrawFacts(db, membership.id), cx.today, from).map(
    (dues): WantedDues => ({ ...dues, chargeOn: cx.today }),
  );
  const besideCents = giveBackBeside(cx, db, membership, old);
  const settled = settleDifference(cx, db, one, from, billed, worthOfDues(old), input);
  const terms = findPlanVersion(db, to.planVersionId)?.terms;
  invariant(terms, "the plan that is moved to is there");
  carryBenefits(cx, db, membership, record.planVersionId, terms, billed[0] ?? { from, to: from });
  for (const dues of billed) grantBenefits(cx, db, membership, terms, dues);
  const creditCents = addCents(settled.creditCents, besideCents);
  return { membershipId: membership.id, effectiveOn: from, ...settled, creditCents };
}

function settleDifference(
  cx: Work,
  db: WritableDb,
  { membership }: Changeable,
  from: Day,
  billed: readonly WantedDues[],
  worth: readonly Worth[],
  { collect = "now", back = "credit" }: Pick<PlanMoveInput, "collect" | "back">,
): Omit<Moved, "membershipId" | "effectiveOn"> {
  if (billed.length === 0) {
    const creditCents = giveBackRest(cx, db, membership, worth, back);
    return { invoiceId: null, dueCents: zeroCents, openCents: zeroCents, creditCents };
  }
  let rest: Worth[] = [];
  const issued = issueDues(cx, db, {
    kind: "draw",
    householdId: membership.household_id,
    on: cx.today,
    billed: billed.map((dues) => ({ membership, dues })),
    ...(collect === "next_draw" ? { dueOn: dayOfNextDraw(db, membership.id, billed, cx.today) } : {}),
    // No more comes off than the new days really cost, after household pricing and coupons.
    otherLines: (duesCents) => {
      const { off, left } = takeOff(worth, duesCents);
      rest = left;
      return off.map((one) => unusedLine(membership, one, from, cx.today));
    },
  });
  const creditCents = giveBackRest(cx, db, membership, rest, back);
  return { invoiceId: issued.invoiceId, dueCents: issued.totalCents, openCents: issued.balanceCents, creditCents };
}

/** The day of the first draw after the days that are billed now: what is asked for is collected with it. */
function dayOfNextDraw(db: WritableDb, id: MembershipId, billed: readonly WantedDues[], today: Day): Day {
  const through = billed.at(-1)?.to ?? today;
  return nextWanted(loadDrawFacts(db, id), through)?.chargeOn ?? today;
}

/** What the old days cost more than the new ones comes back: as credit, or as a refund (MEM-9). */
function giveBackRest(
  cx: Work,
  db: WritableDb,
  membership: Changeable["membership"],
  rest: readonly Worth[],
  back: NonNullable<PlanMoveInput["back"]>,
): Cents {
  for (const { period, unused } of rest) {
    if (unused === 0) continue;
    const days = {
      householdId: membership.household_id,
      patientId: membership.patient_id,
      invoiceId: period.invoiceId,
      cents: unused,
      effectiveOn: cx.today,
      memo: "Unused days before a move to another plan",
    };
    if (back === "credit") creditUnusedDues(cx, db, days);
    else refundUnusedDues(cx, db, { ...days, membershipId: membership.id, refundBy: back });
  }
  return rest.reduce<Cents>((sum, { unused }) => addCents(sum, unused), zeroCents);
}

/** Every day of the term up to now is billed: days on hold cannot be paid afterwards (MEM-12). */
function requireWholeTerm(
  periods: readonly { readonly from: Day; readonly to: Day }[],
  termStartOn: Day,
  billedThrough: Day,
): void {
  let covered = termStartOn;
  for (const period of periods) if (period.from <= covered && period.to > covered) covered = period.to;
  if (covered < billedThrough) refuse("term_has_gaps", {});
}
