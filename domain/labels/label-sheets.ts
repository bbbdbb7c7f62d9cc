/**
 * Sheets of labels as data (DOC-1): where each label lies on the paper. The measures of the Avery
 * Letter sheets are those of chapter 14, those of the A4 sheets their maker's; an office with other
 * sheets measures its own.
 */
import { papers, type PaperName } from "../statements/envelope.ts";
import { refuse } from "../refusal.ts";

/** Millimetres; `leftMm` and `topMm` are of the first label, the steps from one label to the next. */
export type LabelSheet = {
  readonly paper: PaperName;
  readonly columns: number;
  readonly rows: number;
  readonly leftMm: number;
  readonly topMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly stepXMm: number;
  readonly stepYMm: number;
};

export const labelSheetNames = ["avery-5160", "avery-5161", "avery-5163", "avery-l7160", "avery-l7163"] as const;
export type LabelSheetName = (typeof labelSheetNames)[number];

export const labelSheets: { readonly [Name in LabelSheetName]: LabelSheet & { readonly label: string } } = {
  "avery-5160": {
    label: "Avery 5160 / 8160",
    paper: "letter", columns: 3, rows: 10, leftMm: 3.969, topMm: 12.7,
    widthMm: 66.675, heightMm: 25.4, stepXMm: 70.644, stepYMm: 25.4,
  },
  "avery-5161": {
    label: "Avery 5161 / 8161",
    paper: "letter", columns: 2, rows: 10, leftMm: 3.969, topMm: 12.7,
    widthMm: 101.6, heightMm: 25.4, stepXMm: 106.362, stepYMm: 25.4,
  },
  "avery-5163": {
    label: "Avery 5163 / 8163",
    paper: "letter", columns: 2, rows: 5, leftMm: 4.127, topMm: 12.7,
    widthMm: 101.6, heightMm: 50.8, stepXMm: 106.362, stepYMm: 50.8,
  },
  "avery-l7160": {
    label: "Avery L7160",
    paper: "a4", columns: 3, rows: 7, leftMm: 7.2, topMm: 15.15,
    widthMm: 63.5, heightMm: 38.1, stepXMm: 66.04, stepYMm: 38.1,
  },
  "avery-l7163": {
    label: "Avery L7163",
    paper: "a4", columns: 2, rows: 7, leftMm: 4.65, topMm: 15.15,
    widthMm: 99.1, heightMm: 38.1, stepXMm: 101.6, stepYMm: 38.1,
  },
};

/** Below this no address stands on a label at 8 pt with its margins. */
export const leastLabelMm = { widthMm: 30, heightMm: 12 };
/** More would be confetti; no maker sells it. */
const mostAcross = 20;
const hairMm = 0.01;

export function labelsOn({ columns, rows }: Pick<LabelSheet, "columns" | "rows">): number {
  return columns * rows;
}

/**
 * Checks a sheet by its measures. Refuses `label_sheet_measures` (nothing that can be counted or
 * measured), `label_too_small`, `labels_overlap` and `label_sheet_off_paper` with the side that does not fit.
 */
export function requireLabelSheet(sheet: LabelSheet): LabelSheet {
  const { columns, rows, leftMm, topMm, widthMm, heightMm, stepXMm, stepYMm } = sheet;
  const counts = [columns, rows].every((count) => Number.isInteger(count) && count >= 1 && count <= mostAcross);
  const measures = [leftMm, topMm, widthMm, heightMm, stepXMm, stepYMm].every((mm) => Number.isFinite(mm) && mm >= 0);
  if (!counts || !measures) refuse("label_sheet_measures", { most: mostAcross });
  if (widthMm < leastLabelMm.widthMm || heightMm < leastLabelMm.heightMm) refuse("label_too_small", leastLabelMm);
  if (columns > 1 && stepXMm < widthMm - hairMm) refuse("labels_overlap", { direction: "across", stepMm: stepXMm, sizeMm: widthMm });
  if (rows > 1 && stepYMm < heightMm - hairMm) refuse("labels_overlap", { direction: "down", stepMm: stepYMm, sizeMm: heightMm });
  const paper = papers[sheet.paper];
  const rightMm = leftMm + (columns - 1) * stepXMm + widthMm;
  const bottomMm = topMm + (rows - 1) * stepYMm + heightMm;
  if (rightMm > paper.widthMm + hairMm) refuse("label_sheet_off_paper", { side: "right", needsMm: tenths(rightMm), hasMm: paper.widthMm });
  if (bottomMm > paper.heightMm + hairMm) refuse("label_sheet_off_paper", { side: "bottom", needsMm: tenths(bottomMm), hasMm: paper.heightMm });
  return sheet;
}

function tenths(mm: number): number {
  return Math.round(mm * 10) / 10;
}
