/**
 * A linked transfer between two households (PPL-3, MEM-15): what is owed on an invoice, or credit, leaves
 * one and reaches the other in one entry whose two postings offset each other. The entry keeps its patient.
 */
import type { WritableDb } from "#db/database.ts";
import type { EntryId, HouseholdId, InvoiceId, PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { book } from "../record.ts";

export type Transfer = {
  readonly from: HouseholdId;
  readonly to: HouseholdId;
  readonly account: "receivable" | "household_credit";
  /** What is owed, or the credit; more than zero. */
  readonly cents: number;
  readonly invoiceId: InvoiceId | null;
  readonly patientId: PatientId | null;
  readonly memo: string;
  readonly reversesId?: EntryId;
};

/** Books the transfer; the caller moves the invoice or the credit itself. */
export function bookTransfer(cx: Work, db: WritableDb, transfer: Transfer): EntryId {
  // A debt is a debit of its household, credit is a credit.
  const sign = transfer.account === "receivable" ? 1 : -1;
  const { account } = transfer;
  return book(cx, db, {
    kind: "transferred",
    householdId: transfer.to,
    patientId: transfer.patientId,
    invoiceId: transfer.invoiceId,
    memo: transfer.memo,
    ...(transfer.reversesId === undefined ? {} : { reversesId: transfer.reversesId }),
    postings: [
      { account, amountCents: toCents(-sign * transfer.cents), householdId: transfer.from },
      { account, amountCents: toCents(sign * transfer.cents), householdId: transfer.to },
    ],
  });
}
