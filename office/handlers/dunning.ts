/** The call list, needs attention, mail to print and the timetable's settings, over the contract. */
import { openDocumentStore } from "#db/document-store.ts";
import type { LetterProgress } from "#contract/dunning.ts";
import type { DunningSettings } from "#domain/dunning/settings.ts";
import { exportCallsCsv, listCalls } from "#services/dunning/call-list.ts";
import { listNeedsAttention, lookAgain, settleNeedsAttention } from "#services/dunning/attention.ts";
import { askForCard, waiveInvoice } from "#services/dunning/desk-actions.ts";
import { listHouseholdNotices, listPrintRuns } from "#services/dunning/list-notices.ts";
import {
  findPrinted,
  giveNotice,
  listEnclosures,
  listLettersToPrint,
  prepareLetters,
  previewLetter,
  recordLetters,
  undoPrint,
} from "#services/dunning/print-notices.ts";
import { takeOffMessage } from "#services/messages/take-off.ts";
import { readDunning, saveDunning } from "#services/dunning/settings.ts";
import type { StoredFile } from "#services/statements/record-statements.ts";
import { remindOfInvoice } from "#services/reminders/remind.ts";
import type { RenderedDocument } from "../documents/renderer.ts";
import { csvFileOut, pdfFileOut } from "../file-out.ts";
import { os } from "../implementer.ts";
import { renderLettersWithEnclosures, withEnclosures } from "./letters-with-enclosures.ts";
import { latest } from "../latest.ts";
import type { OfficeCore } from "../office-core.ts";

function keep(office: OfficeCore, rendered: RenderedDocument): StoredFile {
  const { folder, key } = office.requirePractice();
  return {
    sha256: openDocumentStore(folder.documents, key).put(rendered.pdf),
    bytes: rendered.pdf.byteLength,
    pages: rendered.pages,
  };
}

export const dunningHandlers = {
  collections: {
    callList: os.collections.callList.handler(({ context }) => listCalls(context.cx)),
    exportCallList: os.collections.exportCallList.handler(({ context, input }) =>
      csvFileOut("call-list.csv", exportCallsCsv(context.cx, input.causes)),
    ),
    waive: os.collections.waive.handler(({ context, input }) => waiveInvoice(context.cx, input)),
    askForCard: os.collections.askForCard.handler(({ context, input }) => askForCard(context.cx, input.invoiceId)),
    remind: os.collections.remind.handler(({ context, input }) => remindOfInvoice(context.cx, input.invoiceId)),
  },
  attention: {
    list: os.attention.list.handler(({ context }) => listNeedsAttention(context.cx).map((row) => ({ ...row, actions: [...row.actions] }))),
    lookAgain: os.attention.lookAgain.handler(({ context, input }) => lookAgain(context.cx, input.attentionId)),
    settle: os.attention.settle.handler(({ context, input }) =>
      settleNeedsAttention(context.cx, input.attentionId, input.note),
    ),
  },
  notices: {
    toPrint: os.notices.toPrint.handler(({ context }) => listLettersToPrint(context.cx)),
    preview: os.notices.preview.handler(async ({ context, input, signal }) => {
      const letter = previewLetter(context.cx, input.noticeId);
      const rendered = await context.office.documents().render("notice", letter, signal ? { signal } : {});
      const enclosures = listEnclosures(context.cx, input.noticeId);
      return pdfFileOut("letter.pdf", await withEnclosures(context.office, rendered.pdf, letter, enclosures, signal));
    }),
    runBatch: os.notices.runBatch.handler(async function* ({ context, input, signal }): AsyncGenerator<LetterProgress> {
      const cx = { ...context.cx, request: { id: input.requestId, operation: "notices.runBatch" } };
      const before = findPrinted(cx);
      if (before) return yield { state: "done", ...before };
      const { letters, leftOut } = prepareLetters(cx, input.noticeIds);
      const total = letters.length;
      yield { state: "working", done: 0, total };
      const progress = latest<number>();
      const rendering = renderLettersWithEnclosures(context.office, letters, (done) => progress.set(done), signal).finally(() =>
        progress.end(),
      );
      for await (const done of progress) yield { state: "working", done, total };
      const rendered = await rendering;
      const told = { leftOut, missingCharacters: [...rendered.missing] };
      yield { state: "done", ...recordLetters(cx, letters, keep(context.office, rendered), told) };
    }),
    undo: os.notices.undo.handler(({ context, input }) => undoPrint(context.cx, input.batchId)),
    give: os.notices.give.handler(({ context, input }) => giveNotice(context.cx, input.noticeId)),
    takeOff: os.notices.takeOff.handler(({ context, input }) => takeOffMessage(context.cx, input.noticeId)),
    runs: os.notices.runs.handler(({ context }) => listPrintRuns(context.cx)),
    ofHousehold: os.notices.ofHousehold.handler(({ context, input }) =>
      listHouseholdNotices(context.cx, input.householdId),
    ),
  },
  dunning: {
    read: os.dunning.read.handler(({ context }) => readDunning(context.cx)),
    save: os.dunning.save.handler(({ context, input }) =>
      saveDunning(context.cx, { basedOn: input.basedOn, settings: input.settings as DunningSettings }),
    ),
  },
};
