/** The words of the import screen: reasons, notices, counts and results in sentences for the desk. */
import type { DryRunCountsView, FileAnalysisView } from "#contract/imports.ts";
import type { FileNotice } from "#domain/imports/file-settings.ts";
import type { ProblemSeverity } from "#domain/imports/row-problem.ts";
import type { NotImportedReason } from "#domain/imports/synonyms.ts";
import type { Tone } from "../../styles/palette.ts";

const reasons: Readonly<Record<NotImportedReason, string>> = {
  identity_number: "Identity numbers are not needed here and are left out.",
  card: "Card and account numbers are never imported.",
  race: "Not needed here and left out.",
  place: "Not needed here and left out.",
  money: "Not needed here and left out.",
  unknown: "",
  field_taken: "Another column is taken for the same.",
  blank: "Blank in every row.",
};

/** Why a column was left out, where there is more to say than that nobody knew it. */
export function reasonSentence(reason: NotImportedReason, instead: string | null): string {
  if (reason === "field_taken" && instead !== null) return `“${instead}” is taken for the same.`;
  return reasons[reason];
}

export function noticeSentence(notice: FileNotice): string {
  switch (notice.code) {
    case "header_blank":
      return `Line ${notice.line}, column ${notice.column}: the column has no name and is called “${notice.name}”.`;
    case "header_twice":
      return `Line ${notice.line}, column ${notice.column}: the name “${notice.name}” is there already; the column got a number.`;
    case "lines_before_header":
      return `The column names are in line ${notice.line}; what stands above is left out.`;
    case "separator_stated":
      return "The file itself says which separator it uses.";
    case "quotes_not_used":
      return "Quotation marks are ordinary signs in this file.";
  }
}

export const severityLooks: Readonly<
  Record<ProblemSeverity, { readonly word: string; readonly tone: Tone }>
> = {
  invalid: { word: "Left out", tone: "trouble" },
  review: { word: "Your decision", tone: "attention" },
  duplicate: { word: "Same person", tone: "information" },
  skipped: { word: "Skipped", tone: "quiet" },
  warning: { word: "Look at it", tone: "attention" },
};

export type CountLine = { readonly label: string; readonly value: number; readonly about?: string };

/** What becomes of the rows: these add up. */
export function verdictLines(counts: DryRunCountsView): CountLine[] {
  return [
    { label: "New patients", value: counts.new },
    {
      label: "Here already, by number",
      value: counts.known,
      about: "Only what differs is changed.",
    },
    { label: "Already here, or twice in the file", value: counts.duplicate },
    { label: "Need your decision", value: counts.review },
    { label: "Cannot be imported", value: counts.invalid },
    { label: "Deleted in the old program", value: counts.skipped },
    { label: "Rows in the file", value: counts.rows },
  ];
}

/** What the new patients are like. */
export function factLines(counts: DryRunCountsView): CountLine[] {
  return [
    { label: "Households", value: counts.households },
    { label: "Households of two and more", value: counts.families },
    { label: "Paid for by somebody else", value: counts.dependents },
    {
      label: "Households without a living adult",
      value: counts.withoutPayer,
      about: "Name a payer afterwards.",
    },
    { label: "Deceased", value: counts.deceased, about: "No statements, reminders or enrolment." },
    { label: "Under 18", value: counts.minors },
    { label: "Turn 18 within a year", value: counts.turning18 },
    { label: "With an e-mail address", value: counts.withEmail },
    { label: "With a phone", value: counts.withPhone },
    { label: "With an address", value: counts.withAddress },
  ];
}

/** What the button does. */
export function importLabel(counts: DryRunCountsView): string {
  if (counts.new === 0 && counts.known === 0) return "Nothing to import";
  if (counts.new === 0) return `Bring ${people(counts.known)} up to date`;
  return `Import ${people(counts.new)}`;
}

export function doneSentence(done: {
  readonly patients: number;
  readonly households: number;
  readonly updated: number;
}): string {
  const updated =
    done.updated === 0
      ? ""
      : ` ${people(done.updated)} ${done.updated === 1 ? "was" : "were"} brought up to date.`;
  if (done.patients === 0)
    return updated === "" ? "Everybody in this file was here already, unchanged." : updated.trim();
  const households = `${done.households} ${done.households === 1 ? "household" : "households"}`;
  return `${people(done.patients)} in ${households} ${done.patients === 1 ? "was" : "were"} imported.${updated}`;
}

/** The question about the order of dates, where the file does not answer it. */
export function dateQuestion({
  dateOrder,
  dateExamples,
}: Pick<FileAnalysisView, "dateOrder" | "dateExamples">): string | null {
  const examples = dateExamples.slice(0, 3).join(", ");
  if (dateOrder === "unproved")
    return `Every date in this file can be read two ways (${examples}). Which is it?`;
  if (dateOrder === "mixed")
    return `Some dates have the month first and some the day (${examples}). Choose one; the others are listed as impossible.`;
  return null;
}

function people(count: number): string {
  return `${count} ${count === 1 ? "patient" : "patients"}`;
}
