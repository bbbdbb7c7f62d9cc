/** Refunds of dues, checks to write, and the early exit after a lapse (MEM-13, MEM-19, BIL-15). */
import { z } from "zod";
import type { HouseholdId, InvoiceId, MembershipId, PatientId, PaymentId, RefundId } from "#domain/identity.ts";
import { tenders } from "#domain/ledger/accounts.ts";
import { cancelReasons } from "#domain/memberships/cancel-reasons.ts";
import { noWaysToCard } from "#domain/payments/refund-attempt-words.ts";
import { attemptStates } from "./charging.ts";
import { cents, command, day, fileOut, id, instant, nothing, notNegativeCents, positiveCents, query, requiredText, text } from "./base.ts";

const wayBack = {
  /** False for a card that cannot be paid back, with why, and for a check that is at the bank. */
  canGoBack: z.boolean(),
  noWay: z.enum(noWaysToCard).nullable(),
  /** The card that it goes back to, where a card on file paid. */
  cardLast4: z.string().nullable(),
};

/** A refund to a card (INV-9), with what is known of it in words. */
export const refundToCard = z.object({
  key: z.string(),
  paymentId: id<PaymentId>().nullable(),
  receiptNumber: z.int().nullable(),
  householdId: id<HouseholdId>().nullable(),
  payerName: z.string(),
  amountCents: cents,
  last4: z.string(),
  attemptOn: day,
  sentAt: instant,
  state: z.enum(attemptStates),
  /** How the books took its end; null while it is on its way. */
  bookedAs: z.enum(["sent", "taken_back", "check", "netted", "unplaced", "cleared"]).nullable(),
  reason: z.string(),
  personFromOn: day,
  canBeResolved: z.boolean(),
  sentence: z.string(),
});
export type RefundToCard = z.infer<typeof refundToCard>;

export const refundable = z.object({
  paymentId: id<PaymentId>(),
  receiptNumber: z.int(),
  receivedOn: day,
  tender: z.enum(tenders),
  reference: z.string(),
  invoiceId: id<InvoiceId>(),
  invoiceNumber: z.int(),
  appliedCents: cents,
  leftCents: cents,
  suggestedCents: cents,
  ...wayBack,
});
export type Refundable = z.infer<typeof refundable>;

const refund = {
  membershipId: id<MembershipId>(),
  paymentId: id<PaymentId>(),
  invoiceId: id<InvoiceId>(),
  cents: positiveCents,
  by: z.enum(["tender", "credit", "check"]),
  owedAgain: z.boolean(),
  reason: requiredText(200),
  /** Null: the membership goes on. */
  cancel: z
    .strictObject({
      when: z.enum(["now", "end_of_paid_period"]),
      reasonCode: z.enum(cancelReasons),
      reason: text(200),
    })
    .nullable(),
};

const refunded = z.object({
  refundId: id<RefundId>(),
  cents,
  leftAfterCents: cents,
  owedAfterCents: cents,
  cancelled: z.boolean(),
});

const exitInput = { membershipId: id<MembershipId>(), savedCents: notNegativeCents.nullable().default(null) };

const paymentRefund = {
  paymentId: id<PaymentId>(),
  /** Null: of the household credit that the payment has brought. */
  parts: z.array(z.strictObject({ invoiceId: id<InvoiceId>().nullable(), cents: notNegativeCents })).max(200),
  by: z.enum(["tender", "credit", "check"]),
  owedAgain: z.boolean(),
  reason: requiredText(200),
};

const paymentRefunded = z.object({
  refundIds: z.array(id<RefundId>()),
  cents,
  taxCents: cents,
  leftAfterCents: cents,
  owedAfterCents: cents,
  creditAfterCents: cents,
});

export const paymentGrounds = z.object({
  paymentId: id<PaymentId>(),
  receiptNumber: z.int(),
  receivedOn: day,
  tender: z.enum(tenders),
  reference: z.string(),
  amountCents: cents,
  refundedCents: cents,
  leftCents: cents,
  ...wayBack,
  /** Set aside and on its way to the card. */
  onTheWayCents: cents,
  /** Every refund of it to its card, in their order. */
  toCard: z.array(refundToCard),
  grounds: z.array(
    z.object({
      invoiceId: id<InvoiceId>().nullable(),
      invoiceNumber: z.int().nullable(),
      leftCents: cents,
      throughCredit: z.boolean(),
    }),
  ),
});
export type PaymentGrounds = z.infer<typeof paymentGrounds>;

const creditMove = {
  fromHouseholdId: id<HouseholdId>(),
  toHouseholdId: id<HouseholdId>(),
  cents: positiveCents,
  reason: requiredText(200),
};

