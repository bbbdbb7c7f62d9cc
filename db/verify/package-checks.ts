/** Packages and benefits: what is owed for them, and every use, agree with the ledger and with one another (F-16, PKG-2). */
import { sqlCheck, type Check } from "./check.ts";

const openUnit = "not exists (select 1 from package_use x where x.unit_id = u.id and x.undone_on is null)";

export const packageChecks: readonly Check[] = [
  sqlCheck({
    name: "The uses of every package are worth its price",
    table: "package_sale",
    find: `select s.id from package_sale s join invoice i on i.id = s.invoice_id
      where s.price_cents <> (select coalesce(sum(value_cents), 0) from package_unit where sale_id = s.id)
        or s.price_cents <> (select coalesce(sum(net_cents), 0) from invoice_line where invoice_id = s.invoice_id and kind = 'package')`,
    what: "The uses of a package, its price and the line that sold it do not agree",
  }),
  sqlCheck({
    name: "Every redeemed use is paid by a package unit of its worth",
    table: "package_use",
    find: `select x.id from package_use x left join payment p on p.id = x.payment_id
      where x.kind = 'redeemed' and x.undone_on is null and (p.id is null or p.reversed_on is not null
        or p.tender <> 'package_unit'
        or p.amount_cents <> (select sum(v.value_cents) from package_use y join package_unit v on v.id = y.unit_id
          where y.payment_id = p.id and y.undone_on is null)
        or not exists (select 1 from allocation a where a.payment_id = p.id and a.invoice_id = x.invoice_id))
      union all
      select x.id from package_use x join payment p on p.id = x.payment_id where x.undone_on is not null and p.reversed_on is null`,
    what: "A redeemed use and its payment do not agree",
  }),
  sqlCheck({
    name: "Every payment by a package unit has its use",
    table: "payment",
    find: `select p.id from payment p where p.tender = 'package_unit' and p.reversed_on is null
      and not exists (select 1 from package_use x where x.payment_id = p.id and x.undone_on is null)`,
    what: "A package unit was taken as a payment and no package has one fewer",
  }),
  sqlCheck({
    name: "A cancelled package has nothing left, unless its sale is void",
    table: "package_sale",
    find: `select s.id from package_sale s join invoice i on i.id = s.invoice_id
      where (i.voided_on is not null and s.cancelled_on is null)
        or (s.cancelled_on is not null and i.voided_on is null
          and exists (select 1 from package_unit u where u.sale_id = s.id and ${openUnit}))`,
    what: "A package is cancelled and something of it can still be used",
  }),
  {
    name: "What is owed for packages and certificates is what is left of them",
    rows: (db) => db.get<{ n: number }>("select count(*) as n from package_unit")?.n ?? 0,
    breaches: (db) => {
      const row = db.get<{ owed: number; worth: number }>(
        `select (select -coalesce(sum(amount_cents), 0) from posting where account = 'package_liability') as owed,
           (select coalesce(sum(u.value_cents), 0) from package_unit u join package_sale s on s.id = u.sale_id
              join invoice i on i.id = s.invoice_id where i.voided_on is null and ${openUnit})
           + (select coalesce(sum(g.left_cents), 0) from gift_certificate g join invoice i on i.id = g.invoice_id
              where i.voided_on is null) as worth`,
      );
      return row && row.owed !== row.worth ? [{ what: `Owed are ${row.owed}, left are ${row.worth}`, rowIds: [] }] : [];
    },
  },
  sqlCheck({
    name: "Every benefit's counter covers its uses",
    table: "benefit_grant",
    find: `select g.id from benefit_grant g where g.used < (select count(*) from benefit_use x where x.grant_id = g.id and x.undone_on is null)`,
    what: "A benefit was used more often than its counter says",
  }),
];
