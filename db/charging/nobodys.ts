/**
 * Charges that succeeded at the processor and whose household this file does not know (BIL-20): whoever
 * joined after the backup that was restored. A person says whose they are, or that they were paid back.
 */
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, PaymentId, StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type NobodysCharge = {
  readonly key: string;
  /** The processor's own number of the charge. */
  readonly processorId: string;
  readonly amountCents: Cents;
  readonly chargedAt: Instant;
  readonly drawOn: Day | null;
};

const nobodys = `select id as key, coalesce(processor_id, '') as processorId, amount_cents as amountCents, sent_at as chargedAt, draw_on as drawOn
  from charge_attempt where state = 'succeeded' and origin = 'found' and household_id is null and resolved_at is null`;

/** Oldest first. */
export function listNobodysCharges(db: ReadableDb, limit: number): NobodysCharge[] {
  return db.all<NobodysCharge>(`${nobodys} order by sent_at, rowid limit ?`, limit);
}

export function findNobodysCharge(db: ReadableDb, key: string): NobodysCharge | undefined {
  return db.get<NobodysCharge>(`${nobodys} and id = ?`, key);
}

/** The charge belongs to this household from now on, and its money is this payment. */
export function giveToHousehold(
  db: WritableDb,
  key: string,
  to: { readonly householdId: HouseholdId; readonly paymentId: PaymentId; readonly by: StaffId | null; readonly at: Instant },
): void {
  db.exec(
    "update charge_attempt set household_id = ?, payment_id = ?, resolution = 'charged', resolved_by = ?, resolved_at = ? where id = ?",
    to.householdId,
    to.paymentId,
    to.by,
    to.at,
    key,
  );
}
