/** A payment's receipt from the ledger (DOC-7, INV-9): what it paid, dues and services apart, and what is left. */
import type { ReadableDb } from "#db/database.ts";
import { listReceiptLines, findReceipt } from "#db/statements/receipt-lines.ts";
import { addDays } from "#domain/calendar.ts";
import type { HouseholdId, PaymentId } from "#domain/identity.ts";
import { addCents, toCents, zeroCents } from "#domain/money.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import { paidLines } from "#domain/payments/receipt-lines.ts";
import { tenderWord } from "#domain/payments/tender-words.ts";
import { refuse } from "#domain/refusal.ts";
import type { ReceiptData, ReceiptLine } from "#domain/statements/document-data.ts";
import type { TextLanguage } from "#domain/texts/language.ts";
import { look, type Cx } from "../context.ts";
import { nextDrawOf } from "../memberships/next-draw-of.ts";
import { sayText } from "../texts/words.ts";
import { readPrintingFor, type Printing } from "./print-setup.ts";
import { readHouseholdOnPaper } from "./statement-data.ts";

export type ReceiptToPrint = { readonly householdId: HouseholdId; readonly data: ReceiptData };

/**
 * Refuses `payment_not_found`, and `receipt_taken_back` for a payment that was a mistake (INV-9). The
 * receipt of a payment that a bank took back is wanted as evidence that it was made (BIL-17).
 */
export function readReceipt(cx: Cx, paymentId: PaymentId, use: "copy" | "evidence" = "copy"): ReceiptToPrint {
  return look<ReceiptToPrint>(cx, (db) => {
    const payment = findReceipt(db, paymentId);
    if (!payment) refuse("payment_not_found", {});
    if (payment.reversedOn !== null && use === "copy") refuse("receipt_taken_back", { receiptNumber: payment.receiptNumber });
    return receiptOf(db, readPrintingFor(db, payment.householdId), payment, paymentId);
  });
}

/** The receipt in the language of its printing. */
export function receiptOf(db: ReadableDb, printing: Printing, payment: ReceiptRow, paymentId: PaymentId): ReceiptToPrint {
  const household = readHouseholdOnPaper(db, payment.householdId, printing.homeCountry);
  const lines = linesOf(db, paymentId, printing.language);
  const applied = addCents(...lines.map((line) => addCents(line.amountCents, line.taxCents)));
  const next = nextDrawOf(db, payment.householdId);
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
          label: tenderWord(payment.tender as Tender, printing.language),
          reference: payment.reference === "" ? null : payment.reference,
          isCard: payment.tender === "card_on_file",
          amountCents: payment.amountCents,
        },
      ],
      toCreditCents: toCents(payment.amountCents - applied),
      changeCents: payment.changeCents,
      balanceAfterCents: toCents(payment.balanceAfterCents),
      nextDraw: next ? { on: next.on, amountCents: next.cents } : null,
      howToCancel:
        lines.some((line) => line.kind === "dues")
          ? sayText(db, "receipt.how_to_cancel", printing.language, { practice: printing.letterhead.name, phone: printing.letterhead.phone ?? "" })
          : "",
    },
  };
}

/** The lines a payment paid; where it paid an invoice in part, each line carries its part of it. */
export function linesOf(db: ReadableDb, paymentId: PaymentId, language: TextLanguage): ReceiptLine[] {
  return byInvoice(listReceiptLines(db, paymentId)).flatMap((group) => {
    const { allocatedCents, totalCents } = group[0] ?? { allocatedCents: zeroCents, totalCents: zeroCents };
    const parts = paidLines(group, allocatedCents);
    return group.flatMap((line, index) => {
      const part = parts[index];
      if (part === undefined || (part.amountCents === 0 && part.taxCents === 0)) return [];
      return [
        {
          patientName: line.patientName,
          description: allocatedCents === totalCents ? line.description : `${line.description} ${language === "es" ? "(pago parcial)" : "(part payment)"}`,
          period:
            line.fromOn !== null && line.toOn !== null
              ? { fromOn: line.fromOn, throughOn: addDays(line.toOn, -1) }
              : null,
          kind: line.kind === "package" ? ("prepaid" as const) : isDues(line) ? ("dues" as const) : ("service" as const),
          ...part,
        },
      ];
    });
  });
}

/** Dues and services are kept apart (INV-9); fees and discounts of a membership belong to its dues. */
function isDues(line: Row): boolean {
  if (line.kind === "discount") return line.membershipId !== null;
  return ["dues", "stub", "activation", "reactivation"].includes(line.kind);
}

type Row = ReturnType<typeof listReceiptLines>[number];
type ReceiptRow = NonNullable<ReturnType<typeof findReceipt>>;

function byInvoice(rows: readonly Row[]): Row[][] {
  const groups = new Map<number, Row[]>();
  for (const row of rows) groups.set(row.invoiceId, [...(groups.get(row.invoiceId) ?? []), row]);
  return [...groups.values()];
}
