/** Journal entries and their postings: written once, chained, never edited (F-10). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { EntryId, HouseholdId, InvoiceId, PatientId, PaymentId, StaffId } from "#domain/identity.ts";
import { asId } from "#domain/identity.ts";
import { balancedPostings, type Posting } from "#domain/ledger/accounts.ts";
import { chainHash, chainStart } from "./chain.ts";
import { requireOpenDay } from "./closing/locks.ts";
import type { ReadableDb, WritableDb } from "./database.ts";

/** What happened, in the words of the office. */
export type EntryKind =
  | "invoice_issued"
  /** An edited invoice (INV-3): its old entry taken back, and the new one, both on the invoice's own days. */
  | "invoice_revised"
  | "invoice_voided"
  | "payment_received"
  | "payment_reversed"
  | "credit_applied"
  | "credit_granted"
  | "credit_noted"
  | "written_off"
  | "refunded"
  | "refund_written"
  /** The processor has paid a card back: what was owed to the household leaves card clearing. */
  | "refund_sent"
  | "transferred"
  | "package_expired"
  | "package_cancelled"
  /** Dues banked in a wallet or taken back, and what became of a wallet that ended (PKG-11). */
  | "wallet_banked"
  | "wallet_ended"
  | "dues_recognised"
  | "drawer_counted"
  | "deposited"
  | "deposit_undone"
  | "payout_received";

export type NewEntry = {
  readonly kind: EntryKind;
  readonly householdId: HouseholdId | null;
  readonly patientId?: PatientId | null;
  readonly invoiceId?: InvoiceId | null;
  readonly paymentId?: PaymentId | null;
  readonly effectiveOn: Day;
  readonly belongsOn?: Day | null;
  readonly enteredAt: Instant;
  readonly actorId: StaffId | null;
  readonly workstation: string;
  readonly memo: string;
  readonly reversesId?: EntryId | null;
  readonly postings: readonly Posting[];
};

const insertEntry = `insert into entry (kind, household_id, patient_id, invoice_id, payment_id, effective_on,
  belongs_on, entered_at, actor_id, workstation, memo, reverses_id, prev_hash, hash)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/**
 * Writes one balanced entry and answers its id. An unbalanced entry is a programmer error. Refuses
 * `day_locked`: this is the one place where an entry gets its effective day (F-10, INV-12).
 */
export function insertLedgerEntry(db: WritableDb, entry: NewEntry): EntryId {
  const postings = balancedPostings(entry.postings);
  requireOpenDay(db, entry.effectiveOn);
  const previous =
    db.get<{ hash: string }>("select hash from entry order by id desc limit 1")?.hash ?? chainStart;
  const hash = entryHash(previous, entry, postings);
  const { id } = db.exec(
    insertEntry,
    entry.kind,
    entry.householdId,
    entry.patientId ?? null,
    entry.invoiceId ?? null,
    entry.paymentId ?? null,
    entry.effectiveOn,
    entry.belongsOn ?? null,
    entry.enteredAt,
    entry.actorId,
    entry.workstation,
    entry.memo,
    entry.reversesId ?? null,
    previous,
    hash,
  );
  for (const posting of postings)
    db.exec(
      "insert into posting (entry_id, account, household_id, amount_cents) values (?, ?, ?, ?)",
      id,
      posting.account,
      posting.householdId,
      posting.amountCents,
    );
  return asId<EntryId>(id);
}

/** The hash an entry must carry; `verify` computes it again from the stored rows. */
export function entryHash(
  previous: string,
  entry: Omit<NewEntry, "postings">,
  postings: readonly Posting[],
): string {
  return chainHash(previous, [
    entry.kind,
    entry.householdId,
    entry.patientId ?? null,
    entry.invoiceId ?? null,
    entry.paymentId ?? null,
    entry.effectiveOn,
    entry.belongsOn ?? null,
    entry.enteredAt,
    entry.actorId,
    entry.workstation,
    entry.memo,
    entry.reversesId ?? null,
    ...postings.flatMap((posting) => [posting.account, posting.householdId, posting.amountCents]),
  ]);
}

export type StoredEntry = {
  readonly entryId: EntryId;
  readonly kind: EntryKind;
  readonly householdId: HouseholdId | null;
  readonly patientId: PatientId | null;
  readonly invoiceId: InvoiceId | null;
  readonly paymentId: PaymentId | null;
  readonly effectiveOn: Day;
  readonly memo: string;
  readonly postings: readonly Posting[];
};

/** One entry with its postings, as booked. */
export function findEntry(db: ReadableDb, entryId: EntryId): StoredEntry | undefined {
  const entry = db.get<Omit<StoredEntry, "postings">>(
    `select id as entryId, kind, household_id as householdId, patient_id as patientId, invoice_id as invoiceId,
       payment_id as paymentId, effective_on as effectiveOn, memo
     from entry where id = ?`,
    entryId,
  );
  if (!entry) return undefined;
  const postings = db.all<Posting>(
    `select account, amount_cents as amountCents, household_id as householdId
     from posting where entry_id = ? order by id`,
    entryId,
  );
  return { ...entry, postings };
}

/** The sum of an account's postings, for one household or for the practice. */
export function accountBalance(
  db: ReadableDb,
  account: Posting["account"],
  householdId?: HouseholdId,
): number {
  const row =
    householdId === undefined
      ? db.get<{ sum: number }>(
          "select coalesce(sum(amount_cents), 0) as sum from posting where account = ?",
          account,
        )
      : db.get<{ sum: number }>(
          "select coalesce(sum(amount_cents), 0) as sum from posting where account = ? and household_id = ?",
          account,
          householdId,
        );
  return row?.sum ?? 0;
}
