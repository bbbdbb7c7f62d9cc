/** Which template draws which kind of document, and with what words, amounts and millimetres. */
import type {
  DocumentKind,
  DocumentKinds,
  InvoiceData,
  NoticeData,
  StatementData,
} from "#domain/statements/document-data.ts";
import type { AgreementsData, ScanData } from "#domain/statements/agreement-data.ts";
import { signatureSvg } from "#domain/agreements/signature.ts";
import { presentAgreement, presentScan } from "#domain/statements/present-agreement.ts";
import { presentCalibration } from "#domain/statements/present-calibration.ts";
import { presentDeskPaper, type DeskPaperData } from "#domain/statements/present-desk-paper.ts";
import { presentDisputeEvidence } from "#domain/statements/present-dispute-evidence.ts";
import { presentCreditNote } from "#domain/statements/present-credit-note.ts";
import { presentHouseholdSheet } from "#domain/statements/present-household-sheet.ts";
import { presentInvoice } from "#domain/statements/present-invoice.ts";
import { presentInvoiceList } from "#domain/statements/present-invoice-list.ts";
import { presentNotice } from "#domain/statements/present-notice.ts";
import { presentReceipt } from "#domain/statements/present-receipt.ts";
import type { SlipPrint } from "#domain/statements/present-slip.ts";
import { presentStatement } from "#domain/statements/present-statement.ts";
import { presentBrochure, type BrochureData } from "#domain/brochure/present-brochure.ts";
import { presentHelpArticle } from "#domain/help/present-article.ts";
import { presentLabels } from "#domain/labels/present-labels.ts";
import { presentPlanOffer } from "#domain/plan-offer/present-plan-offer.ts";
import { presentReport } from "#domain/reports/present-report.ts";
import { presentYearlyStatement } from "#domain/yearly-statements/present-yearly-statement.ts";
import type { YearlyStatementData } from "#domain/yearly-statements/yearly-statement-data.ts";
import { qrPicture } from "./qr-picture.ts";

/** `pictures` are SVG texts, or the bytes of a scan, by the path under which the template finds them; data holds only texts. */
export type DocumentView = {
  readonly template: string;
  readonly data: unknown;
  readonly pictures: ReadonlyMap<string, string | Uint8Array>;
};

/** The template and its data for one document. */
export function viewDocument<K extends DocumentKind>(
  kind: K,
  data: DocumentKinds[K],
): DocumentView {
  return views[kind](data);
}

/**
 * Several households in one file, each starting on a new page (DOC-5). A print run needs no tags
 * (DOC-2); a statement that somebody may read on a screen does.
 */
export function viewStatements(statements: readonly StatementData[], tagged = false): DocumentView {
  const views = statements.map((statement, index) =>
    withPicture(presentStatement(statement), index),
  );
  return {
    template: "statement",
    data: { tagged, letters: views.map((view) => view.data) },
    pictures: new Map(views.flatMap((view) => [...view.pictures])),
  };
}

/** Letters of one print run, each starting on a new page (DOC-11); untagged as a print run's statements are. */
export function viewNotices(notices: readonly NoticeData[], tagged = false): DocumentView {
  const views = notices.map((notice, index) => withPicture(presentNotice(notice), index));
  return {
    template: "notice",
    data: { tagged, letters: views.map((view) => view.data) },
    pictures: new Map(views.flatMap((view) => [...view.pictures])),
  };
}

/** Invoices of one print run, each starting on a new page (INV-4); untagged as a print run's statements are. */
export function viewInvoices(invoices: readonly InvoiceData[], tagged = false): DocumentView {
  const views = invoices.map((invoice, index) => withPicture(presentInvoice(invoice), index));
  return {
    template: "invoice",
    data: { tagged, letters: views.map((view) => view.data) },
    pictures: new Map(views.flatMap((view) => [...view.pictures])),
  };
}

/** Yearly statements of one print run, each starting on a new page (DOC-6); untagged as a print run's statements are. */
export function viewYearlyStatements(statements: readonly YearlyStatementData[], tagged = false): DocumentView {
  return { template: "yearly-statement", data: { tagged, letters: statements.map(presentYearlyStatement) }, pictures: new Map() };
}

