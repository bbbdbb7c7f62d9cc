/**
 * What can be wrong with a row of an import (F-18): a code, where it stands and, where it is safe
 * and short, the value; and the sentence for the person at the desk. Every row that is not imported
 * as it stands has at least one of these, and all of them can be saved as CSV (PPL-18).
 */
import { importFieldLabels, type ImportField } from "./field.ts";

/**
 * `invalid`: cannot be imported. `review`: a person has to decide. `duplicate`: seems to be there
 * already. `skipped`: deleted in the old system. `warning`: imported, but look at it.
 */
export type ProblemSeverity = "invalid" | "review" | "duplicate" | "skipped" | "warning";

const severities = {
  name_missing: "invalid",
  birth_date_missing: "invalid",
  birth_date_not_real: "invalid",
  birth_date_order_unknown: "invalid",
  birth_date_in_future: "invalid",
  birth_date_before_1900: "invalid",
  too_many_cells: "invalid",
  nul_character: "invalid",
  broken_character: "invalid",
  text_too_long: "invalid",
  external_id_twice: "invalid",
  record_not_readable: "invalid",
  damaged_text: "review",
  guarantor_missing: "review",
  guarantor_is_minor: "review",
  guarantor_circle: "review",
  guarantor_held: "review",
  same_person_in_file: "duplicate",
  same_person_in_practice: "duplicate",
  deleted_in_source: "skipped",
  email_not_an_address: "warning",
  phone_odd: "warning",
  zip_odd: "warning",
  zip_lost_zero: "warning",
  death_date_not_real: "warning",
  death_date_in_future: "warning",
  death_before_birth: "warning",
  first_visit_not_real: "warning",
  first_visit_before_birth: "warning",
  century_guessed: "warning",
  row_shorter: "warning",
  status_unknown: "warning",
  text_consent_unknown: "warning",
  language_not_offered: "warning",
  country_unknown: "warning",
  external_id_missing: "warning",
  two_people_in_name: "warning",
} as const satisfies Record<string, ProblemSeverity>;

export type RowProblemCode = keyof typeof severities;

export type RowProblem = {
  readonly code: RowProblemCode;
  /** Line of the file on which the row starts, from 1; the entry's number in a FHIR bundle. */
  readonly line: number;
  /** Column of the file, from 1, or null where the row as a whole is meant. */
  readonly column: number | null;
  readonly field: ImportField | null;
  /** What stood there, cut to 40 characters with control characters made visible; or blank. */
  readonly value: string;
};

export function severityOf(code: RowProblemCode): ProblemSeverity {
  return severities[code];
}

export function isRowProblemCode(text: string): text is RowProblemCode {
  return Object.hasOwn(severities, text);
}

/** A value as it may be shown and written in the list of problems. */
export function shownValue(text: string): string {
  const visible = text.replace(/[\u0000-\u001f]/g, (control) =>
    String.fromCharCode(0x2400 + control.charCodeAt(0)),
  );
  const signs = [...visible.slice(0, 100)];
  return signs.length > 40 || visible.length > 100 ? `${signs.slice(0, 39).join("")}…` : visible;
}

/** The sentence for the desk: what is wrong in this row, and what happens or is to be done. */
export function problemSentence(problem: RowProblem): string {
  return sentences[problem.code](
    problem.value,
    problem.field ? importFieldLabels[problem.field] : "",
  );
}

const sentences: Readonly<Record<RowProblemCode, (value: string, field: string) => string>> = {
  name_missing: () => "There is no first and no last name. Fill in one of them.",
  birth_date_missing: () => "The birth date is blank. Fill it in.",
  birth_date_not_real: (value) =>
    `The birth date “${value}” is no day of the calendar. Correct it.`,
  birth_date_order_unknown: (value) =>
    `The birth date “${value}” can be read two ways. Say above whether the month or the day comes first.`,
  birth_date_in_future: (value) => `The birth date “${value}” lies in the future. Correct it.`,
  birth_date_before_1900: (value) => `The birth date “${value}” is before 1900. Correct it.`,
  too_many_cells: (value) =>
    `The row has ${value} cells, more than there are columns, so its values may stand in the wrong place. Look for a separator inside a value.`,
  nul_character: (_, field) =>
    `${field || "A cell"} holds a NUL character, which cannot be kept. Remove it.`,
  broken_character: (_, field) =>
    `${field || "A cell"} holds half of a character, which cannot be kept. Type it again.`,
  text_too_long: (value, field) => `${field} is longer than ${value} characters. Shorten it.`,
  external_id_twice: (value) =>
    `Another row of this file has the same number “${value}”. Keep one of the two, or give one another number.`,
  record_not_readable: () =>
    "This entry is not a patient record that can be read. Export it again.",
  damaged_text: (value) =>
    `“${value}” looks damaged by a wrong text encoding. Choose above to repair such text or to keep it.`,
  guarantor_missing: (value) =>
    `The person who pays, number “${value}”, is not in this file. Add that row, or import this person with an account of their own.`,
  guarantor_is_minor: () =>
    "The person who pays for this account is under 18. Name an adult, or import the account as it is.",
  guarantor_circle: (value) =>
    `The people who pay name each other in a circle (number “${value}”). Name one person who pays.`,
  guarantor_held: (value) =>
    `The row of the person who pays, number “${value}”, is not imported. Correct that row first.`,
  same_person_in_file: (value) =>
    `Seems to be the same person as in line ${value}. Leave it out, or import it as another person.`,
  same_person_in_practice: (value) =>
    `Seems to be ${value}, who is a patient already. Leave it out, or import it as another person.`,
  deleted_in_source: () => "This record is marked as deleted in the old system and is left out.",
  email_not_an_address: (value) => `“${value}” is not an e-mail address and is left out.`,
  phone_odd: (value) => `“${value}” does not look like a phone number. It is kept as it is.`,
  zip_odd: (value) => `“${value}” is not a ZIP code. It is kept as it is.`,
  zip_lost_zero: (value) =>
    `The ZIP code “${value}” has probably lost a zero in front. Choose above to give it back.`,
  death_date_not_real: (value) =>
    `The date of death “${value}” is no day of the calendar. The person is imported as deceased, without the day.`,
  death_date_in_future: (value) =>
    `The date of death “${value}” lies in the future. It is kept as it is.`,
  death_before_birth: (value) =>
    `The date of death “${value}” is before the birth date. Both are kept as they are.`,
  first_visit_not_real: (value) =>
    `The first visit “${value}” is no day of the calendar and is left out.`,
  first_visit_before_birth: (value) =>
    `The first visit “${value}” is before the birth date. Both are kept as they are.`,
  century_guessed: (value) =>
    `The year in “${value}” has two digits. The latest possible century was taken.`,
  row_shorter: (value) => `The row has only ${value} cells. The missing ones count as blank.`,
  status_unknown: (value) =>
    `The status “${value}” is not known. The person is imported as active.`,
  text_consent_unknown: (value) =>
    `“${value}” does not say whether texts may be sent. It is kept as not known.`,
  language_not_offered: (value) => `Letters cannot be written in “${value}” yet. English is used.`,
  country_unknown: (value) => `“${value}” is not the name of a country and is left out.`,
  external_id_missing: () =>
    "There is no number of the old system. A second import of this file would not recognise this row.",
  two_people_in_name: (value) => `“${value}” seems to be two people. Split them after the import.`,
};
