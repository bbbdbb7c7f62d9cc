/** A correction of the ledger is a reversal (F-10): every posting of an entry negated, once. */
import type { WritableDb } from "#db/database.ts";
import { findEntry, type EntryKind } from "#db/ledger.ts";
import type { EntryId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { toCents } from "#domain/money.ts";
import type { Work } from "../context.ts";
import { book } from "../record.ts";

/** Books the opposite of an entry, effective today or on the entry's own day if that lies ahead. */
export function reverseEntry(
  cx: Work,
  db: WritableDb,
  entryId: EntryId,
  as: { readonly kind: EntryKind; readonly memo: string },
): EntryId {
  const entry = findEntry(db, entryId);
  invariant(entry, "the entry to reverse exists");
  return book(cx, db, {
    kind: as.kind,
    householdId: entry.householdId,
    patientId: entry.patientId,
    invoiceId: entry.invoiceId,
    paymentId: entry.paymentId,
    effectiveOn: entry.effectiveOn > cx.today ? entry.effectiveOn : cx.today,
    memo: as.memo,
    reversesId: entryId,
    postings: entry.postings.map((posting) => ({
      ...posting,
      amountCents: toCents(-posting.amountCents),
    })),
  });
}
