/** What comes out of a printer, as a desk tells it apart (DOC-9): each kind remembers its own printer. */
export const printKinds = ["statement", "invoice", "receipt", "letter", "agreement", "report", "label", "other"] as const;
export type PrintKind = (typeof printKinds)[number];

export const printKindNames: Readonly<Record<PrintKind, string>> = {
  statement: "Statements",
  invoice: "Invoices",
  receipt: "Receipts",
  letter: "Letters",
  agreement: "Agreements",
  report: "Reports and lists",
  label: "Labels",
  other: "Everything else",
};

/** One of them, for a sentence and for the printer's own list: never a person's name. */
export const printKindWords: Readonly<Record<PrintKind, string>> = {
  statement: "statement",
  invoice: "invoice",
  receipt: "receipt",
  letter: "letter",
  agreement: "agreement",
  report: "report",
  label: "labels",
  other: "document",
};

/** The kind of a document of the archive; what is not known by name is `other`. */
export function printKindOf(documentKind: string): PrintKind {
  return Object.hasOwn(archived, documentKind) ? (archived[documentKind] ?? "other") : "other";
}

const archived: Readonly<Record<string, PrintKind>> = {
  statement: "statement",
  statement_batch: "statement",
  yearly_statement: "statement",
  yearly_batch: "statement",
  location_statement: "report",
  receipt: "receipt",
  invoice: "invoice",
  invoice_batch: "invoice",
  notice: "letter",
  notice_batch: "letter",
  recall: "letter",
  agreement: "agreement",
  household_sheet: "report",
  labels: "label",
  plan_offer: "letter",
};
