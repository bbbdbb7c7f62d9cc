/** Packages that were sold (PKG-2), their uses one by one, and what became of each. */
import type { Day, Instant } from "#domain/calendar.ts";
import {
  asId,
  type HouseholdId,
  type InvoiceId,
  type PackageId,
  type PackageSaleId,
  type PackageTransferId,
  type PackageUnitId,
  type PackageUseId,
  type PatientId,
  type ServiceId,
  type StaffId,
} from "#domain/identity.ts";
import { prorate, toCents, type Cents } from "#domain/money.ts";
import type { PackageTerms } from "#domain/packages/package-terms.ts";
import type { UnitWorth } from "#domain/packages/unit-values.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type NewSale = {
  readonly packageId: PackageId;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId;
  readonly invoiceId: InvoiceId;
  readonly terms: PackageTerms;
  readonly boughtOn: Day;
  readonly expiresOn: Day | null;
  readonly units: readonly UnitWorth[];
  readonly createdBy: StaffId | null;
  readonly createdAt: Instant;
};

export function insertSale(db: WritableDb, sale: NewSale): PackageSaleId {
  const { id } = db.exec(
    `insert into package_sale (package_id, household_id, patient_id, invoice_id, terms, price_cents, bought_on, expires_on,
       created_by, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    sale.packageId,
    sale.householdId,
    sale.patientId,
    sale.invoiceId,
    JSON.stringify(sale.terms),
    sale.terms.priceCents,
    sale.boughtOn,
    sale.expiresOn,
    sale.createdBy,
    sale.createdAt,
  );
  sale.units.forEach(({ serviceId, valueCents }, index) =>
    db.exec("insert into package_unit (sale_id, position, service_id, value_cents) values (?, ?, ?, ?)", id, index + 1, serviceId, valueCents),
  );
  return asId<PackageSaleId>(id);
}

export type SaleRow = {
  readonly saleId: PackageSaleId;
  readonly packageId: PackageId;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly invoiceId: InvoiceId;
  readonly invoiceNumber: number;
  readonly terms: PackageTerms;
  readonly priceCents: Cents;
  readonly boughtOn: Day;
  readonly expiresOn: Day | null;
  readonly cancelledOn: Day | null;
  readonly cancelReason: string | null;
  readonly soldBy: string | null;
  /** Of the sale's invoice. */
  readonly totalCents: Cents;
  readonly taxCents: Cents;
  readonly balanceCents: Cents;
  readonly refundedCents: Cents;
  /** Paid on the invoice with tax, less what went back. */
  readonly grossPaidCents: Cents;
  /** Paid for the package before tax, less what went back. */
  readonly paidCents: Cents;
  /** How many uses it had, how many are left, and what those are worth. */
  readonly units: number;
  readonly unitsLeft: number;
  readonly valueLeftCents: Cents;
  readonly redeemedCents: Cents;
  /** Its invoice is paid in parts now (PKG-9). */
  readonly inParts: 0 | 1;
};

type Stored = Omit<SaleRow, "terms" | "paidCents"> & { readonly terms: string };

const isOpen = "not exists (select 1 from package_use x where x.unit_id = u.id and x.undone_on is null)";
const saleColumns = `s.id as saleId, s.package_id as packageId, s.household_id as householdId, s.patient_id as patientId,
    trim(p.first_name || ' ' || p.last_name) as patientName, s.invoice_id as invoiceId, i.number as invoiceNumber, s.terms,
    s.price_cents as priceCents, s.bought_on as boughtOn, s.expires_on as expiresOn, s.cancelled_on as cancelledOn,
    s.cancel_reason as cancelReason, w.name as soldBy, i.total_cents as totalCents, i.tax_cents as taxCents,
    i.balance_cents as balanceCents, i.refunded_cents as refundedCents, i.paid_cents - i.refunded_cents as grossPaidCents,
    (select count(*) from package_unit u where u.sale_id = s.id) as units,
    (select count(*) from package_unit u where u.sale_id = s.id and ${isOpen}) as unitsLeft,
    (select coalesce(sum(u.value_cents), 0) from package_unit u where u.sale_id = s.id and ${isOpen}) as valueLeftCents,
    (select coalesce(sum(u.value_cents), 0) from package_unit u join package_use x on x.unit_id = u.id
      where u.sale_id = s.id and x.undone_on is null and x.kind = 'redeemed') as redeemedCents,
    exists (select 1 from payment_plan_invoice o where o.invoice_id = s.invoice_id and o.in_force = 1) as inParts
  from package_sale s join invoice i on i.id = s.invoice_id join patient p on p.id = s.patient_id left join staff w on w.id = s.created_by`;

export function findSale(db: ReadableDb, saleId: PackageSaleId): SaleRow | undefined {
  const row = db.get<Stored>(`select ${saleColumns} where s.id = ?`, saleId);
  return row && asRow(row);
}

/** What a patient has, or may use because it is the household's or was given to them; newest first. */
export function listSalesFor(db: ReadableDb, patientId: PatientId, householdId: HouseholdId, limit: number): SaleRow[] {
  return db
    .all<Stored>(
      `select ${saleColumns} where s.household_id = ? or s.patient_id = ?
         or exists (select 1 from package_unit u where u.sale_id = s.id and u.holder_id = ?)
       order by s.cancelled_on is not null, s.bought_on desc, s.id desc limit ?`,
      householdId,
      patientId,
      patientId,
      limit,
    )
    .map(asRow);
}

export function findSaleOfInvoice(db: ReadableDb, invoiceId: InvoiceId): SaleRow | undefined {
  const row = db.get<Stored>(`select ${saleColumns} where s.invoice_id = ?`, invoiceId);
  return row && asRow(row);
}

/** Sales with open uses whose last day has passed, oldest first. */
export function listSalesExpired(db: ReadableDb, today: Day, limit: number): SaleRow[] {
  return db
    .all<Stored>(
      `select ${saleColumns} where s.cancelled_on is null and s.expires_on <= ?
         and exists (select 1 from package_unit u where u.sale_id = s.id and ${isOpen}) order by s.expires_on, s.id limit ?`,
      today,
      limit,
    )
    .map(asRow);
}

export type UnitRow = {
  readonly unitId: PackageUnitId;
  readonly serviceId: ServiceId | null;
  readonly valueCents: Cents;
  readonly holderId: PatientId | null;
};

/** Uses that are left, in the order in which they are used. */
export function listOpenUnits(db: ReadableDb, saleId: PackageSaleId): UnitRow[] {
  return db.all<UnitRow>(
    `select u.id as unitId, u.service_id as serviceId, u.value_cents as valueCents, u.holder_id as holderId
     from package_unit u where u.sale_id = ? and ${isOpen} order by u.position`,
    saleId,
  );
}

export type UsableUnit = UnitRow & {
  /** The use that says it expired, where the service day lies before that. */
  readonly expiredUseId: PackageUseId | null;
};

/**
 * Uses that can be had for a service day, in the order in which they are used: those that are left, and for a
 * day before the expiry those that have expired since.
 */
export function listUsableUnits(db: ReadableDb, sale: Pick<SaleRow, "saleId" | "expiresOn">, serviceOn: Day): UsableUnit[] {
  const isBefore = sale.expiresOn !== null && serviceOn < sale.expiresOn;
  return db.all<UsableUnit>(
    `select u.id as unitId, u.service_id as serviceId, u.value_cents as valueCents, u.holder_id as holderId, x.id as expiredUseId
     from package_unit u left join package_use x on x.unit_id = u.id and x.undone_on is null
     where u.sale_id = ? and (x.id is null or (x.kind = 'expired' and ?)) order by x.id is not null, u.position`,
    sale.saleId,
    isBefore ? 1 : 0,
  );
}

export function setExpiry(db: WritableDb, saleId: PackageSaleId, expiresOn: Day | null): void {
  db.exec("update package_sale set expires_on = ? where id = ?", expiresOn, saleId);
}

export function markSaleCancelled(db: WritableDb, saleId: PackageSaleId, on: Day, reason: string): void {
  db.exec("update package_sale set cancelled_on = ?, cancel_reason = ? where id = ?", on, reason, saleId);
}

export function setOwner(db: WritableDb, saleId: PackageSaleId, patientId: PatientId): void {
  db.exec("update package_sale set patient_id = ? where id = ?", patientId, saleId);
}

export function setHolder(db: WritableDb, unitId: PackageUnitId, holderId: PatientId | null): void {
  db.exec("update package_unit set holder_id = ? where id = ?", holderId, unitId);
}

export function insertTransfer(
  db: WritableDb,
  row: {
    readonly saleId: PackageSaleId;
    readonly unitId: PackageUnitId | null;
    readonly from: PatientId;
    readonly to: PatientId;
    readonly reason: string;
    readonly on: Day;
    readonly createdBy: StaffId | null;
    readonly createdAt: Instant;
  },
): PackageTransferId {
  const { id } = db.exec(
    `insert into package_transfer (sale_id, unit_id, from_patient_id, to_patient_id, reason, transferred_on, created_by, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    row.saleId,
    row.unitId,
    row.from,
    row.to,
    row.reason,
    row.on,
    row.createdBy,
    row.createdAt,
  );
  return asId<PackageTransferId>(id);
}

/** What was given to whom, and how many uses are left of it now. */
export function findTransfer(db: ReadableDb, transferId: PackageTransferId): (Omit<TransferRow, "reason" | "by"> & { packageName: string; left: number }) | undefined {
  return db.get(
    `select json_extract(s.terms, '$.name') as packageName, t.transferred_on as transferredOn, trim(a.first_name || ' ' || a.last_name) as fromName,
       trim(b.first_name || ' ' || b.last_name) as toName, t.unit_id is null as isWhole,
       (select count(*) from package_unit u where u.sale_id = s.id and ${isOpen}) as left
     from package_transfer t join package_sale s on s.id = t.sale_id join patient a on a.id = t.from_patient_id
       join patient b on b.id = t.to_patient_id where t.id = ?`,
    transferId,
  );
}

export type TransferRow = {
  readonly transferredOn: Day;
  readonly fromName: string;
  readonly toName: string;
  readonly isWhole: 0 | 1;
  readonly reason: string;
  readonly by: string | null;
};

export function listTransfers(db: ReadableDb, saleId: PackageSaleId): TransferRow[] {
  return db.all<TransferRow>(
    `select t.transferred_on as transferredOn, trim(a.first_name || ' ' || a.last_name) as fromName,
       trim(b.first_name || ' ' || b.last_name) as toName, t.unit_id is null as isWhole, t.reason, w.name as by
     from package_transfer t join patient a on a.id = t.from_patient_id join patient b on b.id = t.to_patient_id
       left join staff w on w.id = t.created_by where t.sale_id = ? order by t.id`,
    saleId,
  );
}

function asRow(row: Stored): SaleRow {
  // Tax that was paid with the package is no part of its price.
  const paid = toCents(Math.max(0, Math.min(row.grossPaidCents, row.totalCents)));
  const paidCents = row.totalCents === 0 ? paid : prorate(row.priceCents, paid, row.totalCents);
  return { ...row, terms: JSON.parse(row.terms) as PackageTerms, paidCents };
}
