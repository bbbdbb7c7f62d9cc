/** What a chart shows beyond the person's own record: money of the household and where the record came from. */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, ImportBatchId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";

export type HouseholdDates = {
  readonly pastDueCents: Cents;
  readonly lastPaymentOn: Day | null;
  readonly lastStatementOn: Day | null;
};

/** What is past due on a day, and when the household last paid and was last sent a statement. */
export function findHouseholdDates(
  db: ReadableDb,
  householdId: HouseholdId,
  today: Day,
): HouseholdDates {
  const row = db.get<HouseholdDates>(
    `with asked (household, today) as (values (?, ?))
     select
       (select coalesce(sum(balance_cents), 0) from invoice
        where household_id = asked.household and balance_cents > 0 and voided_on is null and issued_at is not null and due_on < asked.today) as pastDueCents,
       (select max(received_on) from payment where household_id = asked.household and reversed_on is null) as lastPaymentOn,
       (select max(as_of_on) from statement where household_id = asked.household and unsent_at is null) as lastStatementOn
     from asked`,
    householdId,
    today,
  );
  return row ?? { pastDueCents: 0 as Cents, lastPaymentOn: null, lastStatementOn: null };
}

/** The file a chart was imported from. */
export function findImportFile(db: ReadableDb, batchId: ImportBatchId | null): string | null {
  if (batchId === null) return null;
  return (
    db.get<{ name: string }>("select file_name as name from import_batch where id = ?", batchId)
      ?.name ?? null
  );
}
