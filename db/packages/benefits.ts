/** Benefits as they are used (PKG-10): grants with their counters, and each use. Triggers keep the counters. */
import type { Day, Instant } from "#domain/calendar.ts";
import {
  asId,
  type BenefitGrantId,
  type BenefitUseId,
  type HouseholdId,
  type InvoiceId,
  type InvoiceLineId,
  type MembershipId,
  type PatientId,
  type ServiceId,
  type StaffId,
} from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type GrantRow = {
  readonly grantId: BenefitGrantId;
  readonly membershipId: MembershipId;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly householdId: HouseholdId;
  readonly startOn: Day;
  readonly benefit: string;
  readonly label: string;
  readonly fromOn: Day;
  /** The first day on which it cannot be used any more. */
  readonly toOn: Day;
  readonly quantity: number;
  readonly used: number;
  /** What neither was used nor has rolled over; a use that is dated before the reset takes of what was lost. */
  readonly left: number;
};

const grantColumns = `g.id as grantId, g.membership_id as membershipId, m.patient_id as patientId,
    trim(p.first_name || ' ' || p.last_name) as patientName, m.household_id as householdId, m.start_on as startOn,
    g.benefit, g.label, g.from_on as fromOn, g.to_on as toOn, g.quantity, g.used, g.quantity - g.used - g.rolled as left
  from benefit_grant g join membership m on m.id = g.membership_id join patient p on p.id = m.patient_id`;

export function findGrant(db: ReadableDb, grantId: BenefitGrantId): GrantRow | undefined {
  return db.get<GrantRow>(`select ${grantColumns} where g.id = ?`, grantId);
}

/** Grants of a household's members that run on a day, used up or not. */
export function listGrantsOn(db: ReadableDb, householdId: HouseholdId, on: Day): GrantRow[] {
  return db.all<GrantRow>(
    `select ${grantColumns} where m.household_id = ? and g.from_on <= ? and g.to_on > ? order by g.to_on, g.id`,
    householdId,
    on,
    on,
  );
}

export type NewBenefitUse = {
  readonly grantId: BenefitGrantId;
  readonly patientId: PatientId;
  readonly serviceId: ServiceId | null;
  readonly providerId: StaffId | null;
  readonly usedOn: Day;
  readonly invoiceId: InvoiceId;
  readonly lineId: InvoiceLineId;
  readonly listCents: Cents;
  readonly offCents: Cents;
  readonly lineBefore: string;
  readonly createdBy: StaffId | null;
  readonly createdAt: Instant;
};

export function insertBenefitUse(db: WritableDb, use: NewBenefitUse): BenefitUseId {
  return asId<BenefitUseId>(
    db.exec(
      `insert into benefit_use (grant_id, patient_id, service_id, provider_id, used_on, invoice_id, line_id, list_cents, off_cents,
         line_before, created_by, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      use.grantId,
      use.patientId,
      use.serviceId,
      use.providerId,
      use.usedOn,
      use.invoiceId,
      use.lineId,
      use.listCents,
      use.offCents,
      use.lineBefore,
      use.createdBy,
      use.createdAt,
    ).id,
  );
}

export function markBenefitUseUndone(db: WritableDb, useId: BenefitUseId, on: Day, by: StaffId | null): void {
  db.exec("update benefit_use set undone_on = ?, undone_by = ? where id = ?", on, by, useId);
}

export type BenefitUseRow = {
  readonly useId: BenefitUseId;
  readonly grantId: BenefitGrantId;
  readonly label: string;
  readonly invoiceId: InvoiceId;
  readonly lineId: InvoiceLineId;
  readonly offCents: Cents;
  readonly lineBefore: string;
};

const useColumns = `x.id as useId, x.grant_id as grantId, g.label, x.invoice_id as invoiceId, x.line_id as lineId, x.off_cents as offCents,
    x.line_before as lineBefore
  from benefit_use x join benefit_grant g on g.id = x.grant_id`;

/** One that stands. */
export function findBenefitUse(db: ReadableDb, useId: BenefitUseId): BenefitUseRow | undefined {
  return db.get<BenefitUseRow>(`select ${useColumns} where x.id = ? and x.undone_on is null`, useId);
}

export function listBenefitUsesOnInvoice(db: ReadableDb, invoiceId: InvoiceId): BenefitUseRow[] {
  return db.all<BenefitUseRow>(`select ${useColumns} where x.invoice_id = ? and x.undone_on is null order by x.id`, invoiceId);
}
