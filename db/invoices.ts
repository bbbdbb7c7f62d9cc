/**
 * Invoices, their lines and their settlements. Rows are written by prepared text, because the
 * billing run writes thousands; kept balances follow by trigger (F-16).
 */
import type { Day, Instant } from "#domain/calendar.ts";
import {
  asId,
  type CreditId,
  type EntryId,
  type HouseholdId,
  type InvoiceId,
  type InvoiceLineId,
  type PatientId,
  type PaymentId,
  type ServiceId,
  type StaffId,
} from "#domain/identity.ts";
import type { PricedLine } from "#domain/invoices/lines.ts";
import type { InvoiceState } from "#domain/invoices/status.ts";
import type { InvoiceLineKind } from "#domain/invoices/status-words.ts";
import type { Cents } from "#domain/money.ts";
import type { PayableInvoice } from "#domain/payments/allocate.ts";
import type { ReadableDb, WritableDb } from "./database.ts";
import { kindBits } from "./invoice-tracker/groups.ts";

export type InvoiceKind = "draw" | "enrolment" | "manual";

/** What the bill-to block and the use of credit need to know of a household; its name is the payer's. */
export type BilledHousehold = {
  readonly name: string;
  readonly creditCents: Cents;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
  readonly homeCountry: string | null;
};

/** The household's address, or the payer's own where the payer has one. */
const billedHousehold = `
  select h.name, h.credit_cents as creditCents,
    iif(p.address_line1 is null, h.address_line1, p.address_line1) as line1,
    iif(p.address_line1 is null, h.address_line2, coalesce(p.address_line2, '')) as line2,
    iif(p.address_line1 is null, h.city, coalesce(p.city, '')) as city,
    iif(p.address_line1 is null, h.region, coalesce(p.region, '')) as region,
    iif(p.address_line1 is null, h.postal_code, coalesce(p.postal_code, '')) as postalCode,
    iif(p.address_line1 is null, h.country, coalesce(p.country, h.country)) as country,
    (select country from practice) as homeCountry
  from household h left join patient p on p.id = h.payer_patient_id
  where h.id = ? and h.staged_batch_id is null`;

export function findBilledHousehold(db: ReadableDb, householdId: HouseholdId): BilledHousehold | undefined {
  return db.get<BilledHousehold>(billedHousehold, householdId);
}

export type NewInvoice = {
  /** An id to take, that of a draft just deleted; by default the next. */
  readonly id?: InvoiceId;
  /** Null for a draft, with `issuedAt` null: nothing is owed on it yet. */
  readonly number: number | null;
  readonly kind: InvoiceKind;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId | null;
  readonly billTo: readonly string[];
  readonly drawOn: Day | null;
  readonly drawSeq: number;
  readonly invoicedOn: Day;
  readonly issuedAt: Instant | null;
  readonly createdAt?: Instant;
  readonly dueOn: Day;
  readonly termsDays: number;
  readonly totalCents: Cents;
  readonly taxCents: Cents;
  readonly createdBy: StaffId | null;
  /** Where its lines are known already, the row need not be written again for their kinds. */
  readonly lines?: readonly { readonly kind: InvoiceLineKind }[];
};

/** Writes the head; the whole total of an issued invoice is its balance until something settles it. */
export function insertInvoice(db: WritableDb, invoice: NewInvoice): InvoiceId {
  const { id } = db.exec(
    `insert into invoice (id, number, kind, household_id, patient_id, patient_sort, bill_to, draw_on, draw_seq, invoiced_on,
       issued_at, due_on, terms_days, total_cents, tax_cents, balance_cents, line_kinds, created_by, created_at)
     values (?, ?, ?, ?, ?, (select sort_name from patient where id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    invoice.id ?? null,
    invoice.number,
    invoice.kind,
    invoice.householdId,
    invoice.patientId,
    invoice.patientId,
    JSON.stringify(invoice.billTo),
    invoice.drawOn,
    invoice.drawSeq,
    invoice.invoicedOn,
    invoice.issuedAt,
    invoice.dueOn,
    invoice.termsDays,
    invoice.totalCents,
    invoice.taxCents,
    invoice.issuedAt === null ? 0 : invoice.totalCents,
    kindBits(invoice.lines?.map((line) => line.kind) ?? []),
    invoice.createdBy,
    invoice.createdAt ?? invoice.issuedAt,
  );
  return asId<InvoiceId>(id);
}

export function insertInvoiceLine(
  db: WritableDb,
  invoiceId: InvoiceId,
  position: number,
  line: PricedLine,
): InvoiceLineId {
  const { id } = db.exec(
    `insert into invoice_line (invoice_id, position, kind, patient_id, membership_id, plan_version_id, description,
       service_on, from_on, to_on, quantity, unit_cents, net_cents, tax_rate_ppm, tax_cents, explain, service_id, provider_id)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    invoiceId,
    position,
    line.kind,
    line.patientId,
    line.membershipId,
    line.planVersionId,
    line.description,
    line.serviceOn,
    line.fromOn,
    line.toOn,
    line.quantity,
    line.unitCents,
    line.netCents,
    line.taxRatePpm,
    line.taxCents,
    JSON.stringify(line.facts),
    line.serviceId ?? null,
    line.providerId ?? null,
  );
  return asId<InvoiceLineId>(id);
}

