/** Credit notes (INV-1, INV-3): what was given back of which line of which invoice. */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type CreditNoteId, type EntryId, type HouseholdId, type InvoiceId, type InvoiceLineId, type StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "./database.ts";

export type NewCreditNote = {
  readonly number: number;
  readonly invoiceId: InvoiceId;
  readonly householdId: HouseholdId;
  readonly notedOn: Day;
  readonly reason: string;
  readonly totalCents: Cents;
  readonly taxCents: Cents;
  readonly toCreditCents: Cents;
  readonly entryId: EntryId;
  readonly createdBy: StaffId | null;
  readonly createdAt: Instant;
  readonly lines: readonly CreditedPart[];
};

export type CreditedPart = { readonly lineId: InvoiceLineId; readonly netCents: Cents; readonly taxCents: Cents };

export function insertCreditNote(db: WritableDb, note: NewCreditNote): CreditNoteId {
  const { id } = db.exec(
    `insert into credit_note (number, invoice_id, household_id, noted_on, reason, total_cents, tax_cents, to_credit_cents,
       entry_id, created_by, created_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    note.number,
    note.invoiceId,
    note.householdId,
    note.notedOn,
    note.reason,
    note.totalCents,
    note.taxCents,
    note.toCreditCents,
    note.entryId,
    note.createdBy,
    note.createdAt,
  );
  for (const { lineId, netCents, taxCents } of note.lines)
    db.exec(
      "insert into credit_note_line (credit_note_id, invoice_line_id, net_cents, tax_cents) values (?, ?, ?, ?)",
      id,
      lineId,
      netCents,
      taxCents,
    );
  return asId<CreditNoteId>(id);
}

/** What was given back of each line of an invoice so far. */
export function listCredited(db: ReadableDb, invoiceId: InvoiceId): ReadonlyMap<InvoiceLineId, { netCents: Cents; taxCents: Cents }> {
  const rows = db.all<CreditedPart>(
    `select n.invoice_line_id as lineId, sum(n.net_cents) as netCents, sum(n.tax_cents) as taxCents
     from credit_note_line n join credit_note c on c.id = n.credit_note_id where c.invoice_id = ? group by n.invoice_line_id`,
    invoiceId,
  );
  return new Map(rows.map(({ lineId, netCents, taxCents }) => [lineId, { netCents, taxCents }]));
}

export type CreditNoteRow = {
  readonly creditNoteId: CreditNoteId;
  readonly number: number;
  readonly invoiceId: InvoiceId;
  readonly notedOn: Day;
  readonly reason: string;
  readonly totalCents: Cents;
  readonly taxCents: Cents;
  readonly toCreditCents: Cents;
  readonly createdBy: string | null;
  readonly createdAt: Instant;
};

const columns = `c.id as creditNoteId, c.number, c.invoice_id as invoiceId, c.noted_on as notedOn, c.reason, c.total_cents as totalCents,
  c.tax_cents as taxCents, c.to_credit_cents as toCreditCents, s.name as createdBy, c.created_at as createdAt`;

export function findCreditNote(db: ReadableDb, creditNoteId: CreditNoteId): CreditNoteRow | undefined {
  return db.get<CreditNoteRow>(
    `select ${columns} from credit_note c left join staff s on s.id = c.created_by where c.id = ?`,
    creditNoteId,
  );
}

/** Of one invoice, the first first. */
export function listCreditNotes(db: ReadableDb, invoiceId: InvoiceId): CreditNoteRow[] {
  return db.all<CreditNoteRow>(
    `select ${columns} from credit_note c left join staff s on s.id = c.created_by where c.invoice_id = ? order by c.number`,
    invoiceId,
  );
}

export type CreditNoteLineRow = CreditedPart & {
  readonly serviceOn: Day;
  readonly description: string;
  readonly patientName: string;
  readonly providerName: string | null;
};

/** Its lines in the order of the invoice. */
export function listCreditNoteLines(db: ReadableDb, creditNoteId: CreditNoteId): CreditNoteLineRow[] {
  return db.all<CreditNoteLineRow>(
    `select n.invoice_line_id as lineId, n.net_cents as netCents, n.tax_cents as taxCents, l.service_on as serviceOn,
       l.description, coalesce(trim(p.first_name || ' ' || p.last_name), '') as patientName, s.name as providerName
     from credit_note_line n join invoice_line l on l.id = n.invoice_line_id
       left join patient p on p.id = l.patient_id left join staff s on s.id = l.provider_id
     where n.credit_note_id = ? order by l.position`,
    creditNoteId,
  );
}
