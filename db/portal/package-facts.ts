/** Packages as the portal needs them (PKG-4): a household's own, and others of which its people were given uses. */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, PackageSaleId, PatientId } from "#domain/identity.ts";
import type { PackageFacts } from "#domain/portal/projection.ts";
import type { ReadableDb } from "../database.ts";

type Sale = { readonly saleId: PackageSaleId; readonly householdId: HouseholdId; readonly terms: string; readonly balanceCents: number; readonly expiresOn: Day | null; readonly cancelledOn: Day | null };

export function listPackageFacts(db: ReadableDb, householdId: HouseholdId): PackageFacts[] {
  const sales = db.all<Sale>(
    `select s.id as saleId, s.household_id as householdId, s.terms, i.balance_cents as balanceCents, s.expires_on as expiresOn,
       s.cancelled_on as cancelledOn
     from package_sale s join invoice i on i.id = s.invoice_id
     where s.household_id = ? or exists (select 1 from package_unit u join patient p on p.id = u.holder_id
       where u.sale_id = s.id and p.household_id = ?)
     order by s.bought_on, s.id`,
    householdId,
    householdId,
  );
  return sales.map(({ saleId, terms, balanceCents, ...sale }) => ({
    householdId: sale.householdId,
    name: (JSON.parse(terms) as { readonly name: string }).name,
    isPaid: balanceCents === 0,
    expiresOn: sale.expiresOn,
    cancelledOn: sale.cancelledOn,
    open: db.all<{ serviceName: string | null; holderId: PatientId | null }>(
      `select v.name as serviceName, u.holder_id as holderId from package_unit u left join service v on v.id = u.service_id
       where u.sale_id = ? and not exists (select 1 from package_use x where x.unit_id = u.id and x.undone_on is null)
       order by u.position`,
      saleId,
    ),
  }));
}
