/**
 * Reads one row of a patient file with a mapping (PPL-17, F-18): a patient in the practice's own
 * form, or the reasons why the row cannot be one. Rows know nothing of each other here; duplicates
 * and guarantors are looked at by the dry run.
 */
import type { Day } from "../calendar.ts";
import { dateParts, dayOf, type DateOrder } from "../people/birth-date.ts";
import { isEmail } from "../people/email.ts";
import { canonicalPhone } from "../people/phone.ts";
import { repairText } from "./damaged-text.ts";
import { importFields, type ImportField } from "./field.ts";
import { splitFullName } from "./full-name.ts";
import type { ImportedPatient, ImportedPhone, ImportedStatus } from "./imported-patient.ts";
import { columnOf, type ImportMapping } from "./mapping.ts";
import { countryCode, readZip, stateCode } from "./places.ts";
import { readConsent, readDied, readLanguage, readSex, readStatus } from "./read-codes.ts";
import { severityOf, shownValue, type RowProblem, type RowProblemCode } from "./row-problem.ts";
import { unprotectCell } from "./spreadsheet-text.ts";

export type ReadOptions = {
  /** Births and deaths after this day have not happened. */
  readonly today: Day;
  /** The practice's country, two letters: that of rows which name none. */
  readonly homeCountry: string;
};

export type ReadRow =
  | {
      readonly kind: "patient";
      readonly patient: ImportedPatient;
      readonly problems: readonly RowProblem[];
    }
  /** Not to be imported as it stands; the patient is there if a person may still decide to. */
  | {
      readonly kind: "review";
      readonly patient: ImportedPatient;
      readonly problems: readonly RowProblem[];
    }
  | { readonly kind: "invalid"; readonly problems: readonly RowProblem[] }
  | { readonly kind: "skipped"; readonly problems: readonly RowProblem[] };

/** What the practice's own fields can hold, in characters. */
const longest: Readonly<Record<ImportField, number>> = {
  externalId: 100,
  chartNumber: 40,
  guarantorId: 100,
  fullName: 120,
  prefix: 40,
  firstName: 120,
  middleName: 120,
  lastName: 120,
  suffix: 40,
  preferredName: 120,
  birthDate: 100,
  deathDate: 100,
  sex: 40,
  status: 100,
  email: 1000,
  mobilePhone: 40,
  homePhone: 40,
  workPhone: 40,
  streetNumber: 19,
  street1: 100,
  street2: 120,
  city: 80,
  region: 80,
  postalCode: 20,
  country: 80,
  language: 80,
  firstVisit: 100,
  textConsent: 100,
  notes: 5000,
};

/** Empty dates of MySQL programs. */
const emptyDate = /^(?:0001-01-01|0000-00-00|0?1\/0?1\/0001)(?:[T ].*)?$/;

type Row = {
  readonly line: number;
  readonly cells: Readonly<Record<ImportField, string>>;
  readonly columns: Readonly<Record<ImportField, number>>;
  readonly problems: RowProblem[];
  readonly mapping: ImportMapping;
  readonly options: ReadOptions;
};

/** Prepares a mapping once, and reads as many rows with it as the file has. */
export function rowReader(
  mapping: ImportMapping,
  options: ReadOptions,
): (cells: readonly string[], line: number) => ReadRow {
  const mapped = importFields.filter((field) => columnOf(mapping, field) >= 0);
  const columns = Object.fromEntries(
    importFields.map((field) => [field, columnOf(mapping, field)]),
  ) as Record<ImportField, number>;
  const width = mapping.columns.length;
  return (cells, line) => {
    const problems: RowProblem[] = [];
    const row: Row = {
      line,
      cells: cellsByField(cells, mapped, columns, mapping, line, problems),
      columns,
      problems,
      mapping,
      options,
    };
    checkWidth(row, cells, width);
    return finish(row);
  };
}

