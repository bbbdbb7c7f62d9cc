/**
 * The sheet and the printer's correction as this computer last used them: the labels lie in its
 * printer. Anything unreadable is the usual.
 */
import { labelSheetNames, labelSheets, type LabelSheet, type LabelSheetName } from "#domain/labels/label-sheets.ts";

export type LabelSettings = {
  readonly sheet: LabelSheetName | "own";
  /** The office's own sheet, also while another is chosen. */
  readonly own: LabelSheet;
  readonly rightMm: number;
  readonly downMm: number;
};

type Store = Pick<Storage, "getItem" | "setItem">;

const key = "perennial.labels";

/** A4 practices begin with the A4 sheet of most labels. */
export function usualSettings(paper: "letter" | "a4"): LabelSettings {
  const sheet = paper === "a4" ? "avery-l7160" : "avery-5160";
  const { label: _, ...own } = labelSheets[sheet];
  return { sheet, own, rightMm: 0, downMm: 0 };
}

export function readLabelSettings(store: Store, paper: "letter" | "a4"): LabelSettings {
  const usual = usualSettings(paper);
  try {
    const kept = JSON.parse(store.getItem(key) ?? "{}") as Partial<LabelSettings>;
    const sheet = kept.sheet === "own" || labelSheetNames.some((name) => name === kept.sheet) ? kept.sheet : undefined;
    return {
      sheet: sheet ?? usual.sheet,
      own: isSheet(kept.own) ? kept.own : usual.own,
      rightMm: finite(kept.rightMm),
      downMm: finite(kept.downMm),
    };
  } catch {
    return usual;
  }
}

export function keepLabelSettings(store: Store, settings: LabelSettings): void {
  store.setItem(key, JSON.stringify(settings));
}

function finite(mm: unknown): number {
  return typeof mm === "number" && Number.isFinite(mm) ? mm : 0;
}

const measures = ["columns", "rows", "leftMm", "topMm", "widthMm", "heightMm", "stepXMm", "stepYMm"] as const;

function isSheet(value: unknown): value is LabelSheet {
  if (typeof value !== "object" || value === null) return false;
  const sheet = value as Record<string, unknown>;
  return (sheet["paper"] === "letter" || sheet["paper"] === "a4") && measures.every((name) => typeof sheet[name] === "number" && Number.isFinite(sheet[name]));
}

/** An own sheet as the office takes it: in hundredths of a millimetre. */
export function onTheWire({ paper, columns, rows, leftMm, topMm, widthMm, heightMm, stepXMm, stepYMm }: LabelSheet) {
  const hundredths = (mm: number): number => Math.round(mm * 100);
  return {
    kind: "own" as const,
    paper,
    columns,
    rows,
    leftHundredths: hundredths(leftMm),
    topHundredths: hundredths(topMm),
    widthHundredths: hundredths(widthMm),
    heightHundredths: hundredths(heightMm),
    stepXHundredths: hundredths(stepXMm),
    stepYHundredths: hundredths(stepYMm),
  };
}
