/**
 * The thread that makes PDFs, so that no window ever waits for a print run (DOC-2). It compiles one
 * document at a time; a broken compiler ends the thread and the office starts another.
 */
import { parentPort, workerData } from "node:worker_threads";
import { invariant } from "#domain/invariant.ts";
import { Refusal } from "#domain/refusal.ts";
import {
  viewDocument,
  viewInvoices,
  viewNotices,
  viewStatements,
  viewYearlyStatements,
  type DocumentView,
} from "../documents/document-views.ts";
import { joinPdfs } from "../documents/pdf-join.ts";
import { drawPages } from "../documents/page-pictures.ts";
import { openTypstEngine, TemplateError } from "../documents/typst.ts";
import type {
  WorkerAnswer,
  WorkerReady,
  WorkerRequest,
  WorkerStart,
} from "../documents/worker-messages.ts";

invariant(parentPort !== null, "the document worker runs in a worker thread");
const port = parentPort;
const { places, compiler } = workerData as WorkerStart;
const engine = openTypstEngine(places, compiler);
const ready = engine.then(({ module }): WorkerReady => ({ outcome: "ready", compiler: module }));
void ready.then((message) => port.postMessage(message));

port.on("message", (request: WorkerRequest) => {
  answer(request).then(
    (made) => port.postMessage(made, made.outcome === "made" ? [made.pdf.buffer] : []),
    (error: unknown) => {
      // A trap leaves the compiler's memory in an unknown state: the thread must not be used again.
      if (error instanceof WebAssembly.RuntimeError) throw error;
      port.postMessage(failure(request, error));
    },
  );
});

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  if (request.ask === "join") {
    const pdf = joinPdfs(request.parts, request.facts);
    return {
      outcome: "made",
      pdf,
      pages: 0,
      endPages: [],
      missing: [],
      memoryBytes: (await engine).memoryBytes(),
    };
  }
  const view = viewOf(request);
  const { compile, layOut, memoryBytes } = await engine;
  if (request.ask === "picture") {
    const { layout, pages, missing } = await layOut(view);
    const pictures = drawPages(layout, places.drawerFile, request.mostPages);
    return { outcome: "made", pdf: new Uint8Array(), pages, endPages: [], pictures, missing, memoryBytes: memoryBytes() };
  }
  const { pdf, pages, endPages, missing } = await compile(view);
  return { outcome: "made", pdf, pages, endPages, missing, memoryBytes: memoryBytes() };
}

function viewOf(request: Exclude<WorkerRequest, { ask: "join" }>): DocumentView {
  switch (request.ask) {
    case "document":
    case "picture":
      return viewDocument(request.kind, request.data);
    case "part":
      return viewStatements(request.statements);
    case "letters":
      return viewNotices(request.notices);
    case "invoices":
      return viewInvoices(request.invoices);
    case "yearly":
      return viewYearlyStatements(request.statements);
  }
}

function failure(request: WorkerRequest, error: unknown): WorkerAnswer {
  // The page around a scan is a few lines that always compile: what the compiler cannot read is the picture.
  const isScan = request.ask === "document" && request.kind === "scan";
  if (isScan && error instanceof TemplateError)
    return { outcome: "refused", code: "scan_wrong", facts: { why: "unreadable", megabytes: 0 } };
  if (error instanceof Refusal) return { outcome: "refused", code: error.code, facts: error.facts };
  return {
    outcome: "fault",
    detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
