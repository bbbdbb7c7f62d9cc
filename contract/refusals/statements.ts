import { envelopePresets } from "#domain/statements/envelope.ts";
import type { StatementRefusals } from "#domain/statements/refusals.ts";
import type { Sentences } from "./sentence.ts";

const documentNames = {
  statement: "statement",
  receipt: "receipt",
  invoice: "invoice",
  credit_note: "credit note",
  desk_paper: "paper",
  notice: "letter",
  calibration: "test page",
  agreement: "agreement",
  scan: "scan",
  labels: "sheet of labels",
  plan_offer: "plan offer",
  brochure: "brochure",
  yearly_statement: "yearly statement",
  invoice_list: "list of invoices",
  household_sheet: "household sheet",
  help_article: "help article",
  report: "report",
  dispute_evidence: "evidence",
  batch: "print run",
};

const paperNames = { letter: "Letter", a4: "A4" };

export const statementsSentences: Sentences<StatementRefusals> = {
  statement_batch_not_found: () => "This print run is no longer there. Look under Documents.",
  statement_batch_sent: () => "This print run is already marked as sent.",
  statement_batch_not_sent: () =>
    "This run is taken back already. Make it again, or mark it as sent if it went out after all.",
  statement_batch_waiting: () =>
    "This run still waits: print it and mark it as sent, or take it back first. Then it can be made again.",
  statement_batch_by_email: () =>
    "Nothing of this run is on paper. The outbox shows what became of each message.",
  statement_batch_gone: () =>
    "Every statement of this run has gone by e-mail, so nothing can be taken back. Write to whom it concerns, or make a new run.",
  nothing_to_print: () =>
    "Nobody is left to print for: everything was paid meanwhile, or the addresses are incomplete.",
  document_not_readable: () =>
    "The archived copy of this document is missing or was changed on the disk. Make it again, and run the check under Settings.",
  document_not_found: () => "This document is no longer there. Look under Documents.",
  no_street_on_file: ({ name }) =>
    `${name} has no complete address. Add the street and the town on the chart, then print again.`,
  document_not_rendered: ({ document, why }) =>
    why === "slow"
      ? `The ${documentNames[document]} took too long to make and was stopped. Nothing was printed or sent. Close other large jobs and try again, or choose a shorter period.`
      : `The ${documentNames[document]} could not be made. Nothing was printed or sent. Try again; if it happens twice, report the problem from Help.`,
  document_too_long: ({ document, lines, most }) =>
    `This ${documentNames[document]} has ${lines} lines; one document holds at most ${most}. Choose a shorter period.`,
  batch_too_large: ({ statements, most }) =>
    `${statements} statements are too many for one print run; it holds at most ${most}. Filter the list and print it in parts.`,
  sheet_does_not_fit_envelope: ({ paper, envelope }) =>
    `A folded ${paperNames[paper]} sheet does not fit the envelope ${envelopePresets[envelope].label}. Choose another envelope or paper in the print settings.`,
  window_too_small: ({ envelope }) =>
    `The window set for the envelope ${envelopePresets[envelope].label} leaves no room for an address. Check its measures in the print settings.`,
  nudge_not_allowed: ({ mm, mostMm }) =>
    `The print can be moved in steps of 0.5 mm, up to ${mostMm} mm either way; ${mm} mm is not one of them.`,
  address_too_long_for_window: (facts) =>
    facts.reason === "line_too_wide"
      ? `The address of account ${facts.householdNumber} does not fit the envelope window: line ${facts.line}, “${facts.text}”, is too wide even in the smallest type. Shorten it or move part of it to another line.`
      : `The address of account ${facts.householdNumber} does not fit the envelope window: it has ${facts.lines} lines and there is room for ${facts.most}. Put the unit on the street line, or shorten the address.`,
};
