/** A payment's receipt from the ledger (DOC-7, INV-9): what it paid, dues and services apart, and what is left. */
import type { ReadableDb } from "#db/database.ts";
import { listReceiptLines, findReceipt } from "#db/statements/receipt-lines.ts";
import { addDays } from "#domain/calendar.ts";
import type { HouseholdId, PaymentId } from "#domain/identity.ts";
import { addCents, prorate, toCents, zeroCents, type Cents } from "#domain/money.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import { tenderWord } from "#domain/payments/tender-words.ts";
import { refuse } from "#domain/refusal.ts";
import type { ReceiptData, ReceiptLine } from "#domain/statements/document-data.ts";
import { findNextDraw } from "#db/statements/receipt-lines.ts";
import { look, type Cx } from "../context.ts";
import { readPrinting } from "./print-setup.ts";
import { readHouseholdOnPaper } from "./statement-data.ts";

export type ReceiptToPrint = { readonly householdId: HouseholdId; readonly data: ReceiptData };

/** Refuses `payment_not_found`. */
export function readReceipt(cx: Cx, paymentId: PaymentId): ReceiptToPrint {
  return look<ReceiptToPrint>(cx, (db) => {
    const payment = findReceipt(db, paymentId);
    if (!payment) refuse("payment_not_found", {});
    const printing = readPrinting(db);
    const household = readHouseholdOnPaper(db, payment.householdId, printing.homeCountry);
    const lines = linesOf(db, paymentId);
    const applied = addCents(...lines.map((line) => addCents(line.amountCents, line.taxCents)));
    const next = findNextDraw(db, payment.householdId);
    return {
      householdId: payment.householdId,
      data: {
        setup: printing.setup,
        letterhead: printing.letterhead,
        recipient: { name: household.name, addressLines: household.addressLines },
        householdNumber: String(household.number),
        receiptNumber: String(payment.receiptNumber),
        paidOn: payment.receivedOn,
        lines,
        tenders: [
          {
            label: tenderWord(payment.tender as Tender),
            reference: payment.reference === "" ? null : payment.reference,
            isCard: payment.tender.includes("card"),
            amountCents: payment.amountCents,
          },
        ],
        toCreditCents: toCents(payment.amountCents - applied),
        changeCents: payment.changeCents,
        balanceAfterCents: toCents(Math.max(0, payment.balanceCents)),
        nextDraw: next ? { on: next.on, amountCents: next.cents } : null,
        howToCancel:
          lines.some((line) => line.kind === "dues") && printing.letterhead.phone !== null
            ? `Call ${printing.letterhead.phone} or tell the front desk; membership ends with the paid period.`
            : "",
      },
    };
  });
}

/**
 * The lines a payment paid. Where it paid an invoice in part, each line carries its share by largest
 * remainder over what was paid, so that the lines add up to the payment exactly (F-3).
 */
function linesOf(db: ReadableDb, paymentId: PaymentId): ReceiptLine[] {
  const lines: ReceiptLine[] = [];
  for (const group of byInvoice(listReceiptLines(db, paymentId))) {
    const { allocatedCents, totalCents } = group[0] ?? { allocatedCents: zeroCents, totalCents: zeroCents };
    if (totalCents <= 0) continue;
    let left: Cents = allocatedCents;
    group.forEach((line, index) => {
      const whole = addCents(line.netCents, line.taxCents);
      const isLast = index === group.length - 1;
      const share = isLast || allocatedCents === totalCents ? (isLast ? left : whole) : prorate(allocatedCents, whole, totalCents);
      left = addCents(left, -share);
      if (share === 0) return;
      const tax = whole === 0 ? zeroCents : allocatedCents === totalCents ? line.taxCents : prorate(line.taxCents, Math.min(share, whole), whole);
      lines.push({
        patientName: line.patientName,
        description: allocatedCents === totalCents ? line.description : `${line.description} (part payment)`,
        period:
          line.fromOn !== null && line.toOn !== null
            ? { fromOn: line.fromOn, throughOn: addDays(line.toOn, -1) }
            : null,
        kind: line.kind === "dues" || line.kind === "stub" || line.kind === "activation" ? "dues" : "service",
        amountCents: addCents(share, -tax),
        taxCents: tax,
      });
    });
  }
  return lines;
}

type Row = ReturnType<typeof listReceiptLines>[number];

function byInvoice(rows: readonly Row[]): Row[][] {
  const groups = new Map<number, Row[]>();
  for (const row of rows) groups.set(row.invoiceId, [...(groups.get(row.invoiceId) ?? []), row]);
  return [...groups.values()];
}
