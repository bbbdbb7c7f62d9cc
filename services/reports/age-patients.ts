/**
 * Aging by patient (INV-11): an invoice of one patient is theirs; one of several is shared by what their
 * lines come to, so that the parts sum (F-3). A household's credit is nobody's alone: it has its own row.
 */
import { ageHouseholds, listOpenThen, type AgingQuestion, type MutableSums, type OpenInvoice } from "#db/reports/aging.ts";
import { findPatientName, listSharesOfInvoice, namesOfAccounts } from "#db/reports/account-facts.ts";
import type { ReadableDb } from "#db/database.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { splitCents, toCents } from "#domain/money.ts";
import { agingColumn } from "#domain/reports/aging-sums.ts";
import type { AgedAccount } from "./aging-sheet.ts";

type Account = { readonly householdId: HouseholdId; readonly patientId: PatientId | null; readonly sums: MutableSums; creditCents: number };

export function agePatients(db: ReadableDb, question: AgingQuestion): AgedAccount[] {
  const facts = namesOfAccounts(db, question);
  const accounts = new Map<string, Account>();
  const at = (householdId: HouseholdId, patientId: PatientId | null): Account => {
    const key = keyOf(householdId, patientId);
    const known = accounts.get(key) ?? { householdId, patientId, sums: { "0_30": 0, "31_60": 0, "61_90": 0, over_90: 0 }, creditCents: 0 };
    accounts.set(key, known);
    return known;
  };
  for (const invoice of listOpenThen(db, question)) {
    const column = agingColumn(question.asOf, question.ageFrom === "due" ? invoice.dueOn : invoice.invoicedOn);
    for (const { patientId, cents } of sharesOf(db, invoice)) at(invoice.householdId, patientId).sums[column] += cents;
  }
  for (const { householdId, creditCents } of ageHouseholds(db, question))
    if (creditCents !== 0) at(householdId, null).creditCents += creditCents;
  return [...accounts.values()].map(({ householdId, patientId, sums, creditCents }): AgedAccount => {
    const known = facts(householdId);
    const named = patientId === null ? undefined : findPatientName(db, patientId);
    return {
      key: keyOf(householdId, patientId),
      name: named?.name ?? `${known.name} (household)`,
      sortName: named?.sortName ?? known.sortName,
      number: named?.chart ?? String(known.number),
      link: patientId === null ? null : { to: "patient", id: patientId },
      householdId,
      sums,
      creditCents,
      facts: known,
    };
  });
}

/** What of an open amount is whose. */
export function sharesOf(db: ReadableDb, invoice: OpenInvoice): { readonly patientId: PatientId | null; readonly cents: number }[] {
  if (invoice.patientId !== null) return [{ patientId: invoice.patientId, cents: invoice.openCents }];
  const shares = listSharesOfInvoice(db, invoice.invoiceId);
  if (shares.length === 0) return [{ patientId: null, cents: invoice.openCents }];
  const parts = splitCents(
    toCents(invoice.openCents),
    shares.map(({ cents }) => cents),
  );
  return shares.map(({ patientId }, index) => ({ patientId, cents: parts[index] ?? 0 }));
}

/** `12/7`: household and patient, so that somebody who changed households has a row in each. */
export function keyOf(householdId: HouseholdId, patientId: PatientId | null): string {
  return `${householdId}/${patientId ?? ""}`;
}