export type InvoiceRow = InvoiceState & {
  readonly invoiceId: InvoiceId;
  readonly number: number | null;
  readonly kind: InvoiceKind;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId | null;
  readonly billTo: string;
  readonly drawOn: Day | null;
  readonly invoicedOn: Day;
  readonly totalCents: Cents;
  readonly taxCents: Cents;
  readonly termsDays: number;
  /** 1 as issued, one more with each edit (INV-3); of a draft how often it was saved. */
  readonly revision: number;
  readonly lastSentAt: Instant | null;
  readonly voidReason: string | null;
};

export function findInvoice(db: ReadableDb, invoiceId: InvoiceId): InvoiceRow | undefined {
  return db.get<InvoiceRow>(
    `select id as invoiceId, number, kind, household_id as householdId, patient_id as patientId,
       bill_to as billTo, draw_on as drawOn, invoiced_on as invoicedOn, issued_at as issuedAt, due_on as dueOn,
       total_cents as totalCents, tax_cents as taxCents, paid_cents as paidCents,
       credited_cents as creditedCents, written_off_cents as writtenOffCents,
       refunded_cents as refundedCents, balance_cents as balanceCents, voided_on as voidedOn,
       void_reason as voidReason, terms_days as termsDays, revision, last_sent_at as lastSentAt
     from invoice where id = ?`,
    invoiceId,
  );
}

export type InvoiceLineRow = {
  readonly lineId: InvoiceLineId;
  readonly position: number;
  readonly kind: InvoiceLineKind;
  readonly patientId: PatientId | null;
  readonly patientName: string;
  readonly membershipId: number | null;
  readonly serviceId: ServiceId | null;
  readonly providerId: StaffId | null;
  readonly providerName: string | null;
  readonly description: string;
  readonly serviceOn: Day;
  readonly fromOn: Day | null;
  readonly toOn: Day | null;
  readonly quantity: number;
  readonly unitCents: Cents;
  readonly netCents: Cents;
  readonly taxRatePpm: number;
  readonly taxCents: Cents;
  readonly explain: string;
};

export function listInvoiceLines(db: ReadableDb, invoiceId: InvoiceId): InvoiceLineRow[] {
  return db.all<InvoiceLineRow>(
    `select l.id as lineId, l.position, l.kind, l.patient_id as patientId,
       coalesce(trim(p.first_name || ' ' || p.last_name), '') as patientName,
       l.membership_id as membershipId, l.service_id as serviceId, l.provider_id as providerId,
       s.name as providerName, l.description, l.service_on as serviceOn, l.from_on as fromOn,
       l.to_on as toOn, l.quantity, l.unit_cents as unitCents, l.net_cents as netCents,
       l.tax_rate_ppm as taxRatePpm, l.tax_cents as taxCents, l.explain
     from invoice_line l left join patient p on p.id = l.patient_id left join staff s on s.id = l.provider_id
     where l.invoice_id = ? order by l.position`,
    invoiceId,
  );
}

const payableColumns = `id as invoiceId, number, household_id as householdId,
  invoiced_on as invoicedOn, due_on as dueOn, balance_cents as balanceCents,
  (voided_on is null and issued_at is not null and balance_cents > 0) as isOpen`;

type PayableRow = Omit<PayableInvoice, "isOpen" | "number"> & {
  readonly isOpen: 0 | 1;
  readonly number: number | null;
};

function toPayable(row: PayableRow): PayableInvoice {
  return { ...row, number: row.number ?? 0, isOpen: row.isOpen === 1 };
}

/** The household's invoices with something owed, in the order in which they are paid (INV-8). */
export function listOpenInvoices(db: ReadableDb, householdId: HouseholdId): PayableInvoice[] {
  return db
    .all<PayableRow>(
      `select ${payableColumns} from invoice
       where household_id = ? and balance_cents > 0 and voided_on is null and issued_at is not null
       order by due_on, number, id`,
      householdId,
    )
    .map(toPayable);
}

/** One invoice as something to pay, whatever its household and state. */
export function findPayable(db: ReadableDb, invoiceId: InvoiceId): PayableInvoice | undefined {
  const row = db.get<PayableRow>(`select ${payableColumns} from invoice where id = ?`, invoiceId);
  return row && toPayable(row);
}

export type AllocationSource = "payment" | "credit" | "credit_note" | "write_off";

