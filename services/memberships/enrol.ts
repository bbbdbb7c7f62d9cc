/**
 * Enrols one or more people of a household in one transaction (MEM-1): memberships, schedules,
 * agreements, one invoice with every line due now, periods, benefits, and the first payment.
 */
import { insertCouponUses } from "#db/coupons/held-coupons.ts";
import type { WritableDb } from "#db/database.ts";
import { insertAgreement } from "#db/agreements/agreements.ts";
import { insertMembership, insertPeriod, insertScheduleRecord } from "#db/memberships/records.ts";
import type { InvoiceId, MembershipId, PaymentId } from "#domain/identity.ts";
import { priceInvoice, type NewLine } from "#domain/invoices/lines.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import { firstBenefitYearOn } from "#domain/memberships/benefit-year.ts";
import type { Handover } from "#domain/payments/allocate.ts";
import { refuse } from "#domain/refusal.ts";
import { defaultSigner } from "../agreements/read-agreement.ts";
import { signOnPaperWithin, signOnScreenWithin, type ScreenSigning } from "../agreements/sign.ts";
import { act, type Cx, type Work } from "../context.ts";
import { grantBenefits } from "../billing/grant-benefits.ts";
import { giveWithin, requireGivable } from "../coupons/give-coupon.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { tellOfJoining } from "../messages/joined.ts";
import { takePayment } from "../payments/take.ts";
import { answerJoinRequests } from "../portal/decide.ts";
import { audit } from "../record.ts";
import type { StoredFile } from "../statements/record-statements.ts";
import { refreshDrawCursor } from "./draw-cursor.ts";
import { planEnrolment, type EnrolmentInput, type PlannedMember } from "./enrolment-plan.ts";
import { plansForCoupon } from "./price-enrolment.ts";

export type EnrolCommand = {
  readonly enrolment: EnrolmentInput;
  /** What was shown as due today; another amount is refused (MEM-21). */
  readonly expectedTodayCents: Cents;
  readonly payment: Handover | null;
  /** Whether the person may waive activation fees (`fees.waive`). */
  readonly mayWaiveFees: boolean;
  /** For `signed_on_screen`: one signature under every agreement that was shown, with their signed copies. */
  readonly signing?: EnrolSigning | null;
};

export type EnrolSigning = Pick<ScreenSigning, "signer" | "signature"> & {
  readonly copies: readonly { readonly fingerprint: string; readonly file: StoredFile }[];
};

export type Enrolled = {
  readonly membershipIds: MembershipId[];
  readonly invoiceId: InvoiceId | null;
  readonly paymentId: PaymentId | null;
};

/**
 * Refuses everything `planEnrolment` refuses, and `fee_waiver_not_allowed`, `fee_waiver_without_reason`,
 * `amount_changed_meanwhile`, `signature_missing`, `agreement_changed_meanwhile`, `first_payment_wrong`
 * and what `takePayment` refuses.
 */
export function enrolPatients(cx: Cx, command: EnrolCommand): Enrolled {
  return act<Enrolled>(cx, (db) => enrolWithin(cx, db, command));
}

/** The same inside the caller's transaction. */
export function enrolWithin(
  cx: Work,
  db: WritableDb,
  { enrolment, expectedTodayCents, payment, mayWaiveFees, signing = null }: EnrolCommand,
): Enrolled {
  if (!mayWaiveFees && enrolment.members.some((member) => member.waiveActivationReason !== null))
    refuse("fee_waiver_not_allowed", {});
  // The coupon is the household's from here on, so that the plan finds it among those it has.
  giveTypedCoupon(cx, db, enrolment);
  const plan = planEnrolment(cx, db, { ...enrolment, couponCode: null });
  const dueCents = plan.lines.length === 0 ? zeroCents : priceInvoice(plan.lines).totalCents;
  if (dueCents !== expectedTodayCents)
    refuse("amount_changed_meanwhile", { shownCents: expectedTodayCents, nowCents: dueCents });
  for (const [index, { waiveActivationReason }] of enrolment.members.entries())
    if (waiveActivationReason?.trim() === "")
      refuse("fee_waiver_without_reason", { name: plan.members[index]?.patient.name ?? "" });
  const membershipIds = plan.members.map((member) => addMember(cx, db, enrolment, member, signing));
  const withMembership = plan.members.map((member, index) => withIds(member, membershipIds[index]));
  const lines = withMembership.flatMap(({ lines: own }) => own);
  const invoice =
    lines.length === 0
      ? null
      : issueInvoice(cx, db, {
          kind: "enrolment",
          householdId: enrolment.householdId,
          patientId: plan.members.length === 1 ? (plan.members[0]?.patient.patientId ?? null) : null,
          drawOn: null,
          invoicedOn: cx.today,
          dueOn: cx.today,
          termsDays: 0,
          lines,
        });
  if (invoice) insertCouponUses(db, invoice.invoiceId, plan.uses, cx.now);
  let position = 0;
  for (const { member, membershipId } of withMembership) {
    if (member.activation) position += 1;
    for (const { dues, line } of member.now) {
      insertPeriod(db, {
        membershipId,
        dues,
        invoiceId: line && invoice ? invoice.invoiceId : null,
        invoiceLineId: line && invoice ? (invoice.lineIds[position] ?? null) : null,
        createdAt: cx.now,
      });
      if (line) position += 1;
      grantBenefits(cx, db, { id: membershipId, benefit_year_on: firstBenefitYearOn(member.plan.terms, enrolment.startOn) }, member.plan.terms, dues);
    }
    refreshDrawCursor(db, membershipId, enrolment.startOn);
  }
  const paymentId = payment ? takeFirstPayment(cx, db, enrolment, payment, invoice) : null;
  answerJoinRequests(cx, db, withMembership.map(({ member, membershipId }) => ({ patientId: member.patient.patientId, membershipId })));
  tellOfJoining(cx, db, enrolment.householdId, membershipIds);
  db.touch("memberships", `household/${enrolment.householdId}`, "billing");
  return { membershipIds, invoiceId: invoice?.invoiceId ?? null, paymentId };
}

