/** Kinds of documents that are kept (DOC-2), and what the desk calls them. */
export const documentKindWords = {
  statement: "Statement",
  statement_batch: "Print run",
  receipt: "Receipt",
  invoice: "Invoice",
  notice: "Letter",
  notice_batch: "Print run of letters",
  household_sheet: "Household sheet",
  calibration: "Test page",
  agreement: "Agreement",
  location_statement: "Location statement",
  yearly_statement: "Yearly statement",
  yearly_batch: "Run of yearly statements",
  labels: "Mailing labels",
  plan_offer: "Plan offer",
  brochure: "Brochure",
} as const;

export type DocumentKindName = keyof typeof documentKindWords;
export const documentKindNames = Object.keys(documentKindWords) as [DocumentKindName, ...DocumentKindName[]];
