/** Mailing labels as lines at millimetres (DOC-1): what `templates/labels.typ` puts on the sheet. */
import { dayOfMonthOf, monthOf, yearOf, type Day } from "../calendar.ts";
import type { Letterhead, PrintSetup, Recipient } from "../statements/document-data.ts";
import { documentLanguage, documentWords } from "../statements/document-words.ts";
import { papers } from "../statements/envelope.ts";
import type { SetLines } from "../statements/present-letter.ts";
import { printDay } from "../statements/print-format.ts";
import type { LabelSheet } from "./label-sheets.ts";
import { layOutLabels } from "./lay-out-labels.ts";

/** Labels of one run, or of one part of it. The nudge of the setup is that of the printer with the labels. */
export type LabelsData = {
  readonly setup: PrintSetup;
  readonly letterhead: Letterhead;
  readonly madeOn: Day;
  readonly sheet: LabelSheet;
  readonly startAt: number;
  readonly addresses: readonly Recipient[];
};

export type LabelsPrint = {
  readonly title: string;
  readonly author: string;
  readonly dated: { readonly year: number; readonly month: number; readonly day: number };
  readonly language: "en" | "es";
  readonly paper: { readonly widthMm: number; readonly heightMm: number };
  readonly sheets: readonly (readonly SetLines[])[];
  readonly mark: string | null;
};

/** Refuses `label_start_not_there`; an address that fits no label was left out before. */
export function presentLabels({ setup, letterhead, madeOn, sheet, startAt, addresses }: LabelsData): LabelsPrint {
  const { nudge, locale } = setup;
  const words = documentWords(locale);
  const layout = layOutLabels(sheet, startAt, addresses);
  return {
    title: labelsTitle(locale, madeOn, addresses.length),
    author: letterhead.name,
    dated: { year: yearOf(madeOn), month: monthOf(madeOn), day: dayOfMonthOf(madeOn) },
    language: documentLanguage(locale),
    paper: papers[sheet.paper],
    sheets: layout.sheets.map((blocks) =>
      blocks.map(({ xMm, yMm, widthMm, heightMm, fontPt, lines, baselinesMm }) => ({
        xMm: hundredths(xMm + nudge.rightMm),
        yMm: hundredths(yMm + nudge.downMm),
        widthMm,
        heightMm,
        fontPt,
        lines: lines.map((text, index) => ({ text, baselineMm: hundredths((baselinesMm[index] ?? yMm) + nudge.downMm) })),
      })),
    ),
    mark: setup.training ? words.notReal.labels : null,
  };
}

/** `Mailing labels – Nov 22, 2026 (214)`. */
export function labelsTitle(locale: string, madeOn: Day, labels: number): string {
  return `${documentWords(locale).labels} \u2013 ${printDay(madeOn, locale)} (${labels})`;
}

function hundredths(mm: number): number {
  return Math.round(mm * 100) / 100;
}
