/**
 * Coming back after a cancellation or a lapse (MEM-14): a reactivation fee for each member instead of
 * the activation fee. It covers the first month; then the alignment rule of MEM-3. A written-off
 * period stays written off, and the counters go on while the old benefit year lasts.
 */
import type { WritableDb } from "#db/database.ts";
import { endAbsence, endHold, withdrawHold } from "#db/memberships/changes.ts";
import { findEnrolPatient, findHouseholdDrawDay } from "#db/memberships/enrolment-facts.ts";
import { cutPeriod, listPeriodsEndingAfter } from "#db/memberships/period-cuts.ts";
import { findPlanVersion } from "#db/memberships/plans.ts";
import { listHolds, loadDrawFacts, setPlanAndBenefitYear, type MembershipRow } from "#db/memberships/records.ts";
import { withdrawRecordsFrom } from "#db/memberships/withdraw-records.ts";
import { addDays, addMonths, type Day } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import { reactivationFee } from "#domain/dunning/reactivation-fee.ts";
import type { HouseholdId, InvoiceId, MembershipId, PaymentId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { NewLine } from "#domain/invoices/lines.ts";
import { benefitYearOf } from "#domain/memberships/benefit-year.ts";
import { recordStart, type DrawFacts, type ScheduleRecord } from "#domain/memberships/draw-facts.ts";
import { wantedDues } from "#domain/memberships/draw-schedule.ts";
import { firstScheduleRecord } from "#domain/memberships/enrolment.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import type { Handover } from "#domain/payments/allocate.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { grantBenefits } from "../billing/grant-benefits.ts";
import { isUnbilled } from "../billing/dues-line.ts";
import { coverDays, issueDues, type Due } from "../billing/issue-dues.ts";
import { takePayment } from "../payments/take.ts";
import { addRecord } from "./add-record.ts";
import { refreshDrawCursor } from "./draw-cursor.ts";
import { requireMembership } from "./require.ts";
import { recordChange, type Recorded } from "./undo/record-change.ts";

export type RejoinInput = {
  readonly householdId: HouseholdId;
  readonly members: readonly {
    readonly membershipId: MembershipId;
    /** Another fee than the plan's, down to nothing, with its reason. */
    readonly fee: { readonly cents: Cents; readonly reason: string } | null;
  }[];
  /** Null: the household's draw day where somebody still draws, else the old one. */
  readonly drawDay: number | null;
  readonly payment: Handover | null;
};

export type Rejoined = {
  readonly invoiceId: InvoiceId | null;
  readonly dueCents: Cents;
  readonly paymentId: PaymentId | null;
};

/**
 * Refuses `membership_not_found`, `not_ended`, `patient_of_other_household`,
 * `rejoin_fee_needs_reason`, `first_payment_wrong` and what `takePayment` refuses.
 */
export function rejoinMembers(cx: Cx, input: RejoinInput): Rejoined & Recorded {
  return act<Rejoined & Recorded>(cx, (db) => rejoinWithin(cx, db, input));
}

/** The same inside the caller's transaction. */
export function rejoinWithin(cx: Work, db: WritableDb, input: RejoinInput): Rejoined & Recorded {
  const membershipIds = input.members.map(({ membershipId }) => membershipId);
  const [asked] = membershipIds;
  if (asked === undefined) refuse("membership_not_found", {});
  return recordChange(cx, db, "rejoin", asked, () => ({
    result: comeBackTogether(cx, db, input),
    membershipIds,
    effectiveOn: cx.today,
    sentence: `Comes back on ${dayText(cx.today)}.`,
  }));
}

function comeBackTogether(cx: Work, db: WritableDb, input: RejoinInput): Rejoined {
  const { householdId } = input;
  const back = input.members.map(({ membershipId, fee }) => comeBack(cx, db, input, membershipId, fee));
  const due = back.flatMap(({ due: own }) => own);
  const billed = due.filter(({ dues }) => !isUnbilled(dues));
  const fees = back.map(({ feeLine }) => feeLine);
  coverDays(cx, db, due.filter(({ dues }) => isUnbilled(dues)));
  const issued = issueDues(cx, db, { kind: "enrolment", householdId, on: cx.today, billed, otherLines: fees });
  for (const { membership } of back) refreshDrawCursor(db, membership.id, membership.start_on);
  const paymentId = input.payment ? takeFirst(cx, db, input.payment, householdId, issued) : null;
  db.touch("memberships", `household/${householdId}`, "billing");
  return { invoiceId: issued.invoiceId, dueCents: issued.balanceCents, paymentId };
}

type Back = { readonly membership: MembershipRow; readonly due: readonly Due[]; readonly feeLine: NewLine };

function comeBack(
  cx: Work,
  db: WritableDb,
  input: RejoinInput,
  membershipId: MembershipId,
  fee: RejoinInput["members"][number]["fee"],
): Back {
  const membership = requireMembership(db, membershipId);
  if (membership.household_id !== input.householdId)
    refuse("patient_of_other_household", { name: findEnrolPatient(db, membership.patient_id)?.name ?? "" });
  const facts = loadDrawFacts(db, membershipId);
  const { endsOn } = facts;
  if (endsOn === null || endsOn > cx.today) refuse("not_ended", {});
  if (fee && fee.reason.trim() === "") refuse("rejoin_fee_needs_reason", {});
  const old = recordAtEnd(facts, endsOn);
  // A change that was still waiting when they left is over with it.
  withdrawRecordsFrom(db, membershipId, endsOn, cx.now);
  const drawDay = input.drawDay ?? findHouseholdDrawDay(db, membership.household_id) ?? old.drawDay;
  // Days after the end that were paid, or written off, stay as they are: they are not billed again.
  for (const period of listPeriodsEndingAfter(db, membershipId, cx.today))
    cutPeriod(db, period, cx.today, zeroCents, cx.now);
  endHoldsAt(cx, db, membershipId, endsOn);
  endAbsence(db, membershipId, cx.today, cx.now);
  const { planVersionId, periodMonths, priceCents } = old;
  const record = firstScheduleRecord({
    joinOn: cx.today,
    drawDay,
    planVersionId,
    periodMonths,
    priceCents,
    includesFirstPeriod: true,
    firstMoney: "stub_now",
  });
  addRecord(cx, db, membershipId, record, "membership.rejoined", fee?.reason ?? "rejoined");
  const plan = findPlanVersion(db, planVersionId);
  invariant(plan, "a schedule points at a plan version");
  const benefitYearOn = keptBenefitYear(membership, endsOn, cx.today);
  setPlanAndBenefitYear(db, membershipId, membership.plan_id, benefitYearOn);
  const due = wantedDues(loadDrawFacts(db, membershipId), cx.today, cx.today).map((dues) => ({ membership, dues }));
  for (const { dues } of due)
    grantBenefits(cx, db, { ...membership, benefit_year_on: benefitYearOn }, plan.terms, dues);
  const feeCents = reactivationFee(plan.terms, priceCents, periodMonths);
  db.touch(`membership/${membershipId}`, `patient/${membership.patient_id}`);
  return { membership, due, feeLine: feeLine(membership, plan.name, plan.terms, record, feeCents, fee, cx.today) };
}

/** The terms somebody left with: of the record that had begun by then, else of the first. */
export function recordAtEnd({ records }: DrawFacts, endsOn: Day): ScheduleRecord {
  const record = records.findLast((one) => recordStart(one) < endsOn) ?? records[0];
  invariant(record, "a membership has a schedule");
  return record;
}

/** Holds that reached beyond the end are over with it; those after it never begin. */
function endHoldsAt(cx: Work, db: WritableDb, membershipId: MembershipId, endsOn: Day): void {
  for (const hold of listHolds(db, membershipId)) {
    if (hold.until !== null && hold.until <= endsOn) continue;
    if (hold.from >= endsOn) withdrawHold(db, hold.id, cx.now);
    else endHold(db, hold.id, endsOn);
  }
}

/** The counters continue if the old benefit year has not ended; else a new one begins today. */
function keptBenefitYear(membership: MembershipRow, endsOn: Day, today: Day): Day {
  return benefitYearOf(membership.benefit_year_on, endsOn).to > today ? membership.benefit_year_on : today;
}

function feeLine(
  membership: MembershipRow,
  planName: string,
  terms: { readonly reactivation: { readonly rule: "months_of_dues" | "fixed" | "missed_dues" | "none"; readonly months: number }; readonly taxRatePpm: number },
  record: ScheduleRecord,
  feeCents: Cents,
  fee: RejoinInput["members"][number]["fee"],
  today: Day,
): NewLine {
  return {
    kind: "reactivation",
    patientId: membership.patient_id,
    membershipId: membership.id,
    planVersionId: record.planVersionId,
    description: `${planName}, reactivation fee`,
    serviceOn: today,
    fromOn: null,
    toOn: null,
    quantity: 1,
    unitCents: fee?.cents ?? feeCents,
    taxRatePpm: terms.taxRatePpm,
    facts: {
      kind: "reactivation",
      rule: terms.reactivation.rule,
      priceCents: record.priceCents,
      months: record.periodMonths,
      feeMonths: terms.reactivation.months,
      feeCents,
      coversThroughOn: addDays(addMonths(today, 1), -1),
      changedBecause: fee?.reason ?? null,
    },
  };
}

function takeFirst(
  cx: Work,
  db: WritableDb,
  payment: Handover,
  householdId: HouseholdId,
  issued: { readonly invoiceId: InvoiceId; readonly balanceCents: Cents },
): PaymentId {
  if (issued.balanceCents === 0 || payment.amountCents !== issued.balanceCents)
    refuse("first_payment_wrong", { dueCents: issued.balanceCents });
  return takePayment(cx, db, {
    ...payment,
    householdId,
    choices: [{ invoiceId: issued.invoiceId, cents: issued.balanceCents }],
    note: "",
  }).paymentId;
}
