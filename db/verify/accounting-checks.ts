/** What was booked as earned of the dues is on record, day by day, and what stays deferred is the ledger's (INV-15, F-16). */
import { sqlCheck, type Check } from "./check.ts";

export const accountingChecks: readonly Check[] = [
  sqlCheck({
    name: "Every day of earned dues is booked by its own entry",
    table: "dues_recognition",
    find: `select id from (
      select e.id from entry e where e.kind = 'dues_recognised' and not exists (
        select 1 from dues_recognition d where d.entry_id = e.id and d.on_day = coalesce(e.belongs_on, e.effective_on))
      union
      select d.entry_id from dues_recognition d join entry e on e.id = d.entry_id where e.kind <> 'dues_recognised')`,
    what: "An entry of earned dues belongs to no day, or a day names another entry",
  }),
  sqlCheck({
    name: "What stays of the dues after each day is what the ledger has",
    table: "dues_recognition",
    find: `select d.last_posting_id as id from dues_recognition d
      where d.on_day = (select max(on_day) from dues_recognition) and d.deferred_cents <> -(
        select coalesce(sum(p.amount_cents), 0) from posting p join entry e on e.id = p.entry_id
        where p.account = 'deferred_dues' and p.id <= d.last_posting_id
          and (e.effective_on <= d.on_day or e.kind = 'dues_recognised'))`,
    what: "The deferred dues of the last day differ from the ledger up to this posting",
  }),
];
