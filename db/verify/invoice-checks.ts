/** Drafts, revisions and credit notes keep what INV-1 and INV-3 promise of them (F-16). */
import { sqlCheck, type Check } from "./check.ts";

export const invoiceChecks: readonly Check[] = [
  sqlCheck({
    name: "A draft has no number, no entry and no settlement",
    table: "invoice",
    find: `select i.id from invoice i where i.issued_at is null and (i.number is not null or i.voided_on is not null
      or exists (select 1 from entry e where e.invoice_id = i.id) or exists (select 1 from allocation a where a.invoice_id = i.id)
      or exists (select 1 from coupon_use u where u.invoice_id = i.id))`,
    what: "A draft was numbered, booked or settled",
  }),
  sqlCheck({
    name: "Every revision of an issued invoice is kept",
    table: "invoice",
    find: `select i.id from invoice i
      left join (select invoice_id, count(*) as n, min(revision) as first, max(revision) as last from invoice_revision group by invoice_id) r
        on r.invoice_id = i.id
      where i.issued_at is not null and (coalesce(r.n, 0) <> i.revision - 1
        or (r.n > 0 and (r.first <> 1 or r.last <> i.revision - 1)))`,
    what: "An edited invoice has lost what it said before",
  }),
  sqlCheck({
    name: "Every earlier revision totals its own lines",
    table: "invoice_revision",
    find: `select r.id from invoice_revision r
      where r.total_cents <> (select coalesce(sum(json_extract(l.value, '$.netCents') + json_extract(l.value, '$.taxCents')), 0)
        from json_each(r.content, '$.lines') l)`,
    what: "What an invoice said before does not add up",
  }),
  sqlCheck({
    name: "Every credit note totals its lines and is booked with its amount",
    table: "credit_note",
    find: `select c.id from credit_note c
      left join (select credit_note_id, sum(net_cents) as net, sum(tax_cents) as tax from credit_note_line group by credit_note_id) l
        on l.credit_note_id = c.id
      left join (select entry_id, -sum(amount_cents) as cents from posting where account = 'receivable' group by entry_id) p
        on p.entry_id = c.entry_id
      where c.total_cents is not coalesce(l.net, 0) + coalesce(l.tax, 0) or c.tax_cents is not coalesce(l.tax, 0)
        or c.total_cents is not p.cents`,
    what: "A credit note, its lines and its journal entry do not agree",
  }),
  sqlCheck({
    name: "No line is credited beyond its amount, and a whole one with its whole tax",
    table: "invoice_line",
    find: `select l.id from invoice_line l
      join (select n.invoice_line_id, sum(n.net_cents) as net, sum(n.tax_cents) as tax from credit_note_line n
        group by n.invoice_line_id) c on c.invoice_line_id = l.id
      where c.net > l.net_cents or c.tax > l.tax_cents or (c.net = l.net_cents and c.tax <> l.tax_cents)`,
    what: "More of a line was given back than it cost",
  }),
  sqlCheck({
    name: "Every credited line is of the credit note's own invoice",
    table: "credit_note_line",
    find: `select n.id from credit_note_line n join credit_note c on c.id = n.credit_note_id
      left join invoice_line l on l.id = n.invoice_line_id where l.id is null or l.invoice_id <> c.invoice_id`,
    what: "A credit note gives back a line of another invoice",
  }),
  sqlCheck({
    name: "Every invoice is sorted by the name of its person",
    table: "invoice",
    find: `select i.id from invoice i left join patient p on p.id = i.patient_id where i.patient_sort is not p.sort_name`,
    what: "An invoice stands under another name than its person's",
  }),
  sqlCheck({
    name: "Every invoice lies within the spans of its days",
    table: "invoice",
    find: `with days(id, basis, day) as (
        select id, 'date', invoiced_on from invoice union all select id, 'due', due_on from invoice
        union all select invoice_id, 'service', service_on from invoice_line)
      select distinct i.id from days d join invoice i on i.id = d.id
        left join invoice_span s on s.basis = d.basis and s.day = d.day
      where s.day is null or i.invoiced_on not between s.first_date and s.last_date or i.due_on not between s.first_due and s.last_due
        or (i.number is not null and coalesce(i.number not between s.first_number and s.last_number, 1))`,
    what: "The tracker would leave an invoice out of a range of days",
  }),
  sqlCheck({
    name: "Every invoice counts its reminders and knows the last",
    table: "invoice",
    find: `select i.id from invoice i
      left join (select invoice_id, count(*) as n, max(due_on) as last from notice
        where kind in ('invoice_reminder', 'invoice_due_soon') and state in ('queued', 'printed', 'sent') group by invoice_id) r
        on r.invoice_id = i.id
      where i.reminders <> coalesce(r.n, 0) or i.last_reminded_on is not r.last`,
    what: "An invoice and the reminders written about it do not agree",
  }),
];