/** One row on its own; `rowReader` for many. */
export function readRow(
  cells: readonly string[],
  line: number,
  mapping: ImportMapping,
  options: ReadOptions,
): ReadRow {
  return rowReader(mapping, options)(cells, line);
}

function finish(row: Row): ReadRow {
  const { problems } = row;
  const status = readStatusOf(row);
  if (status === "deleted") {
    return { kind: "skipped", problems: [problemOf(row, "deleted_in_source", "status", "")] };
  }
  const patient = readPatient(row, status);
  const kinds = new Set(problems.map(({ code }) => severityOf(code)));
  if (kinds.has("invalid")) return { kind: "invalid", problems };
  return { kind: kinds.has("review") ? "review" : "patient", patient, problems };
}

function readPatient(row: Row, status: ImportedStatus): ImportedPatient {
  const { cells } = row;
  const name = readName(row);
  const birthOn = readBirth(row, status);
  const died = readDeath(row, birthOn);
  return {
    line: row.line,
    externalId: readExternalId(row),
    chartNumber: cells.chartNumber,
    guarantorId: cells.guarantorId === "0" ? "" : cells.guarantorId,
    ...name,
    birthOn,
    sex: readSex(cells.sex, row.mapping.conventions),
    status: died.deceased ? "deceased" : status,
    deceasedOn: died.on,
    email: readEmail(row),
    phones: readPhones(row),
    address: readAddress(row),
    language: readLanguageOf(row),
    firstVisitOn: readFirstVisit(row, birthOn),
    textConsent: readConsentOf(row),
    notes: cells.notes,
  };
}

const noCells = Object.fromEntries(importFields.map((field) => [field, ""])) as Record<
  ImportField,
  string
>;

/** The cells that the mapping names: without the export's apostrophe, damage and blanks around. */
function cellsByField(
  cells: readonly string[],
  mapped: readonly ImportField[],
  columns: Readonly<Record<ImportField, number>>,
  mapping: ImportMapping,
  line: number,
  problems: RowProblem[],
): Record<ImportField, string> {
  const found = { ...noCells };
  for (const field of mapped) {
    const column = columns[field];
    const raw = cells[column] ?? "";
    if (raw === "") continue;
    const report = (code: RowProblemCode, value: string): void => {
      problems.push({ code, line, column: column + 1, field, value });
    };
    let text = trimCell(unprotectCell(raw));
    const repaired = mapping.damagedText === "keep" ? undefined : repairText(text);
    if (repaired !== undefined) {
      if (mapping.damagedText === "repair") text = repaired;
      else report("damaged_text", shownValue(text));
    }
    if (text.includes("\0")) report("nul_character", "");
    else if (!text.isWellFormed()) report("broken_character", "");
    if (text.length > longest[field]) report("text_too_long", String(longest[field]));
    found[field] = text;
  }
  return found;
}

/** Blanks at both ends go, returns and NULs do not: what else stands in a cell is reported or kept. */
function trimCell(text: string): string {
  if (!isBlankSign(text.charCodeAt(0)) && !isBlankSign(text.charCodeAt(text.length - 1)))
    return text;
  return text
    .replace(/^[ \t\u00a0\u3000\ufeff]+/, "")
    .replace(/(?<![ \t\u00a0\u3000])[ \t\u00a0\u3000]+$/, "");
}

function isBlankSign(code: number): boolean {
  return code === 32 || code === 9 || code === 0xa0 || code === 0x3000 || code === 0xfeff;
}

function checkWidth(row: Row, cells: readonly string[], width: number): void {
  const count = cells.length;
  if (count > width && cells.slice(width).some((cell) => cell.trim() !== "")) {
    row.problems.push(problemOf(row, "too_many_cells", null, String(count)));
  } else if (count < width) {
    row.problems.push(problemOf(row, "row_shorter", null, String(count)));
  }
}

type Name = Pick<
  ImportedPatient,
  "prefix" | "firstName" | "middleName" | "lastName" | "suffix" | "preferredName"