/** Agreements, each on its own pages, with the strokes that were drawn (MEM-8). */
function viewAgreements({ agreements }: AgreementsData): DocumentView {
  const pictures = new Map<string, string>();
  const letters = agreements.map((agreement, index) => {
    const drawn = agreement.signed?.signature;
    const picture = drawn?.kind === "drawn" ? `/signature-${index}.svg` : null;
    if (picture !== null && drawn?.kind === "drawn") pictures.set(picture, signatureSvg(drawn));
    return { ...presentAgreement(agreement), picture };
  });
  return { template: "agreement", data: { letters }, pictures };
}

/** A short paper of the payments desk, with the strokes that were drawn on it (INV-6). */
function viewDeskPaper(paper: DeskPaperData): DocumentView {
  const drawn = paper.signed?.signature;
  const picture = drawn?.kind === "drawn" ? "/signature.svg" : null;
  return {
    template: "desk-paper",
    data: { ...presentDeskPaper(paper), picture },
    pictures: new Map(drawn?.kind === "drawn" ? [["/signature.svg", signatureSvg(drawn)]] : []),
  };
}

/** A tri-fold brochure with its code, where the practice has something to put into it. */
function viewBrochure(brochure: BrochureData): DocumentView {
  const data = presentBrochure(brochure);
  return { template: "brochure", data, pictures: new Map(data.code === null ? [] : [["/brochure-code.svg", qrPicture(data.code.text)]]) };
}

/** A scanned picture as a page; a file that is no picture is refused by the compiler's own reader. */
function viewScan(scan: ScanData): DocumentView {
  const picture = `/scan.${scan.picture.kind === "png" ? "png" : "jpg"}`;
  return {
    template: "scan",
    data: { ...presentScan(scan), picture },
    pictures: new Map([[picture, scan.picture.bytes]]),
  };
}

const views: { readonly [K in DocumentKind]: (data: DocumentKinds[K]) => DocumentView } = {
  statement: (statement) => viewStatements([statement], true),
  receipt: (receipt) => ({
    template: "receipt",
    data: presentReceipt(receipt),
    pictures: new Map(),
  }),
  invoice: (invoice) => viewInvoices([invoice], true),
  // The same paper as an invoice, without a slip: nothing is to be paid.
  desk_paper: (paper) => viewDeskPaper(paper),
  credit_note: (note) => ({ template: "invoice", data: { tagged: true, letters: [presentCreditNote(note)] }, pictures: new Map() }),
  notice: (notice) => viewNotices([notice], true),
  calibration: (sheet) => ({
    template: "calibration",
    data: presentCalibration(sheet),
    pictures: new Map(),
  }),
  agreement: viewAgreements,
  scan: viewScan,
  labels: (labels) => ({ template: "labels", data: presentLabels(labels), pictures: new Map() }),
  plan_offer: (offer) => ({ template: "plan-offer", data: presentPlanOffer(offer), pictures: new Map() }),
  brochure: viewBrochure,
  yearly_statement: (statement) => viewYearlyStatements([statement], true),
  invoice_list: (list) => ({ template: "invoice-list", data: presentInvoiceList(list), pictures: new Map() }),
  household_sheet: (sheet) => ({ template: "household-sheet", data: presentHouseholdSheet(sheet), pictures: new Map() }),
  report: (report) => ({ template: "report", data: presentReport(report), pictures: new Map() }),
  dispute_evidence: (evidence) => ({ template: "dispute-evidence", data: presentDisputeEvidence(evidence), pictures: new Map() }),
  help_article: (article) => ({ template: "help-article", data: presentHelpArticle(article), pictures: new Map() }),
};

/** Every kind there is. */
export const documentKinds = Object.keys(views) as DocumentKind[];

/** The slip's code as a picture, which only the office can draw. */
function withPicture<T extends { readonly slip: SlipPrint | null }>(view: T, index: number) {
  if (view.slip === null)
    return { data: { ...view, slip: null }, pictures: new Map<string, string>() };
  const picture = `/slip-${index}.svg`;
  return {
    data: { ...view, slip: { ...view.slip, picture } },
    pictures: new Map([[picture, qrPicture(view.slip.code)]]),
  };
}
