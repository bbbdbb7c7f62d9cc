/** A blank invoice typed at the desk (INV-1), issued at once and due by its terms (INV-3). */
import type { HouseholdId, InvoiceId, PatientId } from "#domain/identity.ts";
import { toCents, type Cents } from "#domain/money.ts";
import type { Day } from "#domain/calendar.ts";
import type { ReadableDb } from "#db/database.ts";
import type { NewLine } from "#domain/invoices/lines.ts";
import { dueDay } from "#domain/invoices/terms.ts";
import { fullName } from "#domain/people/names.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { requirePatient } from "../people/require.ts";
import { issueInvoice } from "./issue.ts";

export type TypedLine = {
  readonly patientId: PatientId;
  readonly kind: "service" | "product" | "fee";
  readonly description: string;
  readonly serviceOn: Day;
  readonly quantity: number;
  readonly unitCents: Cents;
  readonly taxRatePpm: number;
};

export type TypedInvoice = {
  readonly householdId: HouseholdId;
  readonly lines: readonly TypedLine[];
  readonly termsDays: number;
};

export type TypedIssued = { readonly invoiceId: InvoiceId; readonly number: number };

/**
 * Refuses `payment_household_not_found`, `patient_not_found`, `patient_of_other_household` and
 * `invoice_too_large`.
 */
export function issueTyped(cx: Cx, invoice: TypedInvoice): TypedIssued {
  return act<TypedIssued>(cx, (db) => {
    for (const { patientId } of invoice.lines) requireMember(db, patientId, invoice.householdId);
    const patients = new Set(invoice.lines.map((line) => line.patientId));
    const { invoiceId, number } = issueInvoice(cx, db, {
      kind: "manual",
      householdId: invoice.householdId,
      patientId: patients.size === 1 ? (invoice.lines[0]?.patientId ?? null) : null,
      drawOn: null,
      invoicedOn: cx.today,
      dueOn: dueDay(cx.today, invoice.termsDays),
      termsDays: invoice.termsDays,
      lines: invoice.lines.map(newLine),
    });
    db.touch("billing");
    return { invoiceId, number };
  });
}

function requireMember(db: ReadableDb, patientId: PatientId, householdId: HouseholdId): void {
  const patient = requirePatient(db, patientId);
  if (patient.householdId !== householdId) refuse("patient_of_other_household", { name: fullName(patient) });
}

function newLine(line: TypedLine): NewLine {
  const { quantity, unitCents } = line;
  return {
    ...line,
    description: line.description.trim(),
    membershipId: null,
    planVersionId: null,
    fromOn: null,
    toOn: null,
    unitCents: toCents(unitCents),
    facts: { kind: "typed", quantity, unitCents },
  };
}