function giveTypedCoupon(cx: Work, db: WritableDb, enrolment: EnrolmentInput): void {
  const code = enrolment.couponCode?.trim() ?? "";
  if (code === "") return;
  const { householdId } = enrolment;
  giveWithin(cx, db, householdId, requireGivable(cx, db, { householdId, code, planIds: plansForCoupon(cx, db, enrolment) }));
}

function addMember(
  cx: Work,
  db: WritableDb,
  enrolment: EnrolmentInput,
  member: PlannedMember,
  signing: EnrolSigning | null,
): MembershipId {
  const { patient, plan, record } = member;
  const membershipId = insertMembership(db, {
    patientId: patient.patientId,
    householdId: enrolment.householdId,
    planId: plan.planId,
    startOn: enrolment.startOn,
    benefitYearOn: firstBenefitYearOn(plan.terms, enrolment.startOn),
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  insertScheduleRecord(db, membershipId, 0, record, {
    reason: "enrolled",
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  audit(cx, db, "membership.enrolled", `membership/${membershipId}`, {
    after: {
      patientId: patient.patientId,
      planVersionId: plan.planVersionId,
      startOn: enrolment.startOn,
      drawDay: record.drawDay,
      priceCents: record.priceCents,
      periodMonths: record.periodMonths,
    },
  });
  keepAgreement(cx, db, enrolment, member, membershipId, signing);
  db.touch(`membership/${membershipId}`, `patient/${patient.patientId}`);
  return membershipId;
}

function keepAgreement(
  cx: Work,
  db: WritableDb,
  enrolment: EnrolmentInput,
  { agreement, patient }: PlannedMember,
  membershipId: MembershipId,
  signing: EnrolSigning | null,
): void {
  if (!agreement) return;
  insertAgreement(db, { ...agreement, membershipId, createdAt: cx.now });
  if (enrolment.agreement === "signed_on_paper")
    signOnPaperWithin(cx, db, { membershipId, signer: defaultSigner(db, patient, cx.today), signedOn: cx.today, scan: null });
  if (enrolment.agreement !== "signed_on_screen") return;
  if (!signing) refuse("signature_missing", {});
  // The text that was on the screen has this hash, and its signed copy was made from that text.
  const copy = signing.copies.find(({ fingerprint }) => fingerprint === agreement.fingerprint);
  if (!copy) refuse("agreement_changed_meanwhile", { name: patient.name });
  signOnScreenWithin(cx, db, { membershipId, ...signing, fingerprint: agreement.fingerprint, copy: copy.file });
}

function withIds(member: PlannedMember, membershipId: MembershipId | undefined) {
  if (membershipId === undefined) throw new Error("every planned member was added");
  const own: NewLine[] = [member.activation, ...member.now.map(({ line }) => line)]
    .filter((line) => line !== null)
    .map((line) => ({ ...line, membershipId }));
  return { member, membershipId, lines: own };
}

function takeFirstPayment(
  cx: Work,
  db: WritableDb,
  enrolment: EnrolmentInput,
  payment: Handover,
  invoice: { readonly invoiceId: InvoiceId; readonly balanceCents: Cents } | null,
): PaymentId {
  if (!invoice || invoice.balanceCents === 0) refuse("first_payment_wrong", { dueCents: 0 });
  // Less than the first payment leaves the membership pending; more would hide in the credit.
  if (payment.amountCents !== invoice.balanceCents)
    refuse("first_payment_wrong", { dueCents: invoice.balanceCents });
  return takePayment(cx, db, {
    ...payment,
    householdId: enrolment.householdId,
    choices: [{ invoiceId: invoice.invoiceId, cents: invoice.balanceCents }],
    note: "",
  }).paymentId;
}
