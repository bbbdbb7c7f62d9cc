/** Statements and documents over the contract: data from the services, PDF from the worker, archived, recorded. */
import { openDocumentStore, type DocumentStore } from "#db/document-store.ts";
import { refuse } from "#domain/refusal.ts";
import type { CalibrationData } from "#domain/statements/document-data.ts";
import { listStatementCandidates } from "#services/statements/candidates.ts";
import { exportDocumentsCsv, listDocuments, requireDocument } from "#services/statements/list-documents.ts";
import { listRuns } from "#services/statements/list-runs.ts";
import { prepareStatement } from "#services/statements/prepare-statements.ts";
import { readPrintingOf } from "#services/statements/print-setup.ts";
import { markBatchSent, recordStatement, unsendBatch } from "#services/statements/record-statements.ts";
import { csvFileOut, pdfFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import type { OfficeCore } from "../office-core.ts";
import { keepDocument } from "./keep-document.ts";
import { runStatements } from "./statement-run.ts";

function storeOf(office: OfficeCore): DocumentStore {
  const { folder, key } = office.requirePractice();
  return openDocumentStore(folder.documents, key);
}

export const statementHandlers = {
  statements: {
    candidates: os.statements.candidates.handler(({ context, input }) =>
      listStatementCandidates(context.cx, input),
    ),
    make: os.statements.make.handler(async ({ context, input, signal }) => {
      const data = prepareStatement(context.cx, input);
      const rendered = await context.office.documents().render("statement", data, signal ? { signal } : {});
      return recordStatement(context.cx, { householdId: input.householdId, data }, keepDocument(context.office, rendered));
    }),
    runBatch: os.statements.runBatch.handler(({ context, input: { requestId, ...request }, signal }) =>
      runStatements(
        context.office,
        { ...context.cx, request: { id: requestId, operation: "statements.runBatch" } },
        request,
        signal,
      ),
    ),
    markSent: os.statements.markSent.handler(({ context, input }) => markBatchSent(context.cx, input.batchId)),
    unsend: os.statements.unsend.handler(({ context, input }) => unsendBatch(context.cx, input.batchId)),
    runs: os.statements.runs.handler(({ context, input }) => listRuns(context.cx, input)),
  },
  documents: {
    list: os.documents.list.handler(({ context, input }) => listDocuments(context.cx, input)),
    exportCsv: os.documents.exportCsv.handler(({ context, input }) =>
      csvFileOut(`documents-${context.cx.today}.csv`, exportDocumentsCsv(context.cx, input.filter)),
    ),
    open: os.documents.open.handler(({ context, input }) => {
      const document = requireDocument(context.cx, input.documentId);
      const bytes = storeOf(context.office).get(document.sha256) ?? refuse("document_not_readable", {});
      return pdfFileOut(`${document.title.replaceAll(/[^\p{L}\p{N} .-]/gu, "")}.pdf`, bytes);
    }),
    calibrationPage: os.documents.calibrationPage.handler(async ({ context, input, signal }) => {
      const { setup, letterhead } = readPrintingOf(context.cx);
      const data: CalibrationData = {
        setup: { ...setup, nudge: { rightMm: input.rightHalfMm / 2, downMm: input.downHalfMm / 2 } },
        letterhead,
        printerName: input.printerName,
        madeOn: context.cx.today,
      };
      const rendered = await context.office.documents().render("calibration", data, signal ? { signal } : {});
      return pdfFileOut("printer-test-page.pdf", rendered.pdf);
    }),
  },
};