>;

/** The parts of the name; a whole name in one cell is split where the parts have no cells of their own. */
function readName(row: Row): Name {
  const { prefix, firstName, middleName, lastName, suffix, preferredName, fullName } = row.cells;
  const given = { prefix, firstName, middleName, lastName, suffix, preferredName };
  if (firstName !== "" || lastName !== "") {
    if (/\s(?:and|&)\s/i.test(firstName)) report(row, "two_people_in_name", "firstName");
    return given;
  }
  if (fullName === "") {
    report(row, "name_missing", row.columns.lastName < 0 ? "fullName" : "lastName");
    return given;
  }
  const { twoPeople, ...split } = splitFullName(fullName);
  if (twoPeople) report(row, "two_people_in_name", "fullName");
  return {
    prefix: prefix || split.prefix,
    firstName: split.firstName,
    middleName: middleName || split.middleName,
    lastName: split.lastName,
    suffix: suffix || split.suffix,
    preferredName: preferredName || split.preferredName,
  };
}

function readExternalId(row: Row): string {
  const { externalId } = row.cells;
  if (externalId === "" && row.columns.externalId >= 0)
    report(row, "external_id_missing", "externalId");
  return externalId;
}

function readStatusOf(row: Row): ImportedStatus | "deleted" {
  const status = readStatus(row.cells.status, row.mapping.conventions);
  if (status === undefined) report(row, "status_unknown", "status");
  return status ?? "active";
}

type FoundDay =
  | { readonly kind: "day"; readonly on: Day; readonly centuryGuessed: boolean }
  | { readonly kind: "blank" | "not_real" | "order_unknown" };

function readDay(row: Row, field: ImportField): FoundDay {
  const text = row.cells[field];
  if (text === "" || emptyDate.test(text)) return { kind: "blank" };
  const { today } = row.options;
  const order = row.mapping.dateOrder;
  const found = order === null ? withoutOrder(text, today) : partsDay(text, order, today);
  return found ?? { kind: "not_real" };
}

function partsDay(text: string, order: DateOrder, today: Day): FoundDay | undefined {
  const parts = dateParts(text, order, today);
  const on = parts && dayOf(parts);
  return on && { kind: "day", on, centuryGuessed: parts.shortYear };
}

/** Where nobody has said what comes first, only dates that read the same both ways are taken. */
function withoutOrder(text: string, today: Day): FoundDay | undefined {
  const monthFirst = partsDay(text, "mdy", today);
  const dayFirst = partsDay(text, "dmy", today);
  if (monthFirst?.kind === "day" && dayFirst?.kind === "day") {
    return monthFirst.on === dayFirst.on ? monthFirst : { kind: "order_unknown" };
  }
  return monthFirst || dayFirst ? { kind: "order_unknown" } : undefined;
}

function readBirth(row: Row, status: ImportedStatus): Day | null {
  const found = readDay(row, "birthDate");
  if (found.kind === "blank") {
    // Somebody who only pays for others needs no birth date.
    if (status !== "non_patient") report(row, "birth_date_missing", "birthDate");
    return null;
  }
  if (found.kind !== "day") {
    report(
      row,
      found.kind === "not_real" ? "birth_date_not_real" : "birth_date_order_unknown",
      "birthDate",
    );
    return null;
  }
  if (found.on > row.options.today) report(row, "birth_date_in_future", "birthDate");
  else if (found.on < "1900-01-01") report(row, "birth_date_before_1900", "birthDate");
  else if (found.centuryGuessed) report(row, "century_guessed", "birthDate");
  return found.on;
}

function readDeath(row: Row, birthOn: Day | null): { deceased: boolean; on: Day | null } {
  const died = readDied(row.cells.deathDate);
  if (died !== undefined) return { deceased: died, on: null };
  const found = readDay(row, "deathDate");
  if (found.kind === "blank") return { deceased: false, on: null };
  if (found.kind !== "day") {
    report(row, "death_date_not_real", "deathDate");
    return { deceased: true, on: null };
  }
  if (found.on > row.options.today) report(row, "death_date_in_future", "deathDate");
  else if (birthOn !== null && found.on < birthOn) report(row, "death_before_birth", "deathDate");
  return { deceased: true, on: found.on };
}

