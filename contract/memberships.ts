/** Plans on sale and memberships: enrol with an exact preview, hold, resume, cancel (chapters 2 and 3). */
import { z } from "zod";
import type {
  HouseholdId,
  InvoiceId,
  MembershipId,
  PatientId,
  PaymentId,
  PlanId,
  PlanVersionId,
} from "#domain/identity.ts";
import { cancelReasons } from "#domain/memberships/cancel-reasons.ts";
import { standings } from "#domain/memberships/standing-words.ts";
import { planTermsSchema } from "./plan-terms.ts";
import {
  cents,
  command,
  day,
  explanation,
  fileOut,
  id,
  instant,
  notNegativeCents,
  nothing,
  pageInput,
  pageOf,
  positiveCents,
  query,
  requiredText,
  text,
} from "./base.ts";
import { sha256, signature } from "./signature.ts";
import { tenderInput } from "./tenders.ts";

export const planStates = ["draft", "on_sale", "closed"] as const;

export const planView = z.object({
  planId: id<PlanId>(),
  planVersionId: id<PlanVersionId>(),
  versionNumber: z.int(),
  version: z.int(),
  name: z.string(),
  state: z.enum(planStates),
  terms: planTermsSchema,
  activeMembers: z.int(),
  monthlyDuesCents: cents,
});
export type PlanView = z.infer<typeof planView>;

const periodMonths = z.union([z.literal(1), z.literal(3), z.literal(6), z.literal(12)]);

/** How the first money is asked for when the draw day is not the start day (MEM-2). */
export const firstMoney = z.enum(["stub_now", "free_until_draw", "full_now"]);

export const enrolment = z.strictObject({
  householdId: id<HouseholdId>(),
  members: z
    .array(
      z.strictObject({
        patientId: id<PatientId>(),
        planVersionId: id<PlanVersionId>(),
        periodMonths,
        /** Waiving the activation fee needs `fees.waive` and a reason. */
        waiveActivationReason: text(200).nullable(),
      }),
    )
    .min(1)
    .max(12),
  startOn: day,
  /** Null: the household's draw day where it has one (MEM-4), else the start day. */
  drawDay: z.int().min(1).max(31).nullable(),
  firstMoney,
  agreement: z.enum(["signed_on_screen", "signed_on_paper", "later", "not_needed"]),
  /** A coupon for the household, as typed; empty or null for none (PPL-14). */
  couponCode: text(60).nullable().default(null),
});
export type Enrolment = z.infer<typeof enrolment>;

export const moneyLine = z.object({
  patientName: z.string(),
  description: z.string(),
  cents,
  explain: explanation,
});
export type MoneyLine = z.infer<typeof moneyLine>;

export const drawPreview = z.object({ on: day, cents, lines: z.array(moneyLine) });

/** Exactly what confirming will do (MEM-21), from the same code. */
export const enrolmentQuote = z.object({
  drawDay: z.int(),
  today: z.object({ cents, lines: z.array(moneyLine) }),
  nextDraws: z.array(drawPreview),
  benefits: z.array(
    z.object({ patientName: z.string(), label: z.string(), quantity: z.int(), usableFromOn: day, untilOn: day }),
  ),
  creditUsedCents: cents,
  /** What there is to sign, as it will be kept (MEM-8). */
  agreements: z.array(
    z.object({ patientName: z.string(), planName: z.string(), text: z.string(), fingerprint: z.string() }),
  ),
  signerName: z.string(),
  /** The ways to pay the days before the first draw, side by side (MEM-2); empty where there are none. */
  firstMoneyChoices: z.array(
    z.object({ firstMoney, todayCents: cents, firstDraw: z.object({ on: day, cents }).nullable() }),
  ),
  warnings: z.array(z.string()),
});
export type EnrolmentQuote = z.infer<typeof enrolmentQuote>;

