/** Ledger, invoices, payments and credits agree with one another to the cent (F-16). */
import { sqlCheck, type Check } from "./check.ts";

export const moneyChecks: readonly Check[] = [
  sqlCheck({
    name: "Every journal entry sums to zero",
    table: "entry",
    find: "select entry_id as id from posting group by entry_id having sum(amount_cents) <> 0",
    what: "A journal entry does not balance",
  }),
  sqlCheck({
    name: "Every invoice totals its lines",
    table: "invoice",
    find: `select i.id from invoice i
      left join (select invoice_id, sum(net_cents) as net, sum(tax_cents) as tax from invoice_line group by invoice_id) l
        on l.invoice_id = i.id
      where i.total_cents <> coalesce(l.net, 0) + coalesce(l.tax, 0) or i.tax_cents <> coalesce(l.tax, 0)`,
    what: "An invoice's total or tax is not the sum of its lines",
  }),
  sqlCheck({
    name: "Every invoice's paid, credited and written-off amounts equal its settlements",
    table: "invoice",
    find: `select i.id from invoice i
      left join (select invoice_id,
          sum(iif(source in ('payment', 'credit'), amount_cents, 0)) as paid,
          sum(iif(source = 'credit_note', amount_cents, 0)) as credited,
          sum(iif(source = 'write_off', amount_cents, 0)) as written_off
        from allocation group by invoice_id) a on a.invoice_id = i.id
      where i.paid_cents <> coalesce(a.paid, 0) or i.credited_cents <> coalesce(a.credited, 0)
        or i.written_off_cents <> coalesce(a.written_off, 0)`,
    what: "An invoice's settlements do not add up to what it says is settled",
  }),
  sqlCheck({
    name: "Every invoice's balance is its total less what was settled",
    table: "invoice",
    find: `select id from invoice
      where balance_cents <> iif(voided_on is null and issued_at is not null, total_cents - paid_cents - credited_cents - written_off_cents, 0)
        or (voided_on is not null and (paid_cents <> 0 or credited_cents <> 0 or written_off_cents <> 0))
        or balance_cents < 0 or refunded_cents < 0`,
    what: "An invoice's balance is wrong",
  }),
  sqlCheck({
    name: "Every issued invoice is booked once, with its total",
    table: "invoice",
    find: `select i.id from invoice i
      left join (select e.invoice_id as invoice_id, count(distinct e.id) as entries, sum(p.amount_cents) as cents
        from entry e join posting p on p.entry_id = e.id and p.account = 'receivable'
        where e.kind in ('invoice_issued', 'invoice_revised') and e.reverses_id is null
          -- An edit takes the entry back and books another one (INV-3).
          and not exists (select 1 from entry r where r.reverses_id = e.id and r.kind = 'invoice_revised')
        group by e.invoice_id) b on b.invoice_id = i.id
      where i.issued_at is not null and i.total_cents <> 0
        and (b.entries is null or b.entries <> 1 or b.cents <> i.total_cents)`,
    what: "An invoice and its journal entry do not agree",
  }),
  sqlCheck({
    name: "A void invoice's entry is reversed, and no other one's",
    table: "invoice",
    find: `select i.id from invoice i
      join entry e on e.invoice_id = i.id and e.kind in ('invoice_issued', 'invoice_revised') and e.reverses_id is null
      left join entry r on r.reverses_id = e.id
      where i.total_cents <> 0 and r.kind is not 'invoice_revised' and (i.voided_on is null) <> (r.id is null)`,
    what: "An invoice is void without a reversal, or reversed without being void",
  }),
  sqlCheck({
    name: "Every settlement is booked with its amount",
    table: "allocation",
    find: `select a.entry_id as id from (select entry_id, sum(amount_cents) as cents from allocation group by entry_id) a
      left join (select entry_id, sum(amount_cents) as cents from posting where account = 'receivable' group by entry_id) p
        on p.entry_id = a.entry_id
      where a.cents <> -coalesce(p.cents, 0)`,
    what: "A journal entry and the settlements that belong to it do not agree",
  }),
  sqlCheck({
    name: "Every household's balance and credit equal its postings",
    table: "household",
    find: `select h.id from household h
      left join (select household_id,
          sum(iif(account = 'receivable', amount_cents, 0)) as receivable,
          -sum(iif(account = 'household_credit', amount_cents, 0)) as credit
        from posting where household_id is not null group by household_id) p on p.household_id = h.id
      where h.balance_cents <> coalesce(p.receivable, 0) or h.credit_cents <> coalesce(p.credit, 0)`,
    what: "A household's balance or credit differs from the ledger",
  }),
  sqlCheck({
    name: "Every household owes what its invoices say",
    table: "household",
    find: `select h.id from household h
      left join (select household_id, sum(balance_cents) as cents from invoice
        where issued_at is not null group by household_id) i on i.household_id = h.id
      where h.balance_cents <> coalesce(i.cents, 0)`,
    what: "A household's balance differs from its open invoices",
  }),
  sqlCheck({
    name: "What is left of every credit is its amount less its uses",
    table: "credit",
    find: `select c.id from credit c
      left join (select credit_id, sum(amount_cents) as used from allocation
        where credit_id is not null group by credit_id) a on a.credit_id = c.id
      left join (select credit_id, sum(amount_cents) as cents from refund
        where credit_id is not null group by credit_id) r on r.credit_id = c.id
      left join (select from_credit_id, sum(amount_cents) as cents from credit_move
        where undone_at is null group by from_credit_id) v on v.from_credit_id = c.id
      where c.left_cents <> iif(c.taken_back_on is null, c.amount_cents - coalesce(a.used, 0) - coalesce(r.cents, 0) - coalesce(v.cents, 0), 0)
        or (c.taken_back_on is not null and coalesce(a.used, 0) <> 0)`,
    what: "A credit has more or less left than its uses leave it",
  }),
  sqlCheck({
    name: "What is left of a household's credits is its credit",
    table: "household",
    find: `select h.id from household h
      left join (select household_id, sum(left_cents) as cents from credit group by household_id) c
        on c.household_id = h.id
      where h.credit_cents <> coalesce(c.cents, 0)`,
    what: "A household's credits do not add up to its credit",
  }),
  sqlCheck({
    name: "No payment is used, kept as credit or refunded beyond its amount",
    table: "payment",
    find: `select p.id from payment p
      left join (select payment_id, sum(amount_cents) as cents from allocation
        where payment_id is not null group by payment_id) a on a.payment_id = p.id
      left join (select payment_id, sum(amount_cents) as cents from credit
        where payment_id is not null and taken_back_on is null group by payment_id) c on c.payment_id = p.id
      left join (select payment_id, sum(amount_cents) as cents,
          sum(iif(owed_again = 1, amount_cents, 0)) as again from refund group by payment_id) r on r.payment_id = p.id
      where p.refunded_cents > p.amount_cents or p.refunded_cents <> coalesce(r.cents, 0)
        or coalesce(a.cents, 0) + coalesce(c.cents, 0)
          <> iif(p.reversed_on is null, p.amount_cents - coalesce(r.again, 0), 0)`,
    what: "A payment's uses and credits do not add up to it",
  }),
  sqlCheck({
    name: "Every invoice's refunded amount equals its refunds",
    table: "invoice",
    find: `select i.id from invoice i
      left join (select invoice_id, sum(iif(owed_again = 1, 0, amount_cents)) as cents from refund group by invoice_id) r
        on r.invoice_id = i.id
      where i.refunded_cents <> coalesce(r.cents, 0)`,
    what: "An invoice's refunds do not add up to what it says is refunded",
  }),
  sqlCheck({
    name: "No invoice is charged beyond its total",
    table: "charge_attempt",
    find: `select i.id from invoice i
      -- Of what a person put on other invoices only the rest was charged for this one (INV-8).
      join (select a.invoice_id, sum(iif(m.id is null, a.amount_cents, (select coalesce(sum(l.amount_cents), 0) from allocation l
            where l.payment_id = p.id and l.invoice_id = a.invoice_id))) as cents
        from charge_attempt a left join payment p on p.id = a.payment_id
        left join (select distinct cast(substr(subject, length('payment/') + 1) as integer) as id from audit where action = 'payment.moved') m
          on m.id = p.id
        where a.state = 'succeeded' and a.origin <> 'found' and a.failure is null and p.reversed_on is null
          -- A part of a payment plan may be for several invoices; it has a check of its own.
          and a.plan_part_id is null
        group by a.invoice_id) c on c.invoice_id = i.id
      where c.cents - i.refunded_cents - (select coalesce(sum(r.amount_cents), 0) from refund r
        where r.invoice_id = i.id and r.owed_again = 1)
        -- An edit may lower the total of what was charged before; the rest became credit (INV-3).
        > max(i.total_cents, coalesce((select max(v.total_cents) from invoice_revision v where v.invoice_id = i.id), 0))`,
    what: "Cards were charged more than an invoice's total",
  }),
  sqlCheck({
    name: "Every successful charge is one card payment of its amount",
    table: "charge_attempt",
    find: `select a.rowid as id from charge_attempt a left join payment p on p.id = a.payment_id
      where a.state = 'succeeded' and (p.id is null or p.tender <> 'card_on_file' or p.household_id <> a.household_id
        or (p.amount_cents <> a.amount_cents and a.origin <> 'found'))
        and not (a.origin = 'found' and a.payment_id is null)`,
    what: "A successful charge and its payment do not agree",
  }),
  sqlCheck({
    name: "Every payment by a card on file has its charge",
    table: "payment",
    find: `select p.id from payment p where p.tender = 'card_on_file'
      and not exists (select 1 from charge_attempt a where a.payment_id = p.id)
      and not exists (select 1 from dispute d where p.id in (d.returned_payment_id, d.kept_payment_id))`,
    what: "A card payment has no charge behind it",
  }),
];
