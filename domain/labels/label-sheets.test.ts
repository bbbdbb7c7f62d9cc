import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { refusalIn } from "./refusal-in.fixture.ts";
import { papers } from "../statements/envelope.ts";
import { labelsOn, labelSheetNames, labelSheets, leastLabelMm, requireLabelSheet, type LabelSheet } from "./label-sheets.ts";
import { labelAt } from "./lay-out-labels.ts";

const { label: _, ...usual } = labelSheets["avery-5160"];
const sheet = (over: Partial<LabelSheet>): LabelSheet => ({ ...usual, ...over });

describe("DOC-1 sheets of labels as data", () => {
  test.each([
    ["avery-5160", 30, "letter"],
    ["avery-5161", 20, "letter"],
    ["avery-5163", 10, "letter"],
    ["avery-l7160", 21, "a4"],
    ["avery-l7163", 14, "a4"],
  ] as const)("DOC-1 %s has %i labels on %s, all of them on the paper and none over another", (name, labels, paper) => {
    expect(labelsOn(labelSheets[name])).toBe(labels);
    expect(labelSheets[name].paper).toBe(paper);
    expect(requireLabelSheet(labelSheets[name])).toBe(labelSheets[name]);
  });

  test.each(labelSheetNames)("DOC-1 what is left at the right of %s is about what is left at the left, as makers centre their sheets", (name) => {
    const { leftMm, columns, stepXMm, widthMm, paper } = labelSheets[name];
    const rightMm = papers[paper].widthMm - (leftMm + (columns - 1) * stepXMm + widthMm);
    expect(Math.abs(rightMm - leftMm)).toBeLessThan(1.2);
  });

  test.each(labelSheetNames)("DOC-1 what is left below the labels of %s is about what is left above", (name) => {
    const { topMm, rows, stepYMm, heightMm, paper } = labelSheets[name];
    const belowMm = papers[paper].heightMm - (topMm + (rows - 1) * stepYMm + heightMm);
    expect(Math.abs(belowMm - topMm)).toBeLessThan(1.2);
  });
});

describe("DOC-1 an office's own sheet", () => {
  test.each<[string, Partial<LabelSheet>]>([
    ["no column", { columns: 0 }],
    ["half a row", { rows: 2.5 }],
    ["more columns than anybody sells", { columns: 21 }],
    ["a measure below nothing", { leftMm: -1 }],
    ["a measure that is no number", { stepYMm: Number.NaN }],
    ["an endless one", { widthMm: Number.POSITIVE_INFINITY }],
  ])("DOC-1 %s is refused before anything is printed", (_, over) => {
    expect(refusalIn(() => requireLabelSheet(sheet(over)))).toEqual({ code: "label_sheet_measures", facts: { most: 20 } });
  });

  test.each<[string, Partial<LabelSheet>]>([
    ["narrow", { widthMm: leastLabelMm.widthMm - 0.1 }],
    ["low", { heightMm: leastLabelMm.heightMm - 0.1 }],
  ])("DOC-1 a label too %s for any address is refused with the least size", (_, over) => {
    expect(refusalIn(() => requireLabelSheet(sheet(over)))).toEqual({ code: "label_too_small", facts: leastLabelMm });
  });

  test("DOC-1 labels that would overlap are refused with both measures, across and down", () => {
    expect(refusalIn(() => requireLabelSheet(sheet({ stepXMm: 60 })))).toEqual({ code: "labels_overlap", facts: { direction: "across", stepMm: 60, sizeMm: 66.675 } });
    expect(refusalIn(() => requireLabelSheet(sheet({ stepYMm: 25 })))).toEqual({ code: "labels_overlap", facts: { direction: "down", stepMm: 25, sizeMm: 25.4 } });
  });

  test("DOC-1 a single column or row needs no step", () => {
    expect(requireLabelSheet(sheet({ columns: 1, rows: 1, stepXMm: 0, stepYMm: 0 })).columns).toBe(1);
  });

  test("DOC-1 a label over the edge is refused with where it ends and where the paper does", () => {
    expect(refusalIn(() => requireLabelSheet(sheet({ leftMm: 20 })))).toEqual({ code: "label_sheet_off_paper", facts: { side: "right", needsMm: 228, hasMm: 215.9 } });
    expect(refusalIn(() => requireLabelSheet(sheet({ topMm: 30 })))).toEqual({ code: "label_sheet_off_paper", facts: { side: "bottom", needsMm: 284, hasMm: 279.4 } });
  });

  test("DOC-1 labels from edge to edge are allowed: a hair's rounding is not over the edge", () => {
    const edge = sheet({ columns: 3, rows: 10, leftMm: 0, topMm: 0, widthMm: 215.9 / 3, stepXMm: 215.9 / 3, heightMm: 27.94, stepYMm: 27.94 });
    expect(requireLabelSheet(edge)).toBe(edge);
  });

  test("DOC-1 whatever sheet is allowed has every label on the paper, and no two on the same spot", () => {
    const length = fc.double({ min: 0, max: 120, noNaN: true });
    const any = fc.record({
      paper: fc.constantFrom("letter" as const, "a4" as const),
      columns: fc.integer({ min: 1, max: 5 }),
      rows: fc.integer({ min: 1, max: 12 }),
      leftMm: length,
      topMm: length,
      widthMm: length,
      heightMm: length,
      stepXMm: length,
      stepYMm: length,
    });
    fc.assert(
      fc.property(any, (one) => {
        if (refusalIn(() => requireLabelSheet(one)) !== null) return;
        const labels = Array.from({ length: labelsOn(one) }, (_, place) => labelAt(one, place));
        for (const [index, label] of labels.entries()) {
          expect(label.xMm + label.widthMm).toBeLessThanOrEqual(papers[one.paper].widthMm + 0.011);
          expect(label.yMm + label.heightMm).toBeLessThanOrEqual(papers[one.paper].heightMm + 0.011);
          for (const other of labels.slice(index + 1)) {
            const apart = other.xMm >= label.xMm + label.widthMm - 0.011 || other.xMm + other.widthMm <= label.xMm + 0.011 || other.yMm >= label.yMm + label.heightMm - 0.011;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });
});
