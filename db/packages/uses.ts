/** Uses of packages: redeemed, expired or cancelled; one that is undone leaves its unit as it was. */
import type { Day, Instant } from "#domain/calendar.ts";
import {
  asId,
  type InvoiceId,
  type InvoiceLineId,
  type PackageSaleId,
  type PackageUnitId,
  type PackageUseId,
  type PatientId,
  type PaymentId,
  type ServiceId,
  type StaffId,
} from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type NewUse = {
  readonly unitId: PackageUnitId;
  readonly kind: "redeemed" | "expired" | "cancelled";
  readonly patientId: PatientId | null;
  readonly serviceId: ServiceId | null;
  readonly providerId: StaffId | null;
  readonly usedOn: Day;
  readonly invoiceId: InvoiceId | null;
  readonly lineId: InvoiceLineId | null;
  readonly paymentId: PaymentId | null;
  readonly listCents: Cents;
  readonly upsizeCents: Cents;
  readonly lineBefore: string | null;
  readonly createdBy: StaffId | null;
  readonly createdAt: Instant;
};

/** A unit has one use at a time: a second one breaks the unique index (F-13). */
export function insertUse(db: WritableDb, use: NewUse): PackageUseId {
  return asId<PackageUseId>(
    db.exec(
      `insert into package_use (unit_id, kind, patient_id, service_id, provider_id, used_on, invoice_id, line_id, payment_id,
         list_cents, upsize_cents, line_before, created_by, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      use.unitId,
      use.kind,
      use.patientId,
      use.serviceId,
      use.providerId,
      use.usedOn,
      use.invoiceId,
      use.lineId,
      use.paymentId,
      use.listCents,
      use.upsizeCents,
      use.lineBefore,
      use.createdBy,
      use.createdAt,
    ).id,
  );
}

export function markUseUndone(db: WritableDb, useId: PackageUseId, on: Day, by: StaffId | null): void {
  db.exec("update package_use set undone_on = ?, undone_by = ? where id = ?", on, by, useId);
}

export type UseRow = {
  readonly useId: PackageUseId;
  readonly unitId: PackageUnitId;
  readonly saleId: PackageSaleId;
  readonly kind: NewUse["kind"];
  readonly usedOn: Day;
  readonly patientName: string | null;
  readonly serviceName: string | null;
  readonly providerName: string | null;
  readonly invoiceId: InvoiceId | null;
  readonly invoiceNumber: number | null;
  readonly lineId: InvoiceLineId | null;
  readonly paymentId: PaymentId | null;
  readonly valueCents: Cents;
  readonly listCents: Cents;
  readonly upsizeCents: Cents;
  readonly lineBefore: string | null;
};

const useColumns = `x.id as useId, x.unit_id as unitId, u.sale_id as saleId, x.kind, x.used_on as usedOn,
    trim(p.first_name || ' ' || p.last_name) as patientName, v.name as serviceName, w.name as providerName,
    x.invoice_id as invoiceId, i.number as invoiceNumber, x.line_id as lineId, x.payment_id as paymentId,
    u.value_cents as valueCents, x.list_cents as listCents, x.upsize_cents as upsizeCents, x.line_before as lineBefore
  from package_use x join package_unit u on u.id = x.unit_id left join patient p on p.id = x.patient_id
    left join service v on v.id = x.service_id left join staff w on w.id = x.provider_id left join invoice i on i.id = x.invoice_id`;

/** What became of a sale's units, as it stands, in the order of the days. */
export function listUses(db: ReadableDb, saleId: PackageSaleId): UseRow[] {
  return db.all<UseRow>(`select ${useColumns} where u.sale_id = ? and x.undone_on is null order by x.used_on, x.id`, saleId);
}

/** What was redeemed on an invoice and stands. */
export function listUsesOnInvoice(db: ReadableDb, invoiceId: InvoiceId): UseRow[] {
  return db.all<UseRow>(`select ${useColumns} where x.invoice_id = ? and x.undone_on is null and x.kind = 'redeemed' order by x.id`, invoiceId);
}

/** Those that one payment stands for: as many as the line it pays has. */
export function listUsesOfPayment(db: ReadableDb, paymentId: PaymentId): UseRow[] {
  return db.all<UseRow>(`select ${useColumns} where x.payment_id = ? and x.undone_on is null order by x.id`, paymentId);
}

/** One that stands. */
export function findUse(db: ReadableDb, useId: PackageUseId): UseRow | undefined {
  return db.get<UseRow>(`select ${useColumns} where x.id = ? and x.undone_on is null and x.kind = 'redeemed'`, useId);
}

/** The service day of the first use that stands. */
export function firstUsedOn(db: ReadableDb, saleId: PackageSaleId): Day | null {
  return (
    db.get<{ on: Day | null }>(
      `select min(x.used_on) as "on" from package_use x join package_unit u on u.id = x.unit_id
       where u.sale_id = ? and x.kind = 'redeemed' and x.undone_on is null`,
      saleId,
    )?.on ?? null
  );
}

/** Whether a line has something redeemed on it: a package's use or a benefit's. */
export function isLineRedeemed(db: ReadableDb, lineId: InvoiceLineId): boolean {
  return (
    db.get("select 1 from package_use where line_id = ? and undone_on is null and kind = 'redeemed'", lineId) !== undefined ||
    db.get("select 1 from benefit_use where line_id = ? and undone_on is null", lineId) !== undefined
  );
}

/** Whether anything was redeemed with an invoice: on its lines, or of the package that it sold. */
export function isUsedWithInvoice(db: ReadableDb, invoiceId: InvoiceId): boolean {
  return (
    db.get(
      `select 1 from package_use where invoice_id = ? and undone_on is null and kind = 'redeemed'
       union all select 1 from benefit_use where invoice_id = ? and undone_on is null
       union all select 1 from package_use x join package_unit u on u.id = x.unit_id join package_sale s on s.id = u.sale_id
         where s.invoice_id = ? and x.undone_on is null limit 1`,
      invoiceId,
      invoiceId,
      invoiceId,
    ) !== undefined
  );
}