export const rosterRow = z.object({
  membershipId: id<MembershipId>(),
  patientId: id<PatientId>(),
  householdId: id<HouseholdId>(),
  patientName: z.string(),
  payerName: z.string(),
  planName: z.string(),
  standing: z.enum(standings),
  startOn: day,
  nextDrawOn: day.nullable(),
  priceCents: cents,
  periodMonths: z.int(),
  drawDay: z.int(),
  balanceCents: cents,
});
export type RosterRow = z.infer<typeof rosterRow>;

const changed = z.object({ membershipId: id<MembershipId>() });
/** With the change's own id, by which it is taken back. */
const changedBack = z.object({ membershipId: id<MembershipId>(), changeId: z.int() });

/** What a change will do: money today, next three draws, in words (MEM-21). */
export const changePreview = z.object({
  sentence: z.string(),
  todayCents: cents,
  creditCents: cents,
  nextDraws: z.array(drawPreview),
});

/** The version that was shown: two people who change one membership at once are told. */
const version = z.int().nullable().default(null);
const todayLines = z.array(moneyLine);

const hold = {
  membershipId: id<MembershipId>(),
  fromOn: day,
  /** Null: until three months in twelve are reached. */
  untilOn: day.nullable(),
  kind: z.enum(["pause", "extend", "billing_only"]),
  reason: requiredText(200),
  /** Once on the first day, or on every draw day that is skipped. */
  fee: z.strictObject({ each: z.boolean(), cents: positiveCents }).nullable().default(null),
  /** Why somebody past due is put on hold all the same; needs `fees.waive`. */
  exceptionReason: text(200).nullable().default(null),
  version,
};
export const holdPreview = z.object({
  version: z.int(),
  sentence: z.string(),
  untilOn: day,
  todayCents: cents,
  todayLines,
  /** Household credit that pays part of it by itself. */
  creditUsedCents: cents,
  /** What days that are paid already give back on the first day of the hold. */
  creditCents: cents,
  nextDraws: z.array(drawPreview),
});
export type HoldPreview = z.infer<typeof holdPreview>;

const resume = { membershipId: id<MembershipId>(), onDay: day };
export const resumePreview = z.object({
  version: z.int(),
  sentence: z.string(),
  todayCents: cents,
  todayLines,
  /** Household credit that pays part of it by itself. */
  creditUsedCents: cents,
  nextDraws: z.array(drawPreview),
});

const cancel = {
  membershipId: id<MembershipId>(),
  when: z.enum(["end_of_paid_period", "now", "on_date", "end_of_commitment"]),
  onDate: day.nullable(),
  /** The desk's own words; may be empty with a reason of the list. */
  reason: text(200),
  reasonCode: z.enum(cancelReasons).default("other"),
  settlement: z.enum(["none", "credit", "refund"]).default("none"),
  /** On a later day than today it is always a check to write. */
  refundBy: z.enum(["tender", "check"]).nullable().default(null),
  /** For a claw-back: what was used, list price less member price. */
  savedCents: notNegativeCents.nullable().default(null),
  /** Not asking for the early exit needs `fees.waive`. */
  waiveExitReason: text(200).nullable().default(null),
  /** Who pays from now on, where the payer leaves and others stay; the payer may go on paying. */
  payerPatientId: id<PatientId>().nullable().default(null),
  version,
};
export const cancelPreview = z.object({
  version: z.int(),
  sentence: z.string(),
  effectiveOn: day,
  todayCents: cents,
  todayLines,
  /** Household credit that pays part of it by itself. */
  creditUsedCents: cents,
  creditCents: cents,
  refundCents: cents,
  offInvoicesCents: cents,
  voidedInvoices: z.int(),
  unusedCents: cents,
  exit: z.object({ dueCents: cents, policy: z.string(), endsOn: day, savedCents: cents }).nullable(),
  /** The end of the commitment that runs; null from month to month. */
  commitmentEndsOn: day.nullable(),
  payer: z
    .object({ name: z.string(), candidates: z.array(z.object({ patientId: id<PatientId>(), name: z.string() })) })
    .nullable(),
  nextDraws: z.array(drawPreview),
});
export type CancelPreview = z.infer<typeof cancelPreview>;

