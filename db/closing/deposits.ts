/**
 * Bank deposits (INV-13). What is not deposited yet is told by the ledger: every movement of the
 * drawer or of the checks that is in no deposit, so that drawer, checks and deposits always add up.
 */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type DepositId, type EntryId, type HouseholdId, type InvoiceId, type PaymentId, type StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type DepositOfPayment = {
  readonly depositId: DepositId;
  readonly number: number;
  readonly depositedOn: Day;
  readonly confirmedOn: Day | null;
};

/** The deposit that a payment is in, whole or with a part of a split tender; it locks the payment. */
export function depositOf(db: ReadableDb, paymentId: PaymentId): DepositOfPayment | undefined {
  return db.get<DepositOfPayment>(
    `select d.id as depositId, d.number, d.deposited_on as depositedOn, d.confirmed_on as confirmedOn
     from deposit_item i join deposit d on d.id = i.deposit_id
     where i.payment_id = ? and i.released_at is null limit 1`,
    paymentId,
  );
}

/** Whether money that stands on an invoice is in a deposit: its lines stay as they are (INV-3, INV-13). */
export function isDepositLocked(db: ReadableDb, invoiceId: InvoiceId): boolean {
  return (
    db.get(
      `select 1 from (select payment_id, sum(amount_cents) as cents from allocation
          where invoice_id = ? and source = 'payment' group by payment_id) a
        join deposit_item i on i.payment_id = a.payment_id and i.released_at is null
       where a.cents <> 0 limit 1`,
      invoiceId,
    ) !== undefined
  );
}

export type UndepositedItem = {
  readonly postingId: number;
  readonly account: "cash_drawer" | "undeposited_checks";
  readonly kind: string;
  readonly effectiveOn: Day;
  readonly amountCents: Cents;
  readonly paymentId: PaymentId | null;
  readonly receiptNumber: number | null;
  readonly reference: string;
  readonly householdId: HouseholdId | null;
  readonly payerName: string;
  readonly memo: string;
};

// A movement and its own reversal that are both still here are nothing to bring to the bank.
const isOpen = `p.account in ('cash_drawer', 'undeposited_checks') and e.kind not in ('deposited', 'deposit_undone')
    and not exists (select 1 from deposit_item i where i.posting_id = p.id and i.released_at is null)`;

const settledHere = `not exists (select 1 from entry b join posting q on q.entry_id = b.id and q.account = p.account
      where (b.reverses_id = e.id or b.id = e.reverses_id) and q.amount_cents = -p.amount_cents
        and not exists (select 1 from deposit_item j where j.posting_id = q.id and j.released_at is null))`;

const itemFields = `p.id as postingId, p.account, e.kind, e.effective_on as effectiveOn, p.amount_cents as amountCents,
    e.payment_id as paymentId, y.receipt_number as receiptNumber, coalesce(y.reference, '') as reference,
    e.household_id as householdId, coalesce(h.name, '') as payerName, e.memo`;

/** Cash and checks in no deposit, the oldest first. Their sum is the drawer and the checks of the ledger. */
export function listUndeposited(db: ReadableDb, limit: number): UndepositedItem[] {
  return db.all<UndepositedItem>(
    `select ${itemFields} from posting p join entry e on e.id = p.entry_id
       left join payment y on y.id = e.payment_id left join household h on h.id = e.household_id
     where ${isOpen} and ${settledHere} order by e.effective_on, p.id limit ?`,
    limit,
  );
}

export function findUndeposited(db: ReadableDb, postingId: number): UndepositedItem | undefined {
  return db.get<UndepositedItem>(
    `select ${itemFields} from posting p join entry e on e.id = p.entry_id
       left join payment y on y.id = e.payment_id left join household h on h.id = e.household_id
     where p.id = ? and ${isOpen} and ${settledHere}`,
    postingId,
  );
}

