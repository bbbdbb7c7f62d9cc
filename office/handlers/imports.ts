/** Importing patients over the contract. */
import { listImports } from "#services/imports/list-imports.ts";
import { homeCountry, meetGuarantors, meetPractice } from "#services/imports/meet-practice.ts";
import {
  listSavedMappings,
  removeMapping,
  saveMappingFor,
} from "#services/imports/saved-mappings.ts";
import { undoImport } from "#services/imports/undo-import.ts";
import type { Cx } from "#services/context.ts";
import { csvFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import { importDeskOf, type ImportDesk } from "../imports/import-desk.ts";
import type { Practice } from "../imports/import-file.ts";
import { progressStream } from "../imports/progress-stream.ts";
import { discardUndone, runImport } from "../imports/run-import.ts";
import type { Call } from "../office-core.ts";
import { once } from "./once.ts";

function deskOf(call: Call): ImportDesk {
  return importDeskOf(call.office.requirePractice());
}

/** What the thread asks the practice while it runs a file dry. */
function practiceOf(cx: Cx, source: string): Practice {
  return {
    meet: async (rows) => meetPractice(cx, source, rows),
    guarantors: async (externalIds) => meetGuarantors(cx, source, externalIds),
  };
}

export const importHandlers = {
  imports: {
    openFile: os.imports.openFile.handler((call) =>
      once(call, async () => ({
        fileId: deskOf(call.context).open(call.input.fileName, call.input.bytes),
      })),
    ),
    addPart: os.imports.addPart.handler(({ context, input }) => ({
      received: deskOf(context).addPart(
        input.fileId,
        input.at,
        Buffer.from(input.base64, "base64"),
      ),
    })),
    analyse: os.imports.analyse.handler(({ context, input }) =>
      deskOf(context).quietFile(input.fileId).thread.analyse(input.settings, input.columns),
    ),
    dryRun: os.imports.dryRun.handler(async function* ({ context, input, signal }) {
      const { cx } = context;
      const file = deskOf(context).quietFile(input.fileId);
      const { mapping, importReview, importDuplicates } = input;
      const options = {
        today: cx.today,
        homeCountry: homeCountry(cx),
        choices: { importReview, importDuplicates },
      };
      file.dryRun = null;
      const report = yield* progressStream(
        (tell) =>
          file.thread.dryRun(mapping, options, practiceOf(cx, mapping.source), (done) =>
            tell(done, 0),
          ),
        () => file.thread.stop(),
        signal,
      );
      file.dryRun = { mapping, counts: report.counts };
      yield { kind: "done" as const, ...report };
    }),
    problemsCsv: os.imports.problemsCsv.handler(async ({ context, input }) => {
      const file = deskOf(context).quietFile(input.fileId);
      return csvFileOut(`problems of ${file.fileName}.csv`, await file.thread.problemsCsv());
    }),
    commit: os.imports.commit.handler(async function* ({ context, input, signal }) {
      const desk = deskOf(context);
      const file = desk.quietFile(input.fileId);
      let going = true;
      const result = yield* progressStream(
        (tell) => runImport(context.cx, desk, file, input.counts, () => going, tell),
        () => {
          going = false;
        },
        signal,
      );
      yield { kind: "done" as const, ...result };
    }),
    closeFile: os.imports.closeFile.handler((call) =>
      once(call, async () => ({ closed: await deskOf(call.context).close(call.input.fileId) })),
    ),
    list: os.imports.list.handler(({ context }) => listImports(context.cx)),
    undo: os.imports.undo.handler(async ({ context, input }) => {
      const undone = undoImport(context.cx, input);
      await discardUndone(context.cx, input.batchId);
      return undone;
    }),
    mappings: os.imports.mappings.handler(({ context }) => listSavedMappings(context.cx)),
    saveMapping: os.imports.saveMapping.handler(({ context, input }) =>
      saveMappingFor(context.cx, input),
    ),
    removeMapping: os.imports.removeMapping.handler(({ context, input }) =>
      removeMapping(context.cx, input),
    ),
  },
};
