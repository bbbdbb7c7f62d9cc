/** What people changed about memberships is kept so that it can be taken back exactly (F-12, F-16): nothing of it is lost, or left standing. */
import { sqlCheck, type Check } from "./check.ts";

/** The records that a change makes and that taking it back withdraws. */
const made = ["membership_schedule", "membership_draw_shift", "membership_hold", "membership_cancellation"] as const;

/** The record without which a change of a kind is none; ending a hold makes no record of its own. */
const recordOf: readonly (readonly [kinds: string, table: (typeof made)[number]])[] = [
  ["'hold'", "membership_hold"],
  ["'cancel'", "membership_cancellation"],
  ["'plan_move','pay_year','draw_day','rejoin'", "membership_schedule"],
  ["'next_draw'", "membership_draw_shift"],
];

/** A draw that goes back to its own day only withdraws the day it had been given. */
const backToItsDay = (table: string): string =>
  table === "membership_draw_shift" ? " and coalesce(json_array_length(c.trace, '$.before.membership_draw_shift'), 0) = 0" : "";

const isOf = (table: string): string =>
  `r.membership_id = m.membership_id and r.id > json_extract(c.trace, '$.from.${table}') and r.id <= json_extract(c.trace, '$.to.${table}')`;

export const changeChecks: readonly Check[] = [
  sqlCheck({
    name: "Every change of a membership says whose it is and what it wrote",
    table: "membership_change",
    find: `select c.id from membership_change c
      where not exists (select 1 from membership_changed m where m.change_id = c.id)
        or iif(json_valid(c.trace), coalesce(json_extract(c.trace, '$.to.entry') > (select coalesce(max(id), 0) from entry)
          or json_extract(c.trace, '$.from.entry') > json_extract(c.trace, '$.to.entry')
          or json_type(c.trace, '$.before') <> 'object', 1), 1)
        or ${recordOf
          .map(
            ([kinds, table]) => `(c.kind in (${kinds}) and json_valid(c.trace) and not exists (
              select 1 from membership_changed m join ${table} r on ${isOf(table)} where m.change_id = c.id)${backToItsDay(table)})`,
          )
          .join(" or ")}`,
    what: "A change of a membership is of nobody, or what it wrote is not in the books",
  }),
  sqlCheck({
    name: "What a change made is withdrawn when it is taken back",
    table: "membership_change",
    find: made
      .map(
        (table) => `select c.id as id, r.id as other from membership_change c join membership_changed m on m.change_id = c.id
          join ${table} r on ${isOf(table)}
          where c.undone_at is not null and json_valid(c.trace) and r.withdrawn_at is null`,
      )
      .join(" union all "),
    what: "A change was taken back, and what it made still stands",
  }),
];
