import type { LabelRefusals } from "#domain/labels/refusals.ts";
import type { Sentences } from "./sentence.ts";

const edges = { right: "right edge", bottom: "lower edge" };

export const labelsSentences: Sentences<LabelRefusals> = {
  label_sheet_measures: ({ most }) =>
    `These measures do not make a sheet. Count the columns and rows (1 to ${most} each) and measure in millimetres from the upper left corner of the paper.`,
  label_too_small: ({ widthMm, heightMm }) => `No address can be read on a label this small. It needs at least ${widthMm} by ${heightMm} mm.`,
  labels_overlap: ({ direction, stepMm, sizeMm }) =>
    direction === "across"
      ? `Labels ${sizeMm} mm wide would overlap with ${stepMm} mm from one to the next. Measure from the left edge of one label to the left edge of its neighbour.`
      : `Labels ${sizeMm} mm high would overlap with ${stepMm} mm from one to the next. Measure from the upper edge of one label to the upper edge of the one below.`,
  label_sheet_off_paper: ({ side, needsMm, hasMm }) =>
    `The last label would run over the ${edges[side]} of the paper: it ends at ${needsMm} mm, and the paper at ${hasMm} mm. Check the measures, or the paper.`,
  label_start_not_there: ({ startAt, most }) => `This sheet has labels 1 to ${most}, so the first free one cannot be ${startAt}.`,
  no_labels_to_print: ({ leftOut }) =>
    leftOut === 0 ? "Nobody is chosen. Choose who gets a label." : "Nobody who was chosen has an address that can be printed. Complete the addresses on the charts, or choose larger labels.",
  labels_too_many: ({ labels, most }) => `${labels} labels are too many for one run; it holds at most ${most}. Filter the list and print it in parts.`,
};
