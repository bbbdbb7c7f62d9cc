/** Yearly statements over the contract (DOC-6): data from the services, PDF from the worker, archived, recorded. */
import type { YearlyProgress } from "#contract/yearly-statements.ts";
import { listYearlyCandidates } from "#services/yearly-statements/candidates.ts";
import { prepareYearlyRun, prepareYearlyStatement } from "#services/yearly-statements/prepare.ts";
import {
  listRunsOfYear,
  markYearlyRunPrinted,
  recordYearlyRun,
  recordYearlyStatement,
  unmarkYearlyRunPrinted,
} from "#services/yearly-statements/record.ts";
import { os } from "../implementer.ts";
import { latest } from "../latest.ts";
import { keepDocument } from "./keep-document.ts";

export const yearlyStatementHandlers = {
  yearlyStatements: {
    candidates: os.yearlyStatements.candidates.handler(({ context, input }) => listYearlyCandidates(context.cx, input)),
    make: os.yearlyStatements.make.handler(async ({ context, input, signal }) => {
      const data = prepareYearlyStatement(context.cx, input);
      const rendered = await context.office.documents().render("yearly_statement", data, signal ? { signal } : {});
      return recordYearlyStatement(context.cx, input.householdId, data, keepDocument(context.office, rendered));
    }),
    runBatch: os.yearlyStatements.runBatch.handler(async function* ({ context, input, signal }): AsyncGenerator<YearlyProgress> {
      const prepared = prepareYearlyRun(context.cx, input);
      const total = prepared.statements.length;
      yield { state: "working", done: 0, total };
      const progress = latest<number>();
      const rendering = context.office
        .documents()
        .renderYearlyStatements(
          prepared.statements.map(({ data }) => data),
          ({ done }) => progress.set(done),
          signal,
        )
        .finally(() => progress.end());
      // Its failure is met below; until then nobody waits for it.
      rendering.catch(() => undefined);
      for await (const done of progress) yield { state: "working", done, total };
      const rendered = await rendering;
      signal?.throwIfAborted();
      const cx = { ...context.cx, request: { id: input.requestId, operation: "yearlyStatements.runBatch" } };
      const { runId, documentId } = recordYearlyRun(cx, prepared, keepDocument(context.office, rendered));
      yield {
        state: "done",
        runId,
        documentId,
        statements: total,
        pages: rendered.pages,
        leftOut: prepared.leftOut,
        missingCharacters: [...rendered.missing],
      };
    }),
    runs: os.yearlyStatements.runs.handler(({ context, input }) => listRunsOfYear(context.cx, input)),
    markPrinted: os.yearlyStatements.markPrinted.handler(({ context, input }) => markYearlyRunPrinted(context.cx, input.runId)),
    unmarkPrinted: os.yearlyStatements.unmarkPrinted.handler(({ context, input }) => unmarkYearlyRunPrinted(context.cx, input.runId)),
  },
};
