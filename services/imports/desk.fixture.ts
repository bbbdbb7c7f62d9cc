/** Imports for tests: rows made by hand, staged and committed as the office does it. */
import type { DryRunCounts } from "#domain/imports/dry-run.ts";
import type { ImportRow } from "#domain/imports/import-row.ts";
import type { ImportedPatient } from "#domain/imports/imported-patient.ts";
import type { ImportMapping } from "#domain/imports/mapping.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import type { Database } from "#db/database.ts";
import { openTestFile, type TestFile } from "#db/testing.ts";
import type { Address } from "#domain/people/address.ts";
import type { Cx } from "../context.ts";
import { beginImport, type Staging } from "./begin-import.ts";
import { commitImport, type ImportResult } from "./commit-import.ts";
import { stageRows } from "./stage-rows.ts";

export type ImportDesk = { readonly file: TestFile; readonly cx: Cx };

export function openImportDesk(): ImportDesk {
  const file = openTestFile();
  return { file, cx: cxOn(file.db) };
}

export function cxOn(db: Database): Cx {
  return {
    db,
    actor: { staffId: null, workstation: "desk" },
    today: toDay("2026-11-22"),
    now: toInstant("2026-11-22T15:00:00.000Z"),
    // Nothing of an import reaches a gateway.
    gateways: {} as Cx["gateways"],
  };
}

export const mill: Address = {
  line1: "12 Mill St",
  line2: "",
  city: "Quincy",
  region: "MA",
  postalCode: "02171",
  country: "US",
};

export const mapping: ImportMapping = {
  source: "Old program",
  columns: ["lastName", "birthDate"],
  conventions: "plain",
  dateOrder: "mdy",
  padZip: false,
  damagedText: "ask",
};

export function imported(given: Partial<ImportedPatient>): ImportedPatient {
  return {
    line: 2,
    externalId: "",
    chartNumber: "",
    guarantorId: "",
    prefix: "",
    firstName: "Ana",
    middleName: "",
    lastName: "Lee",
    suffix: "",
    preferredName: "",
    birthOn: toDay("1980-01-01"),
    sex: "female",
    status: "active",
    deceasedOn: null,
    email: "",
    phones: [],
    address: mill,
    language: "en",
    firstVisitOn: null,
    textConsent: "unknown",
    notes: "",
    ...given,
  };
}

let rows = 0;

/** A row that pays for itself in a household of its own, unless said otherwise. */
export function rowOf(
  patient: Partial<ImportedPatient>,
  given: Partial<ImportRow> = {},
): ImportRow {
  rows += 1;
  const whole = imported({ externalId: `x${rows}`, ...patient });
  return {
    row: rows,
    verdict: "new",
    patient: whole,
    household: rows,
    isPayer: true,
    home: whole.address,
    knownPatientId: null,
    payerPatientId: null,
    outsideGuarantor: null,
    ...given,
  };
}

export function countsOf(given: Partial<DryRunCounts>): DryRunCounts {
  return {
    rows: 0,
    new: 0,
    known: 0,
    duplicate: 0,
    review: 0,
    invalid: 0,
    skipped: 0,
    warnings: 0,
    households: 0,
    dependents: 0,
    families: 0,
    withoutPayer: 0,
    deceased: 0,
    minors: 0,
    turning18: 0,
    withEmail: 0,
    withPhone: 0,
    withAddress: 0,
    ...given,
  };
}

export function begin(cx: Cx, counts: Partial<DryRunCounts> = { new: 1 }): Staging {
  return beginImport(cx, {
    fileName: "patients.csv",
    sha256: "0",
    mapping,
    counts: countsOf(counts),
  });
}

/** Stages and commits rows with the totals they should have. */
export function importRows(cx: Cx, list: readonly ImportRow[]): ImportResult {
  const fresh = list.filter(({ verdict }) => verdict === "new");
  const households = new Set(
    fresh
      .filter(
        ({ payerPatientId, outsideGuarantor }) =>
          payerPatientId === null && outsideGuarantor === null,
      )
      .map(({ household }) => household),
  ).size;
  const counts = countsOf({
    rows: list.length,
    new: fresh.length,
    known: list.length - fresh.length,
    households,
  });
  const staging = begin(cx, counts);
  stageRows(cx, staging, list);
  return commitImport(cx, staging.batchId, counts);
}

export type PersonSeen = {
  readonly id: number;
  readonly name: string;
  readonly household: number;
  readonly payer: string | null;
  readonly chart: string;
  readonly own: string | null;
};

/** Everybody who can be seen. */
export function peopleSeen(cx: Cx): PersonSeen[] {
  return cx.db.read<PersonSeen[]>((db) =>
    db.all<PersonSeen>(
      `select p.id, trim(p.first_name || ' ' || p.last_name) as name, p.household_id as household, h.name as payer,
         p.chart_number as chart, p.address_line1 as own
       from patient p join household h on h.id = p.household_id
       where p.staged_batch_id is null and h.staged_batch_id is null order by p.id`,
    ),
  );
}

/** All rows of people in the file, seen or not. */
export function rowsInFile(cx: Cx): {
  patients: number;
  households: number;
  tokens: number;
  phones: number;
  updates: number;
} {
  const count = (table: string): number =>
    cx.db.read<number>((db) => db.get<{ n: number }>(`select count(*) as n from ${table}`)?.n ?? 0);
  return {
    patients: count("patient"),
    households: count("household"),
    tokens: count("patient_search"),
    phones: count("phone"),
    updates: count("import_update"),
  };
}
