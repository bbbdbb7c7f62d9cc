/** Makes documents as PDFs (DOC-2, DOC-5), one at a time or many in one file; `document-thread.ts` does the work. */
import type { Day } from "#domain/calendar.ts";
import { refuse } from "#domain/refusal.ts";
import type {
  DocumentKind,
  DocumentKinds,
  InvoiceData,
  NoticeData,
  StatementData,
} from "#domain/statements/document-data.ts";
import { documentLanguage, documentWords } from "#domain/statements/document-words.ts";
import { printDay } from "#domain/statements/print-format.ts";
import { yearlyWords } from "#domain/yearly-statements/yearly-words.ts";
import type { YearlyStatementData } from "#domain/yearly-statements/yearly-statement-data.ts";
import { rowsOf } from "#domain/reports/report-sheet.ts";
import type { JoinedFacts } from "./pdf-join.ts";
import { openDocumentThread, type ThreadLimits, type ThreadOptions } from "./document-thread.ts";
import type { WorkerRequest } from "./worker-messages.ts";

export type RenderedDocument = {
  readonly pdf: Uint8Array<ArrayBuffer>;
  readonly pages: number;
  /** Characters no font on this computer has, such as `U+20BB7 𠮷`; printed as a substitute. */
  readonly missing: readonly string[];
};

export type RenderedBatch = RenderedDocument & {
  /** The first page of each statement in the order given, counted from 1. */
  readonly firstPages: readonly number[];
};

/** The first pages of a document as SVG pictures. */
export type PicturedDocument = Omit<RenderedDocument, "pdf"> & { readonly pictures: readonly string[] };

export type BatchProgress = {
  readonly done: number;
  readonly total: number;
  readonly pages: number;
};

