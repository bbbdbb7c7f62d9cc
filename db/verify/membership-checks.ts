/** Nobody is billed twice for a day, for a paused day, or given more than was granted (F-13, F-16). */
import { sqlCheck, type Check } from "./check.ts";

export const membershipChecks: readonly Check[] = [
  sqlCheck({
    name: "No two periods of a membership overlap",
    table: "period",
    find: `select a.id as id, b.id as other from period a
      join period b on b.membership_id = a.membership_id and b.item = a.item and b.in_force = 1
        and b.id > a.id and b.from_on < a.to_on and b.to_on > a.from_on
      where a.in_force = 1`,
    what: "Two periods of a membership cover the same day",
  }),
  // Days of a pause or an extend that begins inside a billed period, or before days that were charged
  // already (a stub after a month that a fee has paid, days that a clock running ahead has billed), are
  // cut on its first day, by the run that the membership's own work day calls for; any other billed day
  // of it is a breach.
  sqlCheck({
    name: "No paused day is billed",
    table: "membership_hold",
    find: `select p.id as id, h.id as other from membership_hold h
      join membership m on m.id = h.membership_id
      join period p on p.membership_id = h.membership_id and p.in_force = 1
        and p.to_on > h.from_on and (h.until_on is null or p.from_on < h.until_on)
      where h.kind in ('pause','extend') and h.withdrawn_at is null
        -- A hold that would begin after the membership has ended never begins.
        and not exists (select 1 from membership_cancellation c where c.membership_id = h.membership_id
          and c.withdrawn_at is null and c.effective_on <= h.from_on)
        and not exists (select 1 from membership_lapse l where l.membership_id = h.membership_id
          and l.ended_at is null and l.lapsed_on <= h.from_on)
        and not ((p.from_on <= h.from_on or p.charge_on < h.from_on or p.id <= h.after_period_id)
          and m.next_work_on is not null and m.next_work_on <= h.from_on)`,
    what: "A period covers days on which the membership is paused",
  }),
  // A period that was paid before somebody cancelled stays (MEM-13 refunds nothing by itself); what is
  // wrong is one that was billed afterwards, or is still asked for without a payment taken back. What
  // came afterwards is told by row ids, because a computer's clock may be set back in between.
  sqlCheck({
    name: "No day after the end of a membership is billed",
    table: "membership",
    find: `select p.id as id, e.membership_id as other from (
        select membership_id, effective_on as on_day, after_period_id from membership_cancellation where withdrawn_at is null
        union all select membership_id, lapsed_on, after_period_id from membership_lapse where ended_at is null) e
      join period p on p.membership_id = e.membership_id and p.in_force = 1 and p.from_on >= e.on_day
      left join invoice i on i.id = p.invoice_id
      where (p.id > e.after_period_id
          -- A refund writes the days of a paid line anew with what is left of their price: nothing was billed.
          and not exists (select 1 from period b where b.invoice_line_id = p.invoice_line_id and b.in_force = 0
            and b.membership_id = p.membership_id and b.id <= e.after_period_id
            and b.from_on <= p.from_on and b.to_on >= p.to_on and b.amount_cents >= p.amount_cents))
        or (i.balance_cents > 0 and not exists (
        select 1 from allocation a where a.invoice_id = i.id and a.reverses_id is not null))`,
    what: "A period begins after its membership ended or lapsed",
  }),
  sqlCheck({
    name: "Every billed period lies on a line of its own invoice",
    table: "period",
    find: `select p.id from period p
      left join invoice_line l on l.id = p.invoice_line_id
      where (p.invoice_id is not null and (l.id is null or l.invoice_id <> p.invoice_id
          or l.membership_id is not p.membership_id))
        or (p.invoice_id is null and p.invoice_line_id is not null)`,
    what: "A period and its invoice line do not belong together",
  }),
  sqlCheck({
    name: "No benefit is used more often than granted",
    table: "benefit_grant",
    find: "select id from benefit_grant where used < 0 or used > quantity",
    what: "A benefit's counter is outside what was granted",
  }),
  sqlCheck({
    name: "No coupon is used more often than it was given for",
    table: "held_coupon",
    // Uses on void invoices have been given back (PPL-14); a coupon is its own household's.
    find: `select h.id as id from held_coupon h
      where (select count(*) from coupon_use u join invoice i on i.id = u.invoice_id
          where u.held_coupon_id = h.id and i.voided_on is null) > coalesce(json_extract(h.terms, '$.charges'), 9e15)
        or exists (select 1 from coupon_use u join invoice i on i.id = u.invoice_id
          where u.held_coupon_id = h.id and i.household_id <> h.household_id)`,
    what: "A coupon was used on more charges than it has, or by another household",
  }),
];