export type NewDeposit = {
  readonly number: number;
  readonly depositedOn: Day;
  readonly cashCents: Cents;
  readonly checksCents: Cents;
  readonly note: string;
  readonly entryId: EntryId;
  readonly by: StaffId | null;
  readonly at: Instant;
  readonly items: readonly Pick<UndepositedItem, "postingId" | "paymentId" | "amountCents">[];
};

export function insertDeposit(db: WritableDb, deposit: NewDeposit): DepositId {
  const { id } = db.exec(
    `insert into deposit (number, deposited_on, cash_cents, checks_cents, note, entry_id, created_by, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    deposit.number,
    deposit.depositedOn,
    deposit.cashCents,
    deposit.checksCents,
    deposit.note,
    deposit.entryId,
    deposit.by,
    deposit.at,
  );
  for (const { postingId, paymentId, amountCents } of deposit.items)
    db.exec(
      "insert into deposit_item (deposit_id, posting_id, payment_id, amount_cents) values (?, ?, ?, ?)",
      id,
      postingId,
      paymentId,
      amountCents,
    );
  return asId<DepositId>(id);
}

export type DepositRow = {
  readonly depositId: DepositId;
  readonly number: number;
  readonly depositedOn: Day;
  readonly cashCents: Cents;
  readonly checksCents: Cents;
  readonly totalCents: Cents;
  readonly items: number;
  readonly checks: number;
  readonly note: string;
  readonly byName: string | null;
  readonly confirmedOn: Day | null;
  readonly undoneOn: Day | null;
  readonly undoReason: string | null;
  readonly entryId: EntryId;
};

const depositFields = `d.id as depositId, d.number, d.deposited_on as depositedOn, d.cash_cents as cashCents,
    d.checks_cents as checksCents, d.cash_cents + d.checks_cents as totalCents,
    (select count(*) from deposit_item i where i.deposit_id = d.id) as items,
    (select count(*) from deposit_item i join posting p on p.id = i.posting_id
      where i.deposit_id = d.id and p.account = 'undeposited_checks') as checks,
    d.note, s.name as byName, d.confirmed_on as confirmedOn, d.undone_on as undoneOn, d.undo_reason as undoReason,
    d.entry_id as entryId
  from deposit d left join staff s on s.id = d.created_by`;

export function findDeposit(db: ReadableDb, depositId: DepositId): DepositRow | undefined {
  return db.get<DepositRow>(`select ${depositFields} where d.id = ?`, depositId);
}

/** Deposits of a range of days, the newest first. */
export function listDeposits(db: ReadableDb, from: Day, to: Day, limit: number): DepositRow[] {
  return db.all<DepositRow>(
    `select ${depositFields} where d.deposited_on between ? and ? order by d.id desc limit ?`,
    from,
    to,
    limit,
  );
}

/** What is in a deposit, checks first, each with its payer and number. */
export function listDepositItems(db: ReadableDb, depositId: DepositId): UndepositedItem[] {
  return db.all<UndepositedItem>(
    `select ${itemFields} from deposit_item i join posting p on p.id = i.posting_id join entry e on e.id = p.entry_id
       left join payment y on y.id = e.payment_id left join household h on h.id = e.household_id
     where i.deposit_id = ? order by p.account desc, i.id`,
    depositId,
  );
}

export function markConfirmed(db: WritableDb, depositId: DepositId, on: Day | null, by: StaffId | null): void {
  db.exec("update deposit set confirmed_on = ?, confirmed_by = ? where id = ?", on, on === null ? null : by, depositId);
}

/** The deposit stays in the list as undone, and what was in it can be deposited again. */
export function markUndone(
  db: WritableDb,
  depositId: DepositId,
  undo: { readonly on: Day; readonly by: StaffId | null; readonly reason: string; readonly at: Instant },
): void {
  db.exec(
    "update deposit set undone_on = ?, undone_by = ?, undo_reason = ? where id = ?",
    undo.on,
    undo.by,
    undo.reason,
    depositId,
  );
  db.exec("update deposit_item set released_at = ? where deposit_id = ?", undo.at, depositId);
}