const creditMoved = z.object({
  moveIds: z.array(z.int()),
  cents,
  fromCreditCents: cents,
  toCreditCents: cents,
  toName: z.string(),
});

const movedCredit = z.object({
  moveId: z.int(),
  fromName: z.string(),
  toName: z.string(),
  fromHouseholdId: id<HouseholdId>(),
  toHouseholdId: id<HouseholdId>(),
  amountCents: cents,
  reason: z.string(),
  movedOn: day,
  isUndone: z.boolean(),
  canBeUndone: z.boolean(),
});
export type MovedCredit = z.infer<typeof movedCredit>;

export const refundCheck = z.object({
  refundId: id<RefundId>(),
  householdId: id<HouseholdId>(),
  patientId: id<PatientId>().nullable(),
  payerName: z.string(),
  amountCents: cents,
  refundedOn: day,
  reason: z.string(),
  /** Null where it gives credit back that no payment has brought. */
  receiptNumber: z.int().nullable(),
});
export type RefundCheck = z.infer<typeof refundCheck>;

export const refundsContract = {
  refunds: {
    /** What can be refunded of a membership's dues, the newest payment first, with what unused days suggest. */
    start: query("payments.view")
      .input(z.strictObject({ membershipId: id<MembershipId>() }))
      .output(z.object({ unusedFromOn: day, payments: z.array(refundable) })),
    preview: query("payments.view").input(z.strictObject(refund)).output(refunded),
    make: command("payments.refund", refund).output(refunded.extend({ card: refundToCard.nullable() })),
    /** What of any payment can go back, and where it stands (INV-9). */
    ofPayment: query("payments.view").input(z.strictObject({ paymentId: id<PaymentId>() })).output(paymentGrounds),
    previewPayment: query("payments.view").input(z.strictObject(paymentRefund)).output(paymentRefunded),
    payment: command("payments.refund", paymentRefund).output(paymentRefunded.extend({ card: refundToCard.nullable() })),
    /** Refunds to cards that are on their way, were refused lately, or wait for a person. */
    toCards: query("payments.view").input(nothing).output(z.array(refundToCard)),
    /** Ends one that nobody could find out about for five days, with what the processor's dashboard shows (BIL-8). */
    resolveToCard: command("payments.refund", {
      key: requiredText(80),
      outcome: z.enum(["refunded", "not_refunded"]),
      reference: requiredText(120),
    }).output(z.object({ state: z.enum(attemptStates) })),
    /** One that the processor paid out and that nothing here stands for is cleared up. */
    clearToCard: command("payments.refund", { key: requiredText(80), reason: requiredText(200) }).output(z.object({ cleared: z.boolean() })),
    /** Household credit as money, out of the drawer or as a check (INV-9). */
    credit: command("payments.refund", {
      householdId: id<HouseholdId>(),
      cents: positiveCents,
      by: z.enum(["check", "cash"]),
      reason: requiredText(200),
    }).output(z.object({ refundIds: z.array(id<RefundId>()), creditAfterCents: cents })),
    /** The receipt of all that was refunded of a payment. */
    receiptPdf: query("payments.view").input(z.strictObject({ paymentId: id<PaymentId>() })).output(fileOut),
    /** Refund checks that nobody has written yet. */
    checks: query("payments.view").input(nothing).output(z.array(refundCheck)),
    writeCheck: command("payments.refund", { refundId: id<RefundId>(), checkNumber: requiredText(40) }).output(
      z.object({ refundId: id<RefundId>() }),
    ),
  },
  /** Credit of one household that another one gets (PPL-3, INV-8). */
  credits: {
    previewMove: query("payments.view").input(z.strictObject(creditMove)).output(creditMoved),
    move: command("payments.refund", creditMove).output(creditMoved),
    /** While all of it is still there. */
    undoMove: command("payments.refund", { moveId: z.int().positive(), reason: requiredText(200) }).output(z.object({ cents })),
    /** What a household gave and got, newest first. */
    moves: query("payments.view").input(z.strictObject({ householdId: id<HouseholdId>() })).output(z.array(movedCredit)),
  },
  earlyExit: {
    view: query("memberships.view")
      .input(z.strictObject(exitInput))
      .output(
        z.object({
          patientName: z.string(),
          planName: z.string(),
          lapsedOn: day,
          endsOn: day,
          policy: z.enum(["none", "remaining_term", "fixed", "claw_back"]),
          dueCents: cents,
          remainingCents: cents,
          billedCents: cents,
          savedCents: cents,
          isAsked: z.boolean(),
        }),
      ),
    /** Asks for it on an invoice, or lets it go with a reason, which needs `fees.waive`. */
    ask: command("memberships.change", { ...exitInput, waiveReason: text(200).nullable() }).output(
      z.object({ invoiceId: id<InvoiceId>().nullable() }),
    ),
  },
};