export type NewAllocation = {
  readonly invoiceId: InvoiceId;
  readonly source: AllocationSource;
  readonly paymentId?: PaymentId | null;
  readonly creditId?: CreditId | null;
  /** Negative on a row that takes an earlier one back. */
  readonly amountCents: number;
  readonly effectiveOn: Day;
  readonly entryId: EntryId;
  readonly reversesId?: number | null;
  readonly createdAt: Instant;
};

/** Settles part of an invoice; a trigger moves the invoice's and the credit's kept balances. */
export function insertAllocation(db: WritableDb, allocation: NewAllocation): void {
  db.exec(
    `insert into allocation (invoice_id, source, payment_id, credit_id, amount_cents, effective_on, entry_id,
       reverses_id, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    allocation.invoiceId,
    allocation.source,
    allocation.paymentId ?? null,
    allocation.creditId ?? null,
    allocation.amountCents,
    allocation.effectiveOn,
    allocation.entryId,
    allocation.reversesId ?? null,
    allocation.createdAt,
  );
}

/** A settlement that still stands: neither taken back nor a row that takes one back. */
export type LiveAllocation = {
  readonly allocationId: number;
  readonly invoiceId: InvoiceId;
  readonly source: AllocationSource;
  readonly paymentId: PaymentId | null;
  readonly creditId: CreditId | null;
  readonly amountCents: Cents;
  readonly entryId: EntryId;
};

function liveAllocations(column: "invoice_id" | "payment_id" | "credit_id"): string {
  return `select id as allocationId, invoice_id as invoiceId, source, payment_id as paymentId,
      credit_id as creditId, amount_cents as amountCents, entry_id as entryId
    from allocation a
    where a.${column} = ? and a.reverses_id is null
      and not exists (select 1 from allocation b where b.reverses_id = a.id)
    order by a.id`;
}

export function listAllocationsOfInvoice(db: ReadableDb, invoiceId: InvoiceId): LiveAllocation[] {
  return db.all<LiveAllocation>(liveAllocations("invoice_id"), invoiceId);
}

export function listAllocationsOfPayment(db: ReadableDb, paymentId: PaymentId): LiveAllocation[] {
  return db.all<LiveAllocation>(liveAllocations("payment_id"), paymentId);
}

export function listAllocationsOfCredit(db: ReadableDb, creditId: CreditId): LiveAllocation[] {
  return db.all<LiveAllocation>(liveAllocations("credit_id"), creditId);
}

/** Every settlement row of an invoice, with what it was, oldest first. */
export type SettlementRow = {
  readonly on: Day;
  readonly source: AllocationSource;
  readonly amountCents: Cents;
  readonly paymentId: PaymentId | null;
  readonly tender: string | null;
  readonly receiptNumber: number | null;
  readonly reverses: 0 | 1;
};

export function listSettlements(db: ReadableDb, invoiceId: InvoiceId): SettlementRow[] {
  return db.all<SettlementRow>(
    `select a.effective_on as "on", a.source, a.amount_cents as amountCents, a.payment_id as paymentId,
       p.tender, p.receipt_number as receiptNumber, a.reverses_id is not null as reverses
     from allocation a left join payment p on p.id = a.payment_id
     where a.invoice_id = ? order by a.id`,
    invoiceId,
  );
}

/** Marks an invoice void; its number stays and nothing is owed on it any more (INV-3). */
export function markVoid(db: WritableDb, invoiceId: InvoiceId, on: Day, reason: string): void {
  db.exec(
    "update invoice set voided_on = ?, void_reason = ?, balance_cents = 0 where id = ?",
    on,
    reason,
    invoiceId,
  );
}

/** The journal entry that an invoice stands by: the one that issued it, or its last edit (INV-3). */
export function findStandingEntry(db: ReadableDb, invoiceId: InvoiceId): { id: EntryId; effectiveOn: Day } | undefined {
  return db.get(
    `select a.id, a.effective_on as effectiveOn from entry a
     where a.invoice_id = ? and a.kind in ('invoice_issued', 'invoice_revised') and a.reverses_id is null
       and not exists (select 1 from entry b where b.reverses_id = a.id)`,
    invoiceId,
  );
}

/** Whether a card charge of this invoice has no outcome yet (BIL-8). */
export function hasLiveCharge(db: ReadableDb, invoiceId: InvoiceId): boolean {
  return (
    db.get(
      "select 1 from charge_attempt where invoice_id = ? and state in ('sent', 'pending', 'unknown')",
      invoiceId,
    ) !== undefined
  );
}

/** Whether dues of this invoice were given back already, off the invoice or as credit (MEM-12, MEM-13). */
export function hasDuesCredited(db: ReadableDb, invoiceId: InvoiceId): boolean {
  return (
    db.get(
      `select 1 from entry a where a.invoice_id = ? and ((a.payment_id is null
           and a.kind in ('credit_granted', 'credit_noted')) or a.kind = 'refunded') and a.reverses_id is null
         and not exists (select 1 from entry b where b.reverses_id = a.id)`,
      invoiceId,
    ) !== undefined
  );
}