const planVersionView = z.object({
  planVersionId: id<PlanVersionId>(),
  number: z.int(),
  createdAt: instant,
  createdBy: z.string().nullable(),
  facts: z.array(z.object({ label: z.string(), words: z.string() })),
  differences: z.array(z.object({ label: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  members: z.int(),
  someMembers: z.array(
    z.object({
      membershipId: id<MembershipId>(),
      patientId: id<PatientId>(),
      householdId: id<HouseholdId>(),
      patientName: z.string(),
      startOn: day,
    }),
  ),
});
export type PlanVersionView = z.infer<typeof planVersionView>;

export const membershipsContract = {
  plans: {
    list: query("plans.view").input(nothing).output(z.array(planView)),
    add: command("prices.change", { terms: planTermsSchema, state: z.enum(planStates) }).output(planView),
    /** Terms are never edited: this makes the next version; members stay on theirs (PPL-11). */
    revise: command("prices.change", {
      planId: id<PlanId>(),
      version: z.int(),
      terms: planTermsSchema,
    }).output(planView),
    /** The newest first, with what changed and who is on which (PPL-11). */
    versions: query("plans.view")
      .input(z.strictObject({ planId: id<PlanId>() }))
      .output(z.array(planVersionView)),
    /** What members would pay in the first year, from the generator that bills (PPL-10). */
    previewYear: query("plans.view")
      .input(
        z.strictObject({
          terms: planTermsSchema,
          periodMonths,
          members: z.int().min(1).max(8),
          drawDay: z.int().min(1).max(31).nullable(),
        }),
      )
      .output(z.object({ throughOn: day, totalCents: cents, charges: z.array(drawPreview) })),
    setState: command("prices.change", {
      planId: id<PlanId>(),
      version: z.int(),
      state: z.enum(planStates),
    }).output(planView),
  },
  memberships: {
    list: query("memberships.view")
      .input(
        z.strictObject({
          standings: z.array(z.enum(standings)).max(8).default([]),
          planIds: z.array(id<PlanId>()).max(50).default([]),
          text: text(120).default(""),
          sort: z.enum(["patient", "start", "next_draw", "price"]).default("patient"),
          descending: z.boolean().default(false),
          ...pageInput,
        }),
      )
      .output(pageOf(rosterRow)),
    counts: query("memberships.view")
      .input(nothing)
      .output(z.array(z.object({ standing: z.enum(standings), count: z.int() }))),
    exportCsv: query("export.all", { audit: "view" }).input(nothing).output(fileOut),
    quoteEnrolment: query("memberships.view").input(enrolment).output(enrolmentQuote),
    enrol: command("memberships.enroll", {
      enrolment,
      /** What the quote said is due today; a difference is refused, so that nobody pays another amount than shown. */
      expectedTodayCents: cents,
      payment: tenderInput.nullable(),
      /** For `signed_on_screen`: one signature under every agreement that was shown. */
      signing: z
        .strictObject({ signer: requiredText(120), signature, fingerprints: z.array(sha256).min(1).max(12) })
        .nullable()
        .default(null),
    }).output(
      z.object({
        membershipIds: z.array(id<MembershipId>()),
        invoiceId: id<InvoiceId>().nullable(),
        paymentId: id<PaymentId>().nullable(),
      }),
    ),
    previewHold: query("memberships.view").input(z.strictObject(hold)).output(holdPreview),
    hold: command("memberships.change", hold).output(changedBack),
    previewResume: query("memberships.view").input(z.strictObject(resume)).output(resumePreview),
    resume: command("memberships.change", resume).output(changedBack),
    previewCancel: query("memberships.view").input(z.strictObject(cancel)).output(cancelPreview),
    cancel: command("memberships.change", cancel).output(
      z.object({ membershipId: id<MembershipId>(), effectiveOn: day, feeInvoiceId: id<InvoiceId>().nullable() }),
    ),
    /** Only where nothing was paid, used or signed (MEM-22). */
    remove: command("memberships.change", { membershipId: id<MembershipId>(), reason: requiredText(200) }).output(changed),
    undoCancel: command("memberships.change", { membershipId: id<MembershipId>() }).output(changed),
  },
};
