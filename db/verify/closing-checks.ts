/** Locked days stay as they were, deposits are what is in them, and every counted drawer is booked (INV-12, INV-13, F-16). */
import { sqlCheck, type Check } from "./check.ts";

export const closingChecks: readonly Check[] = [
  // The lock in force when an entry was written is the newest one that was set before it, by row ids.
  sqlCheck({
    name: "Nothing took effect on a locked day",
    table: "day_lock",
    find: `select e.id as id, l.id as other from entry e
      join day_lock l on l.id = (select max(k.id) from day_lock k where k.last_entry_id < e.id)
      where e.id > (select min(last_entry_id) from day_lock) and e.effective_on <= l.through_on`,
    what: "An entry takes effect on a day that was locked",
  }),
  sqlCheck({
    name: "Every deposit is what is in it",
    table: "deposit",
    find: `select d.id from deposit d
      left join (select i.deposit_id,
          sum(iif(p.account = 'cash_drawer', i.amount_cents, 0)) as cash,
          sum(iif(p.account = 'undeposited_checks', i.amount_cents, 0)) as checks,
          sum(i.amount_cents <> p.amount_cents) as differing
        from deposit_item i join posting p on p.id = i.posting_id group by i.deposit_id) s on s.deposit_id = d.id
      where d.cash_cents <> coalesce(s.cash, 0) or d.checks_cents <> coalesce(s.checks, 0) or coalesce(s.differing, 1) > 0
        or d.cash_cents + d.checks_cents <> coalesce((select sum(p.amount_cents) from posting p
            where p.entry_id = d.entry_id and p.account = 'bank'), 0)`,
    what: "A deposit is not the sum of the cash and checks in it",
  }),
  sqlCheck({
    name: "What is in an undone deposit can be deposited again, and only that",
    table: "deposit_item",
    find: `select i.id, d.id as other from deposit_item i join deposit d on d.id = i.deposit_id
      where (d.undone_on is null) <> (i.released_at is null)`,
    what: "A payment is held by a deposit that was undone, or let go by one that stands",
  }),
  sqlCheck({
    name: "What a drawer had over or short is booked",
    table: "drawer_count",
    find: `select n.id from drawer_count n
      where n.seq = (select max(m.seq) from drawer_count m where m.close_id = n.close_id)
        and n.over_cents <> -coalesce((select sum(p.amount_cents) from drawer_count m
          join posting p on p.entry_id = m.entry_id and p.account = 'over_short' where m.close_id = n.close_id), 0)`,
    what: "What a drawer had over or short is not what was booked",
  }),
  sqlCheck({
    name: "Every payout is booked as it arrived",
    table: "payout",
    find: `select o.id from payout o
      where o.amount_cents <> coalesce((select sum(p.amount_cents) from posting p
        where p.entry_id = o.entry_id and p.account = 'bank'), 0)`,
    what: "A payout is not in the books as it arrived",
  }),
];
