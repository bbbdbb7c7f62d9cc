/** What was booked as earned of the dues, by month and by day (INV-15), as of a day and known at an instant. */
import type { Day } from "#domain/calendar.ts";
import type { ReadableDb } from "../database.ts";
import type { AsOf } from "./as-of.ts";

export type RecognisedMonth = {
  readonly monthOn: Day;
  readonly cents: number;
  readonly days: readonly { readonly on: Day; readonly cents: number }[];
};

/** Since a day, oldest month first. */
export function listRecognisedMonths(db: ReadableDb, { asOf, knownAt }: AsOf, since: Day): RecognisedMonth[] {
  const days = db.all<{ on: Day; cents: number }>(
    `select e.effective_on as "on", sum(p.amount_cents) as cents from entry e join posting p on p.entry_id = e.id
     where e.effective_on between ? and ? and e.kind = 'dues_recognised' and p.account = 'deferred_dues'
       and (? is null or e.entered_at <= ?)
     group by e.effective_on order by e.effective_on`,
    since,
    asOf,
    knownAt,
    knownAt,
  );
  return [...Map.groupBy(days, ({ on }) => `${on.slice(0, 7)}-01` as Day)].map(([monthOn, of]) => ({
    monthOn,
    cents: of.reduce((sum, { cents }) => sum + cents, 0),
    days: of,
  }));
}
