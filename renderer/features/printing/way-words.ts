import type { PrintWay } from "#domain/printing/choice.ts";

export const wayWords: Readonly<Record<PrintWay, string>> = {
  ask: "Ask each time",
  now: "Print at once",
  open: "Open the PDF",
};
