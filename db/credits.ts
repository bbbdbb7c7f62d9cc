/** Household credit (INV-8): where each came from and what is left of it. */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type CreditId, type HouseholdId, type PaymentId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "./database.ts";

export type CreditOrigin = "overpayment" | "settlement" | "goodwill";

export type NewCredit = {
  readonly householdId: HouseholdId;
  readonly origin: CreditOrigin;
  /** The payment whose money it is, for an overpayment. */
  readonly paymentId: PaymentId | null;
  readonly amountCents: Cents;
  readonly grantedOn: Day;
  readonly memo: string;
  readonly createdAt: Instant;
};

export function insertCredit(db: WritableDb, credit: NewCredit): CreditId {
  const { id } = db.exec(
    `insert into credit (household_id, origin, payment_id, amount_cents, left_cents, granted_on, memo, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    credit.householdId,
    credit.origin,
    credit.paymentId,
    credit.amountCents,
    credit.amountCents,
    credit.grantedOn,
    credit.memo,
    credit.createdAt,
  );
  return asId<CreditId>(id);
}

export type CreditLeft = {
  readonly creditId: CreditId;
  readonly leftCents: Cents;
  readonly grantedOn: Day;
};

/** What is left, in the order in which it is used: the oldest grant first. */
export function listCreditsLeft(db: ReadableDb, householdId: HouseholdId): CreditLeft[] {
  return db.all<CreditLeft>(
    `select id as creditId, left_cents as leftCents, granted_on as grantedOn
     from credit where household_id = ? and left_cents > 0 order by granted_on, id`,
    householdId,
  );
}

/** The kept sum of a household's credit. */
export function householdCredit(db: ReadableDb, householdId: HouseholdId): Cents {
  return (
    db.get<{ cents: Cents }>("select credit_cents as cents from household where id = ?", householdId)
      ?.cents ?? (0 as Cents)
  );
}

/** Credits that hold money of one payment and were not taken back with it. */
export function listCreditsOfPayment(
  db: ReadableDb,
  paymentId: PaymentId,
): { readonly creditId: CreditId; readonly amountCents: Cents; readonly leftCents: Cents }[] {
  return db.all(
    `select id as creditId, amount_cents as amountCents, left_cents as leftCents
     from credit where payment_id = ? and taken_back_on is null order by id`,
    paymentId,
  );
}

/** Ends a credit whose payment was taken back; nothing of it may be used any more. */
export function takeBackCredit(db: WritableDb, creditId: CreditId, on: Day): void {
  db.exec("update credit set left_cents = 0, taken_back_on = ? where id = ?", on, creditId);
}
