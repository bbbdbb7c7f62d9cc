/** Mailing labels over the contract: foretold, made part by part with progress, joined, archived (DOC-1, DOC-2). */
import type { LabelsInput, LabelsProgress } from "#contract/labels.ts";
import { inSheets } from "#domain/labels/lay-out-labels.ts";
import { labelsTitle, type LabelsData } from "#domain/labels/present-labels.ts";
import { documentLanguage } from "#domain/statements/document-words.ts";
import { prepareLabels, type LabelsAsk } from "#services/labels/prepare-labels.ts";
import { recordLabels } from "#services/labels/record-labels.ts";
import type { DocumentRenderer, RenderedDocument } from "../documents/renderer.ts";
import { os } from "../implementer.ts";
import { keepDocument } from "./keep-document.ts";

/** Sheets compiled together: small enough for a moving bar, large enough to be fast. */
const sheetsInPart = 8;

export const labelHandlers = {
  labels: {
    foretell: os.labels.foretell.handler(({ context, input }) => {
      const { data, sheets, shrunk, leftOut } = prepareLabels(context.cx, inMillimetres(input));
      return { labels: data.addresses.length, sheets, shrunk, leftOut };
    }),
    run: os.labels.run.handler(async function* ({ context, input, signal }): AsyncGenerator<LabelsProgress> {
      const { requestId, ...ask } = input;
      const { data, sheets, shrunk, leftOut } = prepareLabels(context.cx, inMillimetres(ask));
      const total = data.addresses.length;
      yield { state: "working", done: 0, total };
      const made: RenderedDocument[] = [];
      let done = 0;
      for (const part of partsOf(data)) {
        made.push(await context.office.documents().render("labels", part, signal ? { signal } : {}));
        done += part.addresses.length;
        yield { state: "working", done, total };
      }
      const rendered = await joined(context.office.documents(), data, made, signal);
      const cx = { ...context.cx, request: { id: requestId, operation: "labels.run" } };
      const { documentId } = recordLabels(cx, total, keepDocument(context.office, rendered));
      const missingCharacters = [...new Set(made.flatMap(({ missing }) => missing))];
      yield { state: "done", documentId, pages: rendered.pages, missingCharacters, labels: total, sheets, shrunk, leftOut };
    }),
  },
};

/** The wire counts hundredths and halves of a millimetre. */
function inMillimetres({ sheet, nudge, ...ask }: LabelsInput): LabelsAsk {
  const { rightHalfMm, downHalfMm } = nudge;
  return { ...ask, sheet: sheet.kind === "own" ? ownSheet(sheet) : sheet, nudge: { rightMm: rightHalfMm / 2, downMm: downHalfMm / 2 } };
}

function ownSheet({ kind, paper, columns, rows, ...of }: Extract<LabelsInput["sheet"], { kind: "own" }>): LabelsAsk["sheet"] {
  return {
    kind,
    paper,
    columns,
    rows,
    leftMm: of.leftHundredths / 100,
    topMm: of.topHundredths / 100,
    widthMm: of.widthHundredths / 100,
    heightMm: of.heightHundredths / 100,
    stepXMm: of.stepXHundredths / 100,
    stepYMm: of.stepYHundredths / 100,
  };
}

function partsOf(data: LabelsData): LabelsData[] {
  return inSheets(data.sheet, data.startAt, data.addresses, sheetsInPart).map(({ startAt, items }) => ({ ...data, startAt, addresses: items }));
}

async function joined(
  documents: DocumentRenderer,
  { setup, letterhead, madeOn, addresses }: LabelsData,
  made: readonly RenderedDocument[],
  signal: AbortSignal | undefined,
): Promise<{ readonly pdf: Uint8Array; readonly pages: number }> {
  const [only] = made;
  if (only && made.length === 1) return only;
  const facts = {
    title: labelsTitle(setup.locale, madeOn, addresses.length),
    author: letterhead.name,
    language: documentLanguage(setup.locale),
    datedOn: madeOn,
  };
  const pdf = await documents.join(made.map((part) => part.pdf), facts, signal);
  return { pdf, pages: made.reduce((sum, { pages }) => sum + pages, 0) };
}
