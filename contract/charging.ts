/** Cards on file, charging them, and what a person decides about charges (BIL-3, BIL-7..10, 14, 16, 17, 20). */
import { z } from "zod";
import type { CardDetails } from "#domain/charging/card.ts";
import { fundings } from "#domain/charging/card.ts";
import type { HouseholdId, InvoiceId, PaymentId, PlanPartId } from "#domain/identity.ts";
import { cents, command, day, fileOut, id, instant, nothing, query, requiredText } from "./base.ts";

export const attemptStates = ["sent", "pending", "unknown", "succeeded", "declined", "failed"] as const;
export const attemptOrigins = ["automatic", "catch_up", "new_card", "staff", "found"] as const;

/** One try to charge a card, with what is known of it in words (BIL-12, control 53). */
export const attemptRow = z.object({
  key: z.string(),
  invoiceId: id<InvoiceId>().nullable(),
  invoiceNumber: z.int().nullable(),
  householdId: id<HouseholdId>().nullable(),
  payerName: z.string(),
  cardId: z.int().nullable(),
  brand: z.string().nullable(),
  last4: z.string().nullable(),
  amountCents: cents,
  origin: z.enum(attemptOrigins),
  ordinal: z.int(),
  attemptOn: day,
  sentAt: instant,
  state: z.enum(attemptStates),
  /** When the processor is asked next, for a charge without an outcome. */
  askedAgainAt: instant.nullable(),
  /** From this day on a person may enter what the processor's dashboard shows (BIL-8). */
  personFromOn: day,
  canBeResolved: z.boolean(),
  paymentId: id<PaymentId>().nullable(),
  declineCode: z.string().nullable(),
  sentence: z.string(),
  patientSentence: z.string().nullable(),
});
export type AttemptRow = z.infer<typeof attemptRow>;

/** A charge that succeeded, of a household that this file does not know (BIL-20). */
export const nobodysCharge = z.object({
  key: z.string(),
  processorId: z.string(),
  amountCents: cents,
  chargedOn: day,
  drawOn: day.nullable(),
});
export type NobodysCharge = z.infer<typeof nobodysCharge>;

export const chargedNow = z.object({
  /** `nothing_owed`: the household's credit paid it all. */
  state: z.enum([...attemptStates, "nothing_owed"]),
  attempt: attemptRow.nullable(),
  balanceCents: cents,
});
export type ChargedNow = z.infer<typeof chargedNow>;

const cardId = z.int().positive();
const last4 = z.string().regex(/^\d{4}$/);
const expiry = { expiresMonth: z.int().min(1).max(12), expiresYear: z.int().min(2000).max(2199) };

/** What the processor's own form hands over: never a card number (BIL-7, control 54). */
export const cardDetails = z.strictObject({
  token: requiredText(200),
  brand: requiredText(40),
  last4,
  ...expiry,
  funding: z.enum(fundings).default("unknown"),
}) satisfies z.ZodType<CardDetails>;

export const cardRow = z.object({
  cardId,
  brand: z.string(),
  last4,
  ...expiry,
  funding: z.enum(fundings),
  goodThroughOn: day,
  isExpired: z.boolean(),
  /** The bank has said never to try it again (BIL-10). */
  isRefused: z.boolean(),
  isProven: z.boolean(),
  /** The card that goes when this one has paid (BIL-14). */
  replacesId: cardId.nullable(),
  /** The one that charges go to today. */
  isUsed: z.boolean(),
});
export type CardRow = z.infer<typeof cardRow>;

export const expiringCardRow = z.object({
  cardId,
  householdId: id<HouseholdId>(),
  payerName: z.string(),
  phone: z.string(),
  brand: z.string(),
  last4,
  ...expiry,
  goodThroughOn: day,
  /** Negative once it has run out. */
  daysLeft: z.int(),
});
export type ExpiringCardRow = z.infer<typeof expiringCardRow>;

export const catchUpHousehold = z.object({
  householdId: id<HouseholdId>(),
  payerName: z.string(),
  draws: z.array(
    z.object({
      invoiceId: id<InvoiceId>(),
      invoiceNumber: z.int(),
      drawOn: day,
      dueOn: day,
      balanceCents: cents,
      /** Set for a part of a drawn payment plan. */
      part: z.object({ partId: id<PlanPartId>(), position: z.int(), of: z.int() }).nullable(),
      isCurrent: z.boolean(),
    }),
  ),
  totalCents: cents,
});
export type CatchUpHousehold = z.infer<typeof catchUpHousehold>;

const catchUpDone = z.object({ charged: z.int(), forgiven: z.int(), forgivenCents: cents });

