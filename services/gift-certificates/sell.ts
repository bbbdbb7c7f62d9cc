/**
 * Sells a gift certificate (PKG-12): an invoice of its own, paid at once, books what the practice owes
 * the bearer. It is no revenue before somebody redeems it, and it does not expire.
 */
import { randomBytes } from "node:crypto";
import type { WritableDb } from "#db/database.ts";
import { insertCertificate } from "#db/gift-certificates/certificates.ts";
import { takeNumber } from "#db/numbers.ts";
import { codeOf } from "#domain/gift-certificates/code.ts";
import type { GiftCertificateId, HouseholdId, InvoiceId, PaymentId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { Handover } from "#domain/payments/allocate.ts";
import { act, type Cx, type Work } from "../context.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { takePayment } from "../payments/take.ts";
import { audit } from "../record.ts";
import { tryOut } from "../try-out.ts";

export type CertificateSale = {
  /** Who pays for it. */
  readonly householdId: HouseholdId;
  readonly amountCents: Cents;
  /** For whom it is; empty for the bearer. */
  readonly recipient: string;
  readonly tender: Omit<Handover, "amountCents">;
};

export type SoldCertificate = {
  readonly certificateId: GiftCertificateId;
  readonly number: number;
  readonly code: string;
  readonly invoiceId: InvoiceId;
  /** Null when household credit paid for all of it. */
  readonly paymentId: PaymentId | null;
  readonly takenCents: Cents;
  readonly creditUsedCents: Cents;
  readonly changeCents: Cents;
};

/** The command. Refuses `payment_household_not_found` and what `takePayment` refuses. */
export function sellCertificate(cx: Cx, sale: CertificateSale): SoldCertificate {
  return act<SoldCertificate>(cx, (db) => sellWithin(cx, db, sale));
}

/** What it would do now; nothing of it stays (MEM-21). The code is another one then. */
export function previewSale(cx: Cx, sale: CertificateSale): SoldCertificate {
  return tryOut<SoldCertificate>(cx.db, (db) => sellWithin(cx, db, sale));
}

export function sellWithin(cx: Work, db: WritableDb, sale: CertificateSale): SoldCertificate {
  const { householdId, amountCents } = sale;
  const recipient = sale.recipient.trim();
  const number = takeNumber(db, "gift_certificate");
  const { invoiceId, balanceCents, creditUsedCents } = issueInvoice(cx, db, {
    kind: "manual",
    householdId,
    patientId: null,
    drawOn: null,
    invoicedOn: cx.today,
    dueOn: cx.today,
    termsDays: 0,
    lines: [
      {
        kind: "package",
        patientId: null,
        membershipId: null,
        planVersionId: null,
        description: `Gift certificate ${number}${recipient === "" ? "" : ` for ${recipient}`}`,
        serviceOn: cx.today,
        fromOn: null,
        toOn: null,
        quantity: 1,
        unitCents: amountCents,
        taxRatePpm: 0,
        facts: { kind: "typed", quantity: 1, unitCents: amountCents },
      },
    ],
  });
  const code = codeOf([...randomBytes(9)]);
  const certificateId = insertCertificate(db, {
    number,
    code,
    householdId,
    invoiceId,
    recipient,
    amountCents,
    soldOn: cx.today,
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  const taken =
    balanceCents > 0
      ? takePayment(cx, db, {
          householdId,
          ...sale.tender,
          amountCents: balanceCents,
          choices: [{ invoiceId, cents: balanceCents }],
          note: "",
        })
      : null;
  // The code is as good as money, so the record of who did what does not hold it.
  audit(cx, db, "gift_certificate.sold", `gift_certificate/${certificateId}`, { after: { number, householdId, amountCents } });
  db.touch("gift-certificates", "invoices", "payments", `household/${householdId}`);
  return {
    certificateId,
    number,
    code,
    invoiceId,
    paymentId: taken?.paymentId ?? null,
    takenCents: balanceCents,
    creditUsedCents,
    changeCents: taken?.changeCents ?? (0 as Cents),
  };
}
