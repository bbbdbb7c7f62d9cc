/** Books of a size for measuring the aging: invoices, most of them paid, written as rows without the rules that make them. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { migrations } from "#db/migrations/index.ts";
import { withoutIndices } from "../without-indices.ts";

export type Books = { readonly db: Database; dispose(): void };

/** `invoices` invoices of a twentieth as many households over three years; every fourteenth is open. Two entries each, but for the open ones. */
export function makeBooks(invoices: number): Books {
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "perennial-bench-"));
  const db = Database.open(join(folder, "practice.db"), randomBytes(32));
  migrate(db, migrations);
  // Balances are written below as the triggers would have kept them; names and spans are of the tracker.
  const rebuild = withoutIndices(db, ["household", "invoice", "entry", "posting", "payment", "allocation"]);
  db.script(`
    create index temporary_invoice_household on invoice (household_id);
    create temp table n as with recursive c(i) as (select 1 union all select i + 1 from c where i < ${invoices}) select i from c;
    insert into household (id, number, name, created_at) select i, i, 'Household ' || i, '2024-01-01' from n where i <= ${invoices / 20};
    insert into invoice (id, number, kind, household_id, bill_to, invoiced_on, issued_at, due_on, total_cents, paid_cents, balance_cents, created_at)
      select i, i, 'manual', 1 + i * 7919 % ${invoices / 20}, '[]', date('2023-11-23', '+' || (i % 1095) || ' days'), 'x',
        date('2023-11-23', '+' || (i % 1095) || ' days'), 1000 + i % 9000,
        case when i % 14 = 0 then 0 else 1000 + i % 9000 end, case when i % 14 = 0 then 1000 + i % 9000 else 0 end, 'x' from n;
    insert into entry (id, kind, household_id, invoice_id, effective_on, entered_at, workstation, memo, prev_hash, hash)
      select i, 'invoice_issued', household_id, i, invoiced_on, invoiced_on || 'T15:00:00.000Z', '', '', '', '' from n join invoice on invoice.id = i;
    insert into posting (entry_id, account, household_id, amount_cents) select i, 'receivable', household_id, total_cents from n join invoice on invoice.id = i
      union all select i, 'revenue_services', null, -total_cents from n join invoice on invoice.id = i;
    insert into payment (id, receipt_number, household_id, tender, amount_cents, received_on, workstation, created_at)
      select i, i, household_id, 'cash', total_cents, min(date(invoiced_on, '+' || (i % 40) || ' days'), '2026-11-22'), '', 'x'
      from n join invoice on invoice.id = i where balance_cents = 0;
    insert into entry (id, kind, household_id, payment_id, effective_on, entered_at, workstation, memo, prev_hash, hash)
      select ${invoices} + id, 'payment_received', household_id, id, received_on, received_on || 'T16:00:00.000Z', '', '', '', '' from payment;
    insert into posting (entry_id, account, household_id, amount_cents) select ${invoices} + id, 'cash_drawer', null, amount_cents from payment
      union all select ${invoices} + id, 'receivable', household_id, -amount_cents from payment;
    insert into allocation (invoice_id, source, payment_id, amount_cents, effective_on, entry_id, created_at)
      select id, 'payment', id, amount_cents, received_on, ${invoices} + id, 'x' from payment;
    drop table temp.n;
    update household set balance_cents = (select coalesce(sum(balance_cents), 0) from invoice where household_id = household.id);
    drop index temporary_invoice_household;`);
  rebuild();
  db.script("analyze");
  return {
    db,
    dispose: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
