/** Drafts and edits of invoices (INV-3): what was said before is kept, lines keep their ids. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, InvoiceLineId, PatientId, StaffId } from "#domain/identity.ts";
import type { PricedLine } from "#domain/invoices/lines.ts";
import type { RevisionContent } from "#domain/invoices/revision.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "./database.ts";
import { insertInvoiceLine } from "./invoices.ts";
import { isUsedWithInvoice } from "./packages/uses.ts";
import { kindBits } from "./invoice-tracker/groups.ts";

/** Takes a draft away, with its lines; answers false for an issued invoice, which is never deleted. */
export function deleteDraftRows(db: WritableDb, invoiceId: InvoiceId): boolean {
  if (db.get("select 1 from invoice where id = ? and issued_at is null", invoiceId) === undefined) return false;
  db.exec("delete from invoice_policy where invoice_id = ?", invoiceId);
  db.exec("delete from invoice_line where invoice_id = ?", invoiceId);
  db.exec("delete from invoice where id = ?", invoiceId);
  return true;
}

export type LineToKeep = PricedLine & { readonly lineId: InvoiceLineId | null };

/**
 * Gives an invoice other lines, in this order: those with an id are written over, those without are
 * added, those left out go. Answers the ids in the order given.
 */
export function replaceLines(db: WritableDb, invoiceId: InvoiceId, lines: readonly LineToKeep[]): InvoiceLineId[] {
  // Positions are unique within an invoice; the old ones make room first.
  db.exec("update invoice_line set position = -position where invoice_id = ?", invoiceId);
  const ids = lines.map((line, index) =>
    line.lineId === null ? insertInvoiceLine(db, invoiceId, index + 1, line) : updateLine(db, line.lineId, index + 1, line),
  );
  db.exec("delete from invoice_line where invoice_id = ? and position < 0", invoiceId);
  db.exec("update invoice set line_kinds = ? where id = ?", kindBits(lines.map((line) => line.kind)), invoiceId);
  return ids;
}

function updateLine(db: WritableDb, lineId: InvoiceLineId, position: number, line: PricedLine): InvoiceLineId {
  db.exec(
    `update invoice_line set position = ?, kind = ?, patient_id = ?, service_id = ?, provider_id = ?, description = ?,
       service_on = ?, quantity = ?, unit_cents = ?, net_cents = ?, tax_rate_ppm = ?, tax_cents = ?, explain = ?
     where id = ?`,
    position,
    line.kind,
    line.patientId,
    line.serviceId ?? null,
    line.providerId ?? null,
    line.description,
    line.serviceOn,
    line.quantity,
    line.unitCents,
    line.netCents,
    line.taxRatePpm,
    line.taxCents,
    JSON.stringify(line.facts),
    lineId,
  );
  return lineId;
}

export type EditedHead = {
  readonly patientId: PatientId | null;
  readonly invoicedOn: Day;
  readonly dueOn: Day;
  readonly termsDays: number;
  readonly totalCents: Cents;
  readonly taxCents: Cents;
};

/** The head after an edit: one revision more, and what is left to pay of the new total. */
export function updateHead(db: WritableDb, invoiceId: InvoiceId, head: EditedHead): void {
  db.exec(
    `update invoice set patient_id = ?, invoiced_on = ?, due_on = ?, terms_days = ?, total_cents = ?, tax_cents = ?,
       balance_cents = iif(issued_at is null, 0, ? - paid_cents - credited_cents - written_off_cents), revision = revision + 1
     where id = ?`,
    head.patientId,
    head.invoicedOn,
    head.dueOn,
    head.termsDays,
    head.totalCents,
    head.taxCents,
    head.totalCents,
    invoiceId,
  );
}

/** A draft may be given to another household while nobody owes it. */
export function setDraftHousehold(db: WritableDb, invoiceId: InvoiceId, householdId: HouseholdId, billTo: readonly string[]): void {
  db.exec(
    "update invoice set household_id = ?, bill_to = ? where id = ? and issued_at is null",
    householdId,
    JSON.stringify(billTo),
    invoiceId,
  );
}

export type NewRevision = {
  readonly invoiceId: InvoiceId;
  /** The one that gives way. */
  readonly revision: number;
  readonly content: RevisionContent;
  readonly reason: string;
  readonly replacedBy: StaffId | null;
  readonly replacedAt: Instant;
};

export function insertRevision(db: WritableDb, revision: NewRevision): void {
  db.exec(
    `insert into invoice_revision (invoice_id, revision, content, total_cents, reason, replaced_by, replaced_at)
     values (?, ?, ?, ?, ?, ?, ?)`,
    revision.invoiceId,
    revision.revision,
    JSON.stringify(revision.content),
    revision.content.totalCents,
    revision.reason,
    revision.replacedBy,
    revision.replacedAt,
  );
}

export type RevisionRow = {
  readonly revision: number;
  readonly content: RevisionContent;
  readonly reason: string;
  readonly replacedBy: string | null;
  readonly replacedAt: Instant;
};

/** What an invoice said before, the first first. */
export function listRevisions(db: ReadableDb, invoiceId: InvoiceId): RevisionRow[] {
  return db
    .all<Omit<RevisionRow, "content"> & { readonly content: string }>(
      `select r.revision, r.content, r.reason, s.name as replacedBy, r.replaced_at as replacedAt
       from invoice_revision r left join staff s on s.id = r.replaced_by where r.invoice_id = ? order by r.revision`,
      invoiceId,
    )
    .map((row) => ({ ...row, content: JSON.parse(row.content) as RevisionContent }));
}

/** The first day on which money was put on an invoice and still stands there. */
export function firstSettledOn(db: ReadableDb, invoiceId: InvoiceId): Day | null {
  return (
    db.get<{ on: Day | null }>(
      `select min(a.effective_on) as "on" from allocation a where a.invoice_id = ? and a.reverses_id is null
         and not exists (select 1 from allocation b where b.reverses_id = a.id)`,
      invoiceId,
    )?.on ?? null
  );
}

/** Whether uses of a package or a benefit stand on it: those are undone before it is edited (INV-3, PKG-3). */
export function hasUnitsUsed(db: ReadableDb, invoiceId: InvoiceId): boolean {
  return (
    isUsedWithInvoice(db, invoiceId) ||
    db.get(
      `select 1 from allocation a join payment p on p.id = a.payment_id
       where a.invoice_id = ? and p.tender = 'package_unit' and a.reverses_id is null
         and not exists (select 1 from allocation b where b.reverses_id = a.id) limit 1`,
      invoiceId,
    ) !== undefined
  );
}

/** Patients whose policies an invoice has kept already. */
export function listPatientsWithPolicies(db: ReadableDb, invoiceId: InvoiceId): PatientId[] {
  return db
    .all<{ id: PatientId }>("select distinct patient_id as id from invoice_policy where invoice_id = ?", invoiceId)
    .map(({ id }) => id);
}
