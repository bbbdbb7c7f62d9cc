/** Refunds to cards, what carries them, and what the practice still owes for refunds agree (F-16, INV-9). */
import { sqlCheck, type Check } from "./check.ts";

const live = "('sent','pending','unknown')";

export const refundChecks: readonly Check[] = [
  sqlCheck({
    name: "Credit that went to another household arrived there, once",
    table: "credit",
    find: `select m.from_credit_id as id from credit_move m join credit f on f.id = m.from_credit_id join credit t on t.id = m.to_credit_id
      left join (select entry_id, max(amount_cents) as cents, count(*) as n from posting
        where account = 'household_credit' group by entry_id) p on p.entry_id = m.entry_id
      where t.amount_cents <> m.amount_cents or (m.undone_at is null) <> (t.taken_back_on is null)
        or p.cents <> m.amount_cents or p.n <> 2`,
    what: "A household's credit was moved, and what arrived is not what left",
  }),
  sqlCheck({
    name: "Every refund to a card carries refunds of its amount",
    table: "refund_attempt",
    find: `select t.rowid as id from refund_attempt t
      left join (select attempt_id, sum(amount_cents) as cents, min(payment_id) as payment, max(payment_id) as other,
          sum(paid_by = 'check') as checks from refund where attempt_id is not null group by attempt_id) r on r.attempt_id = t.id
      where (t.state in ${live} and not (t.origin = 'found' and r.cents is null) or t.booked_as in ('sent','check'))
          and (coalesce(r.cents, 0) <> t.amount_cents or r.payment <> t.payment_id or r.other <> t.payment_id
            or (t.booked_as = 'check') <> (r.checks > 0))
        or t.booked_as in ('taken_back','netted') and r.cents is not null`,
    what: "A refund to a card and the refunds that it carries do not agree",
  }),
  sqlCheck({
    name: "Every refund that reached its card left card clearing once",
    table: "refund_attempt",
    find: `select t.rowid as id from refund_attempt t
      left join (select e.id, -sum(p.amount_cents) as cents from entry e join posting p on p.entry_id = e.id and p.account = 'card_clearing'
        where e.kind = 'refund_sent' and e.reverses_id is null group by e.id) b on b.id = t.entry_id
      where t.booked_as in ('sent','unplaced','cleared') and (b.cents is null or b.cents <> t.amount_cents
          or exists (select 1 from entry x where x.reverses_id = t.entry_id))
        or t.entry_id is not null and (select count(*) from refund_attempt o where o.entry_id = t.entry_id) > 1`,
    what: "A refund to a card is not booked, or not with its amount",
  }),
  sqlCheck({
    name: "No charge is paid back beyond its amount",
    table: "refund_attempt",
    find: `select min(t.rowid) as id from refund_attempt t join charge_attempt a on a.id = t.charge_id
      where t.state not in ('declined','failed') group by a.id having sum(t.amount_cents) > max(a.amount_cents)`,
    what: "More went back to a card than was charged to it",
  }),
  sqlCheck({
    name: "What a card paid goes back to it by a request to its processor",
    table: "payment",
    find: `select p.id from refund r join payment p on p.id = r.payment_id
      left join refund_attempt t on t.id = r.attempt_id
      where r.paid_by = 'tender' and p.tender = 'card_on_file' and t.id is null
        or t.id is not null and p.tender <> 'card_on_file'`,
    what: "A refund to a card has no request behind it",
  }),
  sqlCheck({
    name: "Refunds payable is what is on its way and what waits to be written",
    table: "entry",
    find: `select coalesce((select max(entry_id) from posting where account = 'refunds_payable'), 0) as id
      where (select coalesce(-sum(amount_cents), 0) from posting where account = 'refunds_payable')
        <> (select coalesce(sum(amount_cents), 0) from refund where paid_by = 'check' and written_on is null)
          + (select coalesce(sum(r.amount_cents), 0) from refund r join refund_attempt t on t.id = r.attempt_id
             where t.state in ${live} and r.paid_by = 'tender')
          - (select coalesce(sum(amount_cents), 0) from refund_attempt where booked_as = 'unplaced')`,
    what: "What is owed for refunds differs from the refunds that have not left",
  }),
];
