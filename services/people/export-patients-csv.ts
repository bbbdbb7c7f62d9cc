/** Everybody on file as a table for a spreadsheet (PPL-21), sorted by name; read in pages, so that memory stays flat. */
import type { ReadableDb } from "#db/database.ts";
import { findHousehold, type Household } from "#db/people/household.ts";
import { listPatientIds, type Place } from "#db/people/list.ts";
import { findPatient, type Patient } from "#db/people/patient.ts";
import { findPractice } from "#db/practice.ts";
import type { Day } from "#domain/calendar.ts";
import { csvAmount, csvText, type CsvColumn } from "#domain/exports/csv.ts";
import { invariant } from "#domain/invariant.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import { look, type Cx } from "../context.ts";

type Person = { readonly patient: Patient; readonly household: Household };

const everyone = {
  terms: [],
  statuses: [],
  membership: "any",
  bornAfterOn: null,
  owing: false,
} as const;

const pageSize = 1_000;

/** The whole text. Nothing of an import under way is in it. */
export function exportPatientsCsv(cx: Cx): string {
  return look<string>(cx, (db) => {
    const digits = currencyDigits(findPractice(db)?.currency ?? "USD") ?? 2;
    return csvText(columns(digits), people(db, cx.today));
  });
}

function* people(db: ReadableDb, today: Day): Generator<Person> {
  let after: Place | null = null;
  for (;;) {
    const page: ReturnType<typeof listPatientIds> = listPatientIds(
      db,
      { ...everyone, today },
      { sort: "name", descending: false, after, limit: pageSize },
    );
    for (const { patientId } of page) {
      const patient = findPatient(db, patientId);
      const household = patient && findHousehold(db, patient.householdId);
      invariant(patient && household, "a visible patient belongs to a visible household");
      yield { patient, household };
    }
    if (page.length < pageSize) return;
    after = page.at(-1)?.place ?? null;
  }
}

function columns(digits: 0 | 2): readonly CsvColumn<Person>[] {
  const address = ({ patient, household }: Person): Household["address"] =>
    patient.ownAddress ?? household.address;
  return [
    { header: "Chart", cell: ({ patient }) => patient.chartNumber },
    { header: "Household", cell: ({ household }) => household.number },
    { header: "Payer", cell: ({ household }) => household.name },
    { header: "Title", cell: ({ patient }) => patient.prefix },
    { header: "First name", cell: ({ patient }) => patient.firstName },
    { header: "Middle name", cell: ({ patient }) => patient.middleName },
    { header: "Last name", cell: ({ patient }) => patient.lastName },
    { header: "Suffix", cell: ({ patient }) => patient.suffix },
    { header: "Preferred name", cell: ({ patient }) => patient.preferredName },
    { header: "Birth date", cell: ({ patient }) => patient.birthOn },
    { header: "Sex", cell: ({ patient }) => patient.sex },
    { header: "Pronouns", cell: ({ patient }) => patient.pronouns },
    { header: "Status", cell: ({ patient }) => patient.status },
    { header: "Deceased on", cell: ({ patient }) => patient.deceasedOn },
    { header: "E-mail", cell: ({ patient }) => patient.email },
    { header: "Mobile", cell: phoneOf("mobile") },
    { header: "Home phone", cell: phoneOf("home") },
    { header: "Work phone", cell: phoneOf("work") },
    { header: "Street", cell: (person) => address(person).line1 },
    { header: "Unit", cell: (person) => address(person).line2 },
    { header: "City", cell: (person) => address(person).city },
    { header: "State", cell: (person) => address(person).region },
    { header: "Postal code", cell: (person) => address(person).postalCode },
    { header: "Country", cell: (person) => address(person).country },
    { header: "Contact by", cell: ({ household }) => household.contactPreference },
    { header: "Language", cell: ({ patient }) => patient.language },
    { header: "Alerts", cell: ({ patient }) => patient.alerts },
    { header: "Notes", cell: ({ patient }) => patient.notes },
    { header: "Household balance", cell: ({ household }) => csvAmount(household.balanceCents, digits) },
    { header: "Household credit", cell: ({ household }) => csvAmount(household.creditCents, digits) },
  ];
}

/** All numbers of a kind; most people have one. */
function phoneOf(kind: string): (person: Person) => string {
  return ({ patient }) =>
    patient.phones
      .filter((phone) => phone.kind === kind)
      .map(({ number }) => number)
      .join("; ");
}
