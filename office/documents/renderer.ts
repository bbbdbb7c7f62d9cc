/**
 * Makes documents in a worker thread (DOC-2, DOC-5): started when first needed, one compilation at a
 * time, cancellable at any moment, restarted after a crash, replaced when its memory has grown, and
 * put away when nobody prints.
 */
import { Worker } from "node:worker_threads";
import type { Day } from "#domain/calendar.ts";
import { Refusal, refuse } from "#domain/refusal.ts";
import type {
  DocumentKind,
  DocumentKinds,
  InvoiceData,
  NoticeData,
  StatementData,
} from "#domain/statements/document-data.ts";
import { documentLanguage, documentWords } from "#domain/statements/document-words.ts";
import { printDay } from "#domain/statements/print-format.ts";
import type { DisputeEvidenceData } from "#domain/statements/present-dispute-evidence.ts";
import type { HouseholdSheetData } from "#domain/statements/present-household-sheet.ts";
import type { InvoiceListData } from "#domain/statements/present-invoice-list.ts";
import { rowsOf } from "#domain/reports/report-sheet.ts";
import type { ReportPaper } from "#domain/reports/present-report.ts";
import type { JoinedFacts } from "./pdf-join.ts";
import { sourcePlaces } from "./places.ts";
import type { DocumentPlaces } from "./places.ts";
import type { WorkerAnswer, WorkerReady, WorkerRequest, WorkerStart } from "./worker-messages.ts";

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
  /** The list of the tracker; the caller keeps it short (INV-4). */
  readonly renderInvoiceList: (list: InvoiceListData, signal?: AbortSignal) => Promise<RenderedDocument>;
  /** A household on one page (PPL-7). */
  readonly renderHouseholdSheet: (sheet: HouseholdSheetData, signal?: AbortSignal) => Promise<RenderedDocument>;
  /** Any report of the office (REP-2). Refuses `report_too_long`. */
  readonly renderReport: (report: ReportPaper, signal?: AbortSignal) => Promise<RenderedDocument>;
  /** The first pages of the evidence in a dispute (BIL-17). */
  readonly renderDisputeEvidence: (evidence: DisputeEvidenceData, signal?: AbortSignal) => Promise<RenderedDocument>;
  /** Papers made here, one after the other in one file. */
  readonly join: (parts: readonly Uint8Array[], facts: JoinedFacts, signal?: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>;
  /** Ends the thread; waiting work is aborted. */
  readonly close: () => Promise<void>;
};

export type RendererOptions = {
  /** Where the engine's files are; a packaged app passes its own. */
  readonly places?: DocumentPlaces;
  /** The worker's file; a bundle passes its own. */
  readonly workerFile?: URL;
  readonly limits?: Partial<RendererLimits>;
  /** Told why a thread broke, for the log; the desk reads only the refusal. */
  readonly onBreak?: (detail: string) => void;
};

export type RendererLimits = {
  readonly mostLines: number;
  readonly mostStatements: number;
  /** Rows of a report on paper; the spreadsheet has no end. */
  readonly mostReportRows: number;
  /** Statements compiled together: small enough for a moving progress bar, large enough to be fast. */
  readonly partStatements: number;
  readonly mostSeconds: number;
  /** A worker is replaced after this many pages or this much compiler memory. */
  readonly recyclePages: number;
  readonly recycleBytes: number;
  /** An idle worker is put away; the next document then waits about a second. */
  readonly idleSeconds: number;
};

const usualLimits: RendererLimits = {
  mostLines: 2000,
  mostStatements: 5000,
  mostReportRows: 5000,
  partStatements: 25,
  mostSeconds: 120,
  recyclePages: 3000,
  recycleBytes: 600_000_000,
  idleSeconds: 180,
};

type Made = Extract<WorkerAnswer, { outcome: "made" }>;

type Job = {
  readonly request: WorkerRequest;
  readonly document: DocumentKind | "batch";
  readonly signal: AbortSignal | null;
  readonly resolve: (made: Made) => void;
  readonly reject: (error: unknown) => void;
  attempts: number;
};

