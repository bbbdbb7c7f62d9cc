/** Credit that a person gave from one household to another: what left, what came of it, and whether it was taken back. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { CreditId, EntryId, HouseholdId, PaymentId, StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "./database.ts";

export type CreditMoveRow = {
  readonly moveId: number;
  readonly fromCreditId: CreditId;
  readonly toCreditId: CreditId;
  readonly fromHouseholdId: HouseholdId;
  readonly toHouseholdId: HouseholdId;
  readonly fromName: string;
  readonly toName: string;
  readonly amountCents: Cents;
  /** What nothing has used of it since. */
  readonly leftCents: Cents;
  readonly reason: string;
  readonly movedOn: Day;
  readonly entryId: EntryId;
  readonly undoneAt: Instant | null;
};

const moves = `select m.id as moveId, m.from_credit_id as fromCreditId, m.to_credit_id as toCreditId,
    f.household_id as fromHouseholdId, t.household_id as toHouseholdId, x.name as fromName, y.name as toName,
    m.amount_cents as amountCents, t.left_cents as leftCents, m.reason, m.moved_on as movedOn, m.entry_id as entryId,
    m.undone_at as undoneAt
  from credit_move m join credit f on f.id = m.from_credit_id join credit t on t.id = m.to_credit_id
    join household x on x.id = f.household_id join household y on y.id = t.household_id`;

export function findCreditMove(db: ReadableDb, moveId: number): CreditMoveRow | undefined {
  return db.get<CreditMoveRow>(`${moves} where m.id = ?`, moveId);
}

/** Of a household, those it gave and those it got, newest first. */
export function listCreditMoves(db: ReadableDb, householdId: HouseholdId, limit: number): CreditMoveRow[] {
  return db.all<CreditMoveRow>(
    `${moves} where f.household_id = ? or t.household_id = ? order by m.id desc limit ?`,
    householdId,
    householdId,
    limit,
  );
}

/** Standing moves of credit that a payment has brought. */
export function listMovesOfPayment(db: ReadableDb, paymentId: PaymentId): CreditMoveRow[] {
  return db.all<CreditMoveRow>(`${moves} where f.payment_id = ? and m.undone_at is null order by m.id desc`, paymentId);
}

export type NewCreditMove = {
  readonly fromCreditId: CreditId;
  readonly toCreditId: CreditId;
  readonly amountCents: Cents;
  readonly reason: string;
  readonly movedOn: Day;
  readonly entryId: EntryId;
  readonly createdBy: StaffId | null;
  readonly createdAt: Instant;
};

/** A trigger takes it off the credit that it leaves. */
export function insertCreditMove(db: WritableDb, move: NewCreditMove): number {
  return db.exec(
    `insert into credit_move (from_credit_id, to_credit_id, amount_cents, reason, moved_on, entry_id, created_by, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    move.fromCreditId,
    move.toCreditId,
    move.amountCents,
    move.reason,
    move.movedOn,
    move.entryId,
    move.createdBy,
    move.createdAt,
  ).id;
}

/** A trigger gives it back to the credit that it came from. */
export function markMoveUndone(db: WritableDb, moveId: number, by: { readonly staffId: StaffId | null; readonly at: Instant }): void {
  db.exec("update credit_move set undone_at = ?, undone_by = ? where id = ? and undone_at is null", by.at, by.staffId, moveId);
}
