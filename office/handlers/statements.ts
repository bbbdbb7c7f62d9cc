/** Statements and documents over the contract: data from the services, PDF from the worker, archived, recorded. */
import { openDocumentStore, type DocumentStore } from "#db/document-store.ts";
import type { BatchProgress } from "#contract/statements.ts";
import { refuse } from "#domain/refusal.ts";
import type { CalibrationData } from "#domain/statements/document-data.ts";
import { listStatementCandidates } from "#services/statements/candidates.ts";
import { listDocuments, requireDocument } from "#services/statements/list-documents.ts";
import { prepareBatch, prepareStatement } from "#services/statements/prepare-statements.ts";
import { readPrintingOf } from "#services/statements/print-setup.ts";
import {
  markBatchSent,
  recordBatch,
  recordStatement,
  unsendBatch,
  type StoredFile,
} from "#services/statements/record-statements.ts";
import type { RenderedDocument } from "../documents/renderer.ts";
import { pdfFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import type { OfficeCore } from "../office-core.ts";
import { latest } from "../latest.ts";

function storeOf(office: OfficeCore): DocumentStore {
  const { folder, key } = office.requirePractice();
  return openDocumentStore(folder.documents, key);
}

function keep(office: OfficeCore, rendered: RenderedDocument): StoredFile {
  return {
    sha256: storeOf(office).put(rendered.pdf),
    bytes: rendered.pdf.byteLength,
    pages: rendered.pages,
  };
}

export const statementHandlers = {
  statements: {
    candidates: os.statements.candidates.handler(({ context, input }) =>
      listStatementCandidates(context.cx, input),
    ),
    make: os.statements.make.handler(async ({ context, input, signal }) => {
      const data = prepareStatement(context.cx, input);
      const rendered = await context.office.documents().render("statement", data, signal ? { signal } : {});
      return recordStatement(context.cx, { householdId: input.householdId, data }, keep(context.office, rendered));
    }),
    runBatch: os.statements.runBatch.handler(async function* ({ context, input, signal }): AsyncGenerator<BatchProgress> {
      const { statements, leftOut } = prepareBatch(context.cx, input);
      const total = statements.length;
      yield { state: "working", done: 0, total };
      const progress = latest<number>();
      const rendering = context.office
        .documents()
        .renderBatch(
          statements.map(({ data }) => data),
          ({ done }) => progress.set(done),
          signal,
        )
        .finally(() => progress.end());
      for await (const done of progress) yield { state: "working", done, total };
      const rendered = await rendering;
      const cx = { ...context.cx, request: { id: input.requestId, operation: "statements.runBatch" } };
      const { batchId, documentId } = recordBatch(cx, statements, keep(context.office, rendered));
      yield {
        state: "done",
        batchId,
        documentId,
        statements: total,
        pages: rendered.pages,
        totalCents: statements.reduce((sum, { data }) => sum + data.amountDueCents, 0),
        leftOut,
        missingCharacters: [...rendered.missing],
      };
    }),
    markSent: os.statements.markSent.handler(({ context, input }) => markBatchSent(context.cx, input.batchId)),
    unsend: os.statements.unsend.handler(({ context, input }) => unsendBatch(context.cx, input.batchId)),
  },
  documents: {
    list: os.documents.list.handler(({ context, input }) => listDocuments(context.cx, input)),
    open: os.documents.open.handler(({ context, input }) => {
      const document = requireDocument(context.cx, input.documentId);
      const bytes = storeOf(context.office).get(document.sha256) ?? refuse("document_not_readable", {});
      return pdfFileOut(`${document.title.replaceAll(/[^\p{L}\p{N} .-]/gu, "")}.pdf`, bytes);
    }),
    calibrationPage: os.documents.calibrationPage.handler(async ({ context, signal }) => {
      const { setup, letterhead } = readPrintingOf(context.cx);
      const data: CalibrationData = { setup, letterhead, printerName: "", madeOn: context.cx.today };
      const rendered = await context.office.documents().render("calibration", data, signal ? { signal } : {});
      return pdfFileOut("printer-test-page.pdf", rendered.pdf);
    }),
  },
};