export function openDocumentRenderer(options: RendererOptions = {}): DocumentRenderer {
  const limits = { ...usualLimits, ...options.limits };
  const workerFile =
    options.workerFile ?? new URL("../workers/document-worker.ts", import.meta.url);
  const waiting: Job[] = [];
  let worker: Worker | null = null;
  let compiler: WebAssembly.Module | null = null;
  let running: Job | null = null;
  let pagesMade = 0;
  let deadline: NodeJS.Timeout | undefined;
  let idle: NodeJS.Timeout | undefined;
  let closed = false;

  const start = (): Worker => {
    const fresh = new Worker(workerFile, {
      name: "documents",
      workerData: { places: options.places ?? sourcePlaces(), compiler } satisfies WorkerStart,
      execArgv: [],
    });
    fresh.on("message", (answer: WorkerAnswer | WorkerReady) => {
      if (answer.outcome === "ready") compiler = answer.compiler;
      else if (fresh === worker) settle(answer);
    });
    // A thread that breaks emits `error` and then `exit`; either way it is gone and so is its job.
    fresh.on("error", (error: unknown) => {
      options.onBreak?.(error instanceof Error ? (error.stack ?? error.message) : String(error));
      lost(fresh);
    });
    fresh.on("exit", () => lost(fresh));
    pagesMade = 0;
    return fresh;
  };

  const next = () => {
    if (running !== null || closed) return;
    const job = waiting.shift();
    if (job === undefined) {
      worker?.unref();
      idle = setTimeout(putAway, limits.idleSeconds * 1000);
      idle.unref();
      return;
    }
    clearTimeout(idle);
    running = job;
    job.attempts += 1;
    worker ??= start();
    worker.ref();
    deadline = setTimeout(() => {
      void drop();
      finish(job, () =>
        job.reject(new Refusal("document_not_rendered", { document: job.document, why: "slow" })),
      );
    }, limits.mostSeconds * 1000);
    worker.postMessage(job.request);
  };

  /** Ends the current thread, if any; its answers are no longer heard. */
  const drop = () => {
    const old = worker;
    worker = null;
    return old?.terminate();
  };

  /** Nobody prints: the thread and the compiler's machine code give their memory back. */
  const putAway = () => {
    if (running !== null) return;
    compiler = null;
    void drop();
  };

  const finish = (job: Job, say: () => void) => {
    clearTimeout(deadline);
    if (running === job) running = null;
    say();
    next();
  };

  const settle = (answer: WorkerAnswer) => {
    const job = running;
    if (job === null) return;
    if (answer.outcome === "made") {
      pagesMade += answer.pages;
      if (pagesMade >= limits.recyclePages || answer.memoryBytes >= limits.recycleBytes)
        void drop();
      finish(job, () => job.resolve(answer));
    } else if (answer.outcome === "refused") {
      finish(job, () => job.reject(new Refusal(answer.code, answer.facts)));
    } else {
      finish(job, () => job.reject(new Error(answer.detail)));
    }
  };

  /** A job whose thread broke is tried once more on a fresh one, then refused. */
  const lost = (gone: Worker) => {
    if (gone !== worker) return;
    worker = null;
    const job = running;
    if (job === null) return;
    if (job.attempts < 2) {
      clearTimeout(deadline);
      running = null;
      waiting.unshift(job);
      next();
    } else {
      finish(job, () =>
        job.reject(new Refusal("document_not_rendered", { document: job.document, why: "failed" })),
      );
    }
  };

  const ask = (
    request: WorkerRequest,
    document: Job["document"],
    signal: AbortSignal | null,
  ): Promise<Made> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(new Error("the document renderer is closed"));
      if (signal?.aborted === true) return reject(signal.reason as Error);
      const job: Job = {
        request,
        document,
        signal,
        attempts: 0,
        resolve: (made) => {
          signal?.removeEventListener("abort", abort);
          resolve(made);
        },
        reject: (error) => {
          signal?.removeEventListener("abort", abort);
          reject(error as Error);
        },
      };
      function abort() {
        const place = waiting.indexOf(job);
        if (place !== -1) {
          waiting.splice(place, 1);
          job.reject(signal?.reason);
        } else if (running === job) {
          // A compilation cannot be interrupted from inside, so its thread is ended.
          void drop();
          finish(job, () => job.reject(signal?.reason));
        }
      }
      signal?.addEventListener("abort", abort);
      waiting.push(job);
      next();
    });

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

  return {
    async render(kind, data, { signal } = {}) {
      const lines = "lines" in data ? data.lines.length : 0;
      if (lines > limits.mostLines) {
        refuse("document_too_long", { document: kind, lines, most: limits.mostLines });
      }
      const { pdf, pages, missing } = await ask(
        { ask: "document", kind, data },
        kind,
        signal ?? null,
      );
      return { pdf, pages, missing };
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

    async renderInvoiceList(list, signal) {
      const { pdf, pages, missing } = await ask({ ask: "list", list }, "batch", signal ?? null);
      return { pdf, pages, missing };
    },

    async renderHouseholdSheet(sheet, signal) {
      const { pdf, pages, missing } = await ask({ ask: "sheet", sheet }, "batch", signal ?? null);
      return { pdf, pages, missing };
    },

    async renderReport(report, signal) {
      const rows = rowsOf(report.sheet);
      if (rows > limits.mostReportRows) refuse("report_too_long", { rows, most: limits.mostReportRows });
      const { pdf, pages, missing } = await ask({ ask: "report", report }, "batch", signal ?? null);
      return { pdf, pages, missing };
    },

    async renderDisputeEvidence(evidence, signal) {
      const { pdf, pages, missing } = await ask({ ask: "evidence", evidence }, "batch", signal ?? null);
      return { pdf, pages, missing };
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

    async close() {
      closed = true;
      clearTimeout(idle);
      clearTimeout(deadline);
      const stopped = new DOMException("the document renderer was closed", "AbortError");
      const jobs = [...(running === null ? [] : [running]), ...waiting.splice(0)];
      running = null;
      await drop();
      for (const job of jobs) job.reject(stopped);
    },
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
