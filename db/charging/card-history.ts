/** How charges to cards have ended, for a look ahead (BIL-5). */
import type { CardHistory } from "#domain/billing/what-if.ts";
import type { Day } from "#domain/calendar.ts";
import type { ReadableDb } from "../database.ts";

/** Tries of the machine with an outcome, `[from, to)`: the first of each invoice apart from those after it. */
export function readCardHistory(db: ReadableDb, from: Day, to: Day): CardHistory {
  const row = db.get<CardHistory>(
    `select coalesce(sum(ordinal = 1), 0) as firstTries,
       coalesce(sum(ordinal = 1 and state = 'succeeded'), 0) as firstSuccesses,
       coalesce(sum(ordinal > 1), 0) as retries,
       coalesce(sum(ordinal > 1 and state = 'succeeded'), 0) as retrySuccesses
     from charge_attempt
     where attempt_on >= ? and attempt_on < ? and origin <> 'staff' and state in ('succeeded','declined')`,
    from,
    to,
  );
  return row ?? { firstTries: 0, firstSuccesses: 0, retries: 0, retrySuccesses: 0 };
}
