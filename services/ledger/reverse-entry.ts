/**
 * A correction of the ledger is a reversal (F-10): every posting of an entry negated, once. After a
 * merge (MEM-15) it is booked to the household that has the invoice or the payment now.
 */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { findEntry, type EntryKind, type StoredEntry } from "#db/ledger.ts";
import { householdNow } from "#db/people/merges.ts";
import type { EntryId, HouseholdId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { Account } from "#domain/ledger/accounts.ts";
import { toCents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { book } from "../record.ts";

/** Books the opposite of an entry, effective today or on the entry's own day if that lies ahead; always on its own day where told. */
export function reverseEntry(
  cx: Work,
  db: WritableDb,
  entryId: EntryId,
  as: { readonly kind: EntryKind; readonly memo: string; readonly onItsOwnDay?: boolean; readonly isDeposited?: boolean },
): EntryId {
  const entry = findEntry(db, entryId);
  invariant(entry, "the entry to reverse exists");
  const householdId = entry.householdId && ownerNow(db, entry, entry.householdId);
  return book(cx, db, {
    kind: as.kind,
    householdId,
    patientId: entry.patientId,
    invoiceId: entry.invoiceId,
    paymentId: entry.paymentId,
    effectiveOn: as.onItsOwnDay || entry.effectiveOn > cx.today ? entry.effectiveOn : cx.today,
    memo: as.memo,
    reversesId: entryId,
    postings: entry.postings.map((posting) => ({
      ...posting,
      account: as.isDeposited ? afterDeposit(posting.account) : posting.account,
      // Credit belongs to whom it was given; what is owed stands with the invoice.
      householdId:
        posting.householdId &&
        (posting.account === "household_credit"
          ? householdNow(db, posting.householdId)
          : ownerNow(db, entry, posting.householdId)),
      amountCents: toCents(-posting.amountCents),
    })),
  });
}

/** Where the money of the drawer and of checks is once it was deposited (INV-13). */
function afterDeposit(account: Account): Account {
  return account === "cash_drawer" || account === "undeposited_checks" ? "bank" : account;
}

/** Whose money it is now: an invoice's and a payment's household moves with a merge or a transfer. */
function ownerNow(db: ReadableDb, entry: StoredEntry, bookedTo: HouseholdId): HouseholdId {
  const { invoiceId, paymentId } = entry;
  const owner =
    invoiceId !== null
      ? db.get<{ id: HouseholdId }>("select household_id as id from invoice where id = ?", invoiceId)
      : paymentId !== null
        ? db.get<{ id: HouseholdId }>("select household_id as id from payment where id = ?", paymentId)
        : undefined;
  return owner?.id ?? householdNow(db, bookedTo);
}
