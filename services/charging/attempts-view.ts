/** Charge attempts as the desk sees them: of an invoice, of a household, and those without an outcome. */
import {
  listAttemptsOfHousehold,
  listAttemptsOfInvoice,
  listUnfinished,
  type AttemptRow,
} from "#db/charging/attempts.ts";
import { findCard } from "#db/charging/cards.ts";
import { householdName } from "#db/billing-runs.ts";
import type { ReadableDb } from "#db/database.ts";
import { findInvoice } from "#db/invoices.ts";
import { findPractice } from "#db/practice.ts";
import { dayInZone, type Day, type Instant } from "#domain/calendar.ts";
import { isLive, personMayResolveFrom, type AttemptOrigin, type AttemptState } from "#domain/charging/attempt.ts";
import { attemptSentence } from "#domain/charging/attempt-words.ts";
import { declineFor } from "#domain/dunning/declines.ts";
import type { HouseholdId, InvoiceId, PaymentId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { look, type Cx } from "../context.ts";

export type AttemptView = {
  readonly key: string;
  readonly invoiceId: InvoiceId | null;
  readonly invoiceNumber: number | null;
  readonly householdId: HouseholdId | null;
  readonly payerName: string;
  readonly cardId: number | null;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly amountCents: Cents;
  readonly origin: AttemptOrigin;
  readonly ordinal: number;
  readonly attemptOn: Day;
  readonly sentAt: Instant;
  readonly state: AttemptState;
  /** When the processor is asked next, for one without an outcome. */
  readonly askedAgainAt: Instant | null;
  /** From this day on a person may end it by hand (BIL-8). */
  readonly personFromOn: Day;
  readonly canBeResolved: boolean;
  readonly paymentId: PaymentId | null;
  readonly declineCode: string | null;
  /** A sentence for staff, and for a decline one to read to the patient (BIL-12). */
  readonly sentence: string;
  readonly patientSentence: string | null;
};

const mostShown = 200;

/** Of one invoice in their order, or of a household, newest first. */
export function listAttempts(
  cx: Cx,
  of: { readonly invoiceId?: InvoiceId | null | undefined; readonly householdId?: HouseholdId | null | undefined },
): AttemptView[] {
  return look<AttemptView[]>(cx, (db) => {
    const rows = of.invoiceId
      ? listAttemptsOfInvoice(db, of.invoiceId)
      : of.householdId
        ? listAttemptsOfHousehold(db, of.householdId, mostShown)
        : [];
    return rows.map((row) => viewAttempt(db, row, cx));
  });
}

/** Everything whose outcome nobody knows yet, oldest first. */
export function listUnresolved(cx: Cx): AttemptView[] {
  return look<AttemptView[]>(cx, (db) => listUnfinished(db, mostShown).map((row) => viewAttempt(db, row, cx)));
}

export function viewAttempt(db: ReadableDb, row: AttemptRow, at: Pick<Cx, "now">): AttemptView {
  const card = row.cardId === null ? undefined : findCard(db, row.cardId);
  const decline = row.declineCode === null || row.state !== "declined" ? undefined : declineFor(row.declineCode);
  const personFrom = personMayResolveFrom(row.sentAt);
  const personFromOn = dayInZone(personFrom, findPractice(db)?.time_zone ?? "UTC");
  const last4 = card?.last4 ?? null;
  return {
    key: row.key,
    invoiceId: row.invoiceId,
    invoiceNumber: row.invoiceId === null ? null : (findInvoice(db, row.invoiceId)?.number ?? null),
    householdId: row.householdId,
    payerName: row.householdId === null ? "" : householdName(db, row.householdId),
    cardId: row.cardId,
    brand: card?.brand ?? null,
    last4,
    amountCents: row.amountCents,
    origin: row.origin,
    ordinal: row.ordinal,
    attemptOn: row.attemptOn,
    sentAt: row.sentAt,
    state: row.state,
    askedAgainAt: isLive(row.state) ? row.probeAt : null,
    personFromOn,
    canBeResolved: isLive(row.state) && at.now >= personFrom,
    paymentId: row.paymentId,
    declineCode: row.declineCode,
    sentence: attemptSentence({ ...row, last4, personFromOn, declineSentence: decline?.staff ?? null }),
    patientSentence: decline?.patient ?? null,
  };
}
