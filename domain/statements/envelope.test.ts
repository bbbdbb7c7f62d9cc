import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Refusal } from "../refusal.ts";
import {
  addressClearanceMm,
  envelopePresets,
  foldSheet,
  layOutWindows,
  papers,
  windowOnSheet,
} from "./envelope.ts";
import type { EnvelopeName, PaperName, Rect } from "./envelope.ts";

const pairs: readonly (readonly [EnvelopeName, PaperName])[] = [
  ["single-10", "letter"],
  ["single-10", "a4"],
  ["double-10", "letter"],
  ["double-10", "a4"],
  ["double-9", "letter"],
  ["dl", "letter"],
  ["dl", "a4"],
];

describe("folds", () => {
  test("DOC-3 Letter in #10 folds at 101.8 mm and at the perforation 190.5 mm, with 3 mm of play", () => {
    expect(foldSheet("single-10", "letter")).toEqual({
      firstFoldMm: 101.8,
      perforationMm: 190.5,
      verticalPlayMm: 3,
      horizontalPlayMm: 25.4,
    });
  });

  test("DOC-3 A4 in DL folds at 107 mm and at 190.5 mm, with 10 mm of play sideways", () => {
    expect(foldSheet("dl", "a4")).toEqual({
      firstFoldMm: 107,
      perforationMm: 190.5,
      verticalPlayMm: 3,
      horizontalPlayMm: 10,
    });
  });

  test("DOC-3 A4 in #10 moves the perforation down, so that the bottom panel fits the envelope", () => {
    expect(foldSheet("single-10", "a4").perforationMm).toBe(195.2);
  });

  test("DOC-3 every panel of a folded sheet is lower than its envelope by at least the play", () => {
    for (const [envelope, paper] of pairs) {
      const { firstFoldMm, perforationMm } = foldSheet(envelope, paper);
      const panels = [
        firstFoldMm,
        perforationMm - firstFoldMm,
        papers[paper].heightMm - perforationMm,
      ];
      for (const panel of panels)
        expect(panel).toBeLessThanOrEqual(envelopePresets[envelope].heightMm - 2.99);
    }
  });

  test("DOC-3 A4 does not fit #9: the sheet is refused, with both named", () => {
    expect(() => foldSheet("double-9", "a4")).toThrow(
      new Refusal("sheet_does_not_fit_envelope", { paper: "a4", envelope: "double-9" }),
    );
  });
});

describe("the box for the address", () => {
  test("DOC-3 the #10 single window of 28.6 × 114.3 leaves 25.4–107.9 across and 66.7–85.9 down", () => {
    const { addressBox } = layOutWindows("single-10", "letter");
    expect(addressBox).toEqual({ xMm: 25.4, yMm: 66.7, widthMm: 82.5, heightMm: 19.2 });
  });

  test("DOC-3 the DL window of 90 × 45, 20 from the left and 15 from the bottom, leaves 23.2–96.8 and 53.2–88.8", () => {
    const { addressBox } = layOutWindows("dl", "a4");
    expect(addressBox).toEqual({ xMm: 23.2, yMm: 53.2, widthMm: 73.6, heightMm: 35.6 });
  });

  test("DOC-3 both double windows keep inside the zones that chapter 14 calls safe in both", () => {
    for (const envelope of ["double-10", "double-9"] as const) {
      const { addressBox, senderBox } = layOutWindows(envelope, "letter");
      expect(isInside(addressBox, { xMm: 14.3, yMm: 56.2, widthMm: 87.3, heightMm: 17.9 })).toBe(
        true,
      );
      expect(senderBox).not.toBeNull();
      expect(
        isInside(senderBox ?? addressBox, { xMm: 14.3, yMm: 20, widthMm: 79.3, heightMm: 12.8 }),
      ).toBe(true);
    }
  });

  test("DOC-3 the box keeps 3.2 mm from every window edge in every position of the insert", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...pairs),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ([envelope, paper], right, down) => {
          const { fold, addressWindow, addressBox } = layOutWindows(envelope, paper);
          const shown = windowOnSheet(
            addressWindow,
            right * fold.horizontalPlayMm,
            down * fold.verticalPlayMm,
          );
          expect(clearance(addressBox, shown)).toBeGreaterThanOrEqual(addressClearanceMm - 0.011);
        },
      ),
    );
  });

  test("DOC-3 an office's own window moves the box: the post's 28.6 × 120.7 at 25.4 and 15.9", () => {
    const own = { leftMm: 25.4, bottomMm: 15.9, widthMm: 120.7, heightMm: 28.6 };
    const { addressBox } = layOutWindows("single-10", "letter", own);
    expect(addressBox).toEqual({ xMm: 28.6, yMm: 63.5, widthMm: 88.9, heightMm: 19.2 });
  });

  test("DOC-3 a window that leaves no room for a line is refused", () => {
    const slit = { leftMm: 25.4, bottomMm: 15.9, widthMm: 120.7, heightMm: 9 };
    expect(() => layOutWindows("single-10", "letter", slit)).toThrow(
      new Refusal("window_too_small", { envelope: "single-10" }),
    );
  });
});

describe("the body", () => {
  test.each([
    ["single-10", "letter", 92.1],
    ["double-10", "letter", 88],
    ["double-9", "letter", 88],
    ["dl", "a4", 95],
  ] as const)(
    "DOC-3 the body of %s on %s starts at %s mm: 88 or below the window, whichever is lower",
    (...row) => {
      const [envelope, paper, startsAt] = row;
      expect(layOutWindows(envelope, paper).bodyStartsAtMm).toBe(startsAt);
    },
  );

  test("DOC-3 what some position shows ends above the body and inside the top panel", () => {
    for (const [envelope, paper] of pairs) {
      const { seen, bodyStartsAtMm, fold } = layOutWindows(envelope, paper);
      for (const rect of seen) {
        expect(rect.yMm + rect.heightMm).toBeLessThanOrEqual(bodyStartsAtMm);
        expect(rect.yMm + rect.heightMm).toBeLessThanOrEqual(fold.firstFoldMm);
      }
    }
  });
});

function isInside(inner: Rect, outer: Rect): boolean {
  return clearance(inner, outer) > -1e-9;
}

/** The smallest distance from `inner`'s edges to `outer`'s; negative when it sticks out. */
function clearance(inner: Rect, outer: Rect): number {
  return Math.min(
    inner.xMm - outer.xMm,
    inner.yMm - outer.yMm,
    outer.xMm + outer.widthMm - inner.xMm - inner.widthMm,
    outer.yMm + outer.heightMm - inner.yMm - inner.heightMm,
  );
}