function readFirstVisit(row: Row, birthOn: Day | null): Day | null {
  const found = readDay(row, "firstVisit");
  if (found.kind === "blank") return null;
  if (found.kind !== "day") {
    report(row, "first_visit_not_real", "firstVisit");
    return null;
  }
  if (birthOn !== null && found.on < birthOn) report(row, "first_visit_before_birth", "firstVisit");
  return found.on;
}

function readEmail(row: Row): string {
  const { email } = row.cells;
  if (email === "" || isEmail(email)) return email;
  report(row, "email_not_an_address", "email");
  return "";
}

function readPhones(row: Row): ImportedPhone[] {
  const phones: ImportedPhone[] = [];
  for (const [kind, field] of [
    ["mobile", "mobilePhone"],
    ["home", "homePhone"],
    ["work", "workPhone"],
  ] as const) {
    const number = row.cells[field];
    if (number === "") continue;
    if (!canonicalPhone(number)) report(row, "phone_odd", field);
    phones.push({ kind, number });
  }
  return phones;
}

function readAddress(row: Row): ImportedPatient["address"] {
  const { cells } = row;
  const country = readCountry(row);
  const state = country === "US" ? stateCode(cells.region) : undefined;
  return {
    line1: [cells.streetNumber, cells.street1].filter((part) => part !== "").join(" "),
    line2: cells.street2,
    city: cells.city,
    region: state ?? cells.region,
    postalCode: country === "US" ? readUsZip(row, state) : cells.postalCode,
    country,
  };
}

function readUsZip(row: Row, state: string | undefined): string {
  const { zip, change } = readZip(row.cells.postalCode, state, row.mapping.padZip);
  if (change === "odd") report(row, "zip_odd", "postalCode");
  // Without a state three digits may be a whole postcode of elsewhere.
  if (change === "lost_zero" && state !== undefined) report(row, "zip_lost_zero", "postalCode");
  return zip;
}

/**
 * The country named; else the USA where the state is one of its states and the ZIP code can be;
 * else a region that is itself a country; else the practice's own where no region is named.
 */
function readCountry(row: Row): string {
  const { country, region, postalCode } = row.cells;
  if (country !== "") {
    const code = countryCode(country);
    if (code === undefined) report(row, "country_unknown", "country");
    return code ?? "";
  }
  if (region === "") return hasAddress(row) ? row.options.homeCountry : "";
  const state = stateCode(region);
  if (state !== undefined) return readZip(postalCode, state, true).change === "odd" ? "" : "US";
  return countryCode(region) ?? "";
}

function hasAddress(row: Row): boolean {
  const { street1, city, postalCode } = row.cells;
  return street1 !== "" || city !== "" || postalCode !== "";
}

function readLanguageOf(row: Row): "en" | "es" {
  const language = readLanguage(row.cells.language);
  if (language === undefined) report(row, "language_not_offered", "language");
  return language ?? "en";
}

function readConsentOf(row: Row): "unknown" | "yes" | "no" {
  const consent = readConsent(row.cells.textConsent, row.mapping.conventions);
  if (consent === undefined) report(row, "text_consent_unknown", "textConsent");
  return consent ?? "unknown";
}

function report(row: Row, code: RowProblemCode, field: ImportField): void {
  row.problems.push(problemOf(row, code, field, shownValue(row.cells[field])));
}

function problemOf(
  row: Row,
  code: RowProblemCode,
  field: ImportField | null,
  value: string,
): RowProblem {
  const column = field === null ? -1 : row.columns[field];
  return { code, line: row.line, column: column < 0 ? null : column + 1, field, value };
}
