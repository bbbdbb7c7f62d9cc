/** What gave and used a household's credit up to a day, known at an instant (INV-8, REP-5). */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";
import type { AsOf } from "./as-of.ts";

export type CreditEntry = {
  readonly householdId: HouseholdId;
  readonly on: Day;
  readonly memo: string;
  readonly invoiceId: InvoiceId | null;
  /** Given is positive, used negative. */
  readonly cents: number;
};

/** Of one household, or of all; oldest first. */
export function listCreditEntries(db: ReadableDb, { asOf, knownAt }: AsOf, householdId: HouseholdId | null): CreditEntry[] {
  return db.all<CreditEntry>(
    `select p.household_id as householdId, e.effective_on as "on", e.memo, e.invoice_id as invoiceId, -p.amount_cents as cents
     from posting p join entry e on e.id = p.entry_id
     where p.account = 'household_credit' and (? is null or p.household_id = ?)
       and e.effective_on <= ? and (? is null or e.entered_at <= ?)
     order by e.effective_on, e.id, p.id`,
    householdId,
    householdId,
    asOf,
    knownAt,
    knownAt,
  );
}