export type DocumentRenderer = {
  /** Refuses `document_too_long`, `document_not_rendered` and what the layout refuses; aborts with the signal's reason. */
  readonly render: <K extends DocumentKind>(
    kind: K,
    data: DocumentKinds[K],
    options?: { readonly signal?: AbortSignal },
  ) => Promise<RenderedDocument>;
  /** The same as pictures to look at (DOC-8). Refuses what `render` refuses. */
  readonly picture: <K extends DocumentKind>(
    kind: K,
    data: DocumentKinds[K],
    mostPages: number,
    signal?: AbortSignal,
  ) => Promise<PicturedDocument>;
  /** One file with every statement on its own pages, in the order given. Refuses `batch_too_large` too. */
  readonly renderBatch: (
    statements: readonly StatementData[],
    onProgress?: (progress: BatchProgress) => void,
    signal?: AbortSignal,
  ) => Promise<RenderedBatch>;
  /** The same for letters (DOC-11). Refuses `batch_too_large`. */
  readonly renderLetters: (
    notices: readonly NoticeData[],
    onProgress?: (progress: BatchProgress) => void,
    signal?: AbortSignal,
  ) => Promise<RenderedBatch>;
  /** The same for invoices (INV-4). Refuses `batch_too_large` and `document_too_long`. */
  readonly renderInvoices: (
    invoices: readonly InvoiceData[],
    onProgress?: (progress: BatchProgress) => void,
    signal?: AbortSignal,
  ) => Promise<RenderedBatch>;
  /** The same for yearly statements (DOC-6). Refuses `batch_too_large`. */
  readonly renderYearlyStatements: (
    statements: readonly YearlyStatementData[],
    onProgress?: (progress: BatchProgress) => void,
    signal?: AbortSignal,
  ) => Promise<RenderedBatch>;
  /** Papers made here, one after the other in one file. */
  readonly join: (parts: readonly Uint8Array[], facts: JoinedFacts, signal?: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>;
  /** Ends the thread; waiting work is aborted. */
  readonly close: () => Promise<void>;
};

export type RendererOptions = ThreadOptions & { readonly limits?: Partial<RendererLimits> };

export type RendererLimits = ThreadLimits & {
  readonly mostLines: number;
  readonly mostStatements: number;
  /** Rows of a report on paper; the spreadsheet has no end. */
  readonly mostReportRows: number;
  /** Statements compiled together: small enough for a moving progress bar, large enough to be fast. */
  readonly partStatements: number;
};

const usualLimits: RendererLimits = {
  mostLines: 2000,
  mostStatements: 5000,
  mostReportRows: 5000,
  partStatements: 25,
  mostSeconds: 120,
  recyclePages: 3000,
  // The compiler never gives memory back: a new one every hundred and fifty pages keeps a run of thousands flat (P1).
  recycleBytes: 250_000_000,
  idleSeconds: 180,
};

export function openDocumentRenderer(options: RendererOptions = {}): DocumentRenderer {
  const limits = { ...usualLimits, ...options.limits };
  const { ask, close } = openDocumentThread(options, limits);

  /** Compiles a run part by part, small enough for a moving progress bar, and joins the parts into one file. */
  const inParts = async (
    total: number,
    partOf: (from: number, to: number) => WorkerRequest,
    facts: JoinedFacts,
    onProgress?: (progress: BatchProgress) => void,
    signal?: AbortSignal,
  ): Promise<RenderedBatch> => {
    if (total > limits.mostStatements)
      refuse("batch_too_large", { statements: total, most: limits.mostStatements });
    const parts: Uint8Array[] = [];
    const firstPages: number[] = [];
    const missing = new Set<string>();
    let pages = 0;
    onProgress?.({ done: 0, total, pages });
    for (let done = 0; done < total; done += limits.partStatements) {
      const until = Math.min(total, done + limits.partStatements);
      const made = await ask(partOf(done, until), "batch", signal ?? null);
      const ends = [0, ...made.endPages];
      for (const end of ends.slice(0, until - done)) firstPages.push(pages + end + 1);
      parts.push(made.pdf);
      pages += made.pages;
      for (const character of made.missing) missing.add(character);
      onProgress?.({ done: until, total, pages });
    }
    const joined = await ask({ ask: "join", parts, facts }, "batch", signal ?? null);
    return { pdf: joined.pdf, pages, missing: [...missing], firstPages };
  };

  const requireNotTooLong = <K extends DocumentKind>(kind: K, data: DocumentKinds[K]): void => {
    if ("sheet" in data && "sections" in data.sheet) {
      const rows = rowsOf(data.sheet);
      if (rows > limits.mostReportRows) refuse("report_too_long", { rows, most: limits.mostReportRows });
    }
    const lines = "lines" in data ? data.lines.length : 0;
    if (lines > limits.mostLines) refuse("document_too_long", { document: kind, lines, most: limits.mostLines });
  };

  return {
    async render(kind, data, { signal } = {}) {
      requireNotTooLong(kind, data);
      const { pdf, pages, missing } = await ask(
        { ask: "document", kind, data },
        kind,
        signal ?? null,
      );
      return { pdf, pages, missing };
    },

    async picture(kind, data, mostPages, signal) {
      requireNotTooLong(kind, data);
      const { pictures = [], pages, missing } = await ask({ ask: "picture", kind, data, mostPages }, kind, signal ?? null);
      return { pictures, pages, missing };
    },

    async renderBatch(statements, onProgress, signal) {
      const [first] = statements;
      if (first === undefined) throw new Error("a print run needs at least one statement");
      const longest = Math.max(...statements.map((statement) => statement.lines.length));
      if (longest > limits.mostLines) {
        refuse("document_too_long", {
          document: "statement",
          lines: longest,
          most: limits.mostLines,
        });
      }
      const facts = batchFacts(first, first.statementOn, "statements", statements.length);
      return inParts(
        statements.length,
        (from, to) => ({ ask: "part", statements: statements.slice(from, to) }),
        facts,
        onProgress,
        signal,
      );
    },

    async renderInvoices(invoices, onProgress, signal) {
      const [first] = invoices;
      if (first === undefined) throw new Error("a print run needs at least one invoice");
      const longest = Math.max(...invoices.map((invoice) => invoice.lines.length));
      if (longest > limits.mostLines) {
        refuse("document_too_long", { document: "invoice", lines: longest, most: limits.mostLines });
      }
      const { locale } = first.setup;
      return inParts(
        invoices.length,
        (from, to) => ({ ask: "invoices", invoices: invoices.slice(from, to) }),
        {
          title: `${documentWords(locale).invoice} ${first.invoiceNumber} \u2013 ${invoices.at(-1)?.invoiceNumber ?? ""} (${invoices.length})`,
          author: first.letterhead.name,
          language: documentLanguage(locale),
          datedOn: first.issuedOn,
        },
        onProgress,
        signal,
      );
    },

    async renderYearlyStatements(statements, onProgress, signal) {
      const [first] = statements;
      if (first === undefined) throw new Error("a print run needs at least one statement");
      const { locale } = first.setup;
      return inParts(
        statements.length,
        (from, to) => ({ ask: "yearly", statements: statements.slice(from, to) }),
        {
          title: yearlyWords(locale).run(first.year, statements.length),
          author: first.letterhead.name,
          language: documentLanguage(locale),
          datedOn: first.madeOn,
        },
        onProgress,
        signal,
      );
    },

    async join(parts, facts, signal) {
      return (await ask({ ask: "join", parts, facts }, "batch", signal ?? null)).pdf;
    },

    async renderLetters(notices, onProgress, signal) {
      const [first] = notices;
      if (first === undefined) throw new Error("a print run needs at least one letter");
      return inParts(
        notices.length,
        (from, to) => ({ ask: "letters", notices: notices.slice(from, to) }),
        batchFacts(first, first.datedOn, "letters", notices.length),
        onProgress,
        signal,
      );
    },

    close,
  };
}

function batchFacts(
  first: StatementData | NoticeData,
  datedOn: Day,
  what: "statements" | "letters",
  total: number,
): JoinedFacts {
  const { locale } = first.setup;
  return {
    title: `${documentWords(locale)[what]} \u2013 ${printDay(datedOn, locale)} (${total})`,
    author: first.letterhead.name,
    language: documentLanguage(locale),
    datedOn,
  };
}
