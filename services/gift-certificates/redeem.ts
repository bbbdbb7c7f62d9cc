/** Gift certificates as a tender (PKG-12): what is redeemed comes off what the practice owes the bearer. */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import {
  certificateOfPayment,
  findCertificateByCode,
  insertMove,
  listCertificatesOfInvoice,
  markCancelled,
  type CertificateRow,
} from "#db/gift-certificates/certificates.ts";
import { certificateCode } from "#domain/gift-certificates/code.ts";
import type { InvoiceId, PaymentId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import type { Handover } from "#domain/payments/allocate.ts";
import { refuse } from "#domain/refusal.ts";
import type { Work } from "../context.ts";
import { audit } from "../record.ts";

/**
 * The certificate that a payment names by its code. Refuses `certificate_code_missing`,
 * `certificate_not_found`, `certificate_cancelled`, `certificate_not_paid` and `certificate_too_little`.
 */
export function requireCertificate(db: ReadableDb, payment: Handover): CertificateRow {
  const code = certificateCode(payment.reference);
  if (code === "") refuse("certificate_code_missing", {});
  const certificate = findCertificateByCode(db, code);
  if (!certificate) refuse("certificate_not_found", {});
  const { number, leftCents, invoiceNumber } = certificate;
  if (certificate.cancelledOn !== null || certificate.isVoid === 1) refuse("certificate_cancelled", { number });
  if (certificate.owedCents > 0) refuse("certificate_not_paid", { number, invoiceNumber });
  if (payment.amountCents > leftCents) refuse("certificate_too_little", { number, leftCents });
  return certificate;
}

/** Takes a payment off its certificate, in the transaction that takes the payment. */
export function redeemCertificate(cx: Work, db: WritableDb, paymentId: PaymentId, payment: Handover): void {
  const { certificateId, leftCents } = requireCertificate(db, payment);
  insertMove(db, {
    certificateId,
    kind: "redeemed",
    paymentId,
    amountCents: -payment.amountCents,
    movedOn: cx.today,
    createdAt: cx.now,
  });
  audit(cx, db, "gift_certificate.redeemed", `gift_certificate/${certificateId}`, {
    before: { leftCents },
    after: { leftCents: addCents(leftCents, -payment.amountCents), paymentId },
  });
  db.touch("gift-certificates");
}

/** A payment by certificate goes back onto it, whole or in part (INV-9). */
export function returnToCertificates(cx: Work, db: WritableDb, paymentId: PaymentId, cents: Cents): void {
  const certificateId = certificateOfPayment(db, paymentId);
  // A payment of an import or of an earlier day may name a certificate that was never in this file.
  if (certificateId === undefined) return;
  insertMove(db, { certificateId, kind: "returned", paymentId, amountCents: cents, movedOn: cx.today, createdAt: cx.now });
  audit(cx, db, "gift_certificate.returned", `gift_certificate/${certificateId}`, { after: { returnedCents: cents, paymentId } });
  db.touch("gift-certificates");
}

/**
 * What was paid for certificates goes back: that much comes off them, so that nobody redeems it. Refuses
 * `certificate_used` where less is left.
 */
export function takeOffCertificates(cx: Work, db: WritableDb, invoiceId: InvoiceId, cents: Cents): void {
  let left: Cents = cents;
  const certificates = listCertificatesOfInvoice(db, invoiceId);
  const there = addCents(zeroCents, ...certificates.map((one) => one.leftCents));
  const [first] = certificates;
  if (!first) return;
  if (there < cents) refuse("certificate_used", { number: first.number, leftCents: there });
  for (const { certificateId, leftCents } of certificates) {
    const part = toCents(Math.min(left, leftCents));
    if (part === 0) continue;
    insertMove(db, { certificateId, kind: "cancelled", paymentId: null, amountCents: -part, movedOn: cx.today, createdAt: cx.now });
    if (part === leftCents) markCancelled(db, certificateId, cx.today);
    audit(cx, db, "gift_certificate.cancelled", `gift_certificate/${certificateId}`, { before: { leftCents }, after: { cancelledCents: part } });
    left = addCents(left, -part);
  }
  invariant(left === 0, "what goes back came off the certificates");
  db.touch("gift-certificates");
}

/** The sale is void: its certificates end. Refuses `certificate_used` once something of one was redeemed. */
export function cancelCertificatesOf(cx: Work, db: WritableDb, invoiceId: InvoiceId): void {
  for (const one of listCertificatesOfInvoice(db, invoiceId)) {
    if (one.leftCents < one.amountCents) refuse("certificate_used", { number: one.number, leftCents: one.leftCents });
  }
  const certificates = listCertificatesOfInvoice(db, invoiceId);
  if (certificates.length > 0) takeOffCertificates(cx, db, invoiceId, addCents(zeroCents, ...certificates.map((one) => one.leftCents)));
}