export const chargePause = z.object({
  pauseId: z.int(),
  todayOn: day,
  plannedCount: z.int(),
  plannedCents: z.int(),
  ceilingCount: z.int(),
  ceilingCents: z.int(),
  askedAt: instant,
});
export type ChargePause = z.infer<typeof chargePause>;

export const disputeRow = z.object({
  id: z.int(),
  disputeId: z.string(),
  householdId: id<HouseholdId>().nullable(),
  payerName: z.string(),
  invoiceId: id<InvoiceId>().nullable(),
  invoiceNumber: z.int().nullable(),
  receiptNumber: z.int().nullable(),
  last4: z.string().nullable(),
  amountCents: cents,
  reason: z.string(),
  state: z.enum(["opened", "won", "lost"]),
  evidenceByOn: day.nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
  /** Null while automatic charging of the household stands still (BIL-17). */
  releasedAt: instant.nullable(),
  evidence: z.array(z.object({ kind: z.enum(["agreement", "receipt", "invoice", "visit_history"]), words: z.string() })),
});
export type DisputeRow = z.infer<typeof disputeRow>;

const ofHousehold = { householdId: id<HouseholdId>() };

export const chargingContract = {
  charging: {
    /** Charges one invoice now; the machine does not repeat it (BIL-14). */
    chargeNow: command("payments.take", { invoiceId: id<InvoiceId>(), cardId: cardId.nullable().default(null) }).output(
      chargedNow,
    ),
    attempts: query("billing.view")
      .input(
        z.strictObject({ invoiceId: id<InvoiceId>().nullish(), householdId: id<HouseholdId>().nullish() }),
      )
      .output(z.array(attemptRow)),
    /** Everything whose outcome nobody knows yet. */
    unresolved: query("billing.view").input(nothing).output(z.array(attemptRow)),
    /** After five days: what the processor's own dashboard shows (BIL-8). */
    resolveUnknown: command("billing.run", {
      key: z.uuid(),
      outcome: z.enum(["charged", "not_charged"]),
      reference: requiredText(120),
    }).output(z.object({ state: z.enum(attemptStates) })),
    /** What a restored file found at the processor and knows nobody for, until a person says whose it is (BIL-20). */
    nobodys: query("billing.view").input(nothing).output(z.array(nobodysCharge)),
    place: command("billing.run", { key: z.uuid(), householdId: id<HouseholdId>() }).output(
      z.object({ paymentId: id<PaymentId>(), creditCents: cents }),
    ),
    paidBack: command("billing.run", { key: z.uuid(), reference: requiredText(120) }).output(z.object({ noted: z.boolean() })),
    /** Today's question about a day above its ceiling, or null (control 49). */
    pause: query("billing.view").input(nothing).output(chargePause.nullable()),
    approvePause: command("billing.run", { pauseId: z.int().positive() }).output(z.object({ approved: z.boolean() })),
  },
  cards: {
    list: query("billing.view").input(z.strictObject(ofHousehold)).output(z.array(cardRow)),
    /** The stand-in's cards, in a practice that is not live; empty elsewhere (F-21). */
    testCards: query("billing.view")
      .input(nothing)
      .output(z.array(z.object({ token: z.string(), brand: z.string(), last4, words: z.string() }))),
    /** `collected`: what was charged to it at once, when it was added to settle what is due (BIL-14). */
    add: command("payments.take", {
      ...ofHousehold,
      card: cardDetails,
      replacesId: cardId.nullable().default(null),
      collectsDue: z.boolean().default(false),
      paysByCard: z.boolean().default(true),
    }).output(z.object({ cardId, collected: chargedNow.nullable() })),
    remove: command("payments.take", { cardId, reason: requiredText(200) }).output(z.object({ removed: z.boolean() })),
    expiring: query("billing.view").input(nothing).output(z.array(expiringCardRow)),
  },
  catchUp: {
    list: query("billing.view").input(nothing).output(z.array(catchUpHousehold)),
    charge: command("billing.run", ofHousehold).output(catchUpDone),
    /** Charges the current draw and writes the older missed ones off. */
    forgive: command("writeoffs.approve", ofHousehold).output(catchUpDone),
    skip: command("billing.run", ofHousehold).output(catchUpDone),
    /** With a new card: writes off every draw that owes but the newest (BIL-14). */
    forgiveOlder: command("writeoffs.approve", ofHousehold).output(catchUpDone),
  },
  disputes: {
    list: query("billing.view").input(nothing).output(z.array(disputeRow)),
    /** Cover, signed agreement, invoice and receipt in one file for the bank (BIL-17). */
    evidencePdf: query("billing.view", { audit: "view" })
      .input(z.strictObject({ id: z.int().positive() }))
      .output(fileOut),
    /** Lets charging of the household go on after the bank has decided (BIL-17). */
    release: command("billing.run", { id: z.int().positive() }).output(z.object({ released: z.boolean() })),
  },
};
