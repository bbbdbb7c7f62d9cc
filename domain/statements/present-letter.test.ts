import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { layOutWindows } from "./envelope.ts";
import type { Rect } from "./envelope.ts";
import { paragraphs, presentLetter } from "./present-letter.ts";
import { letterhead, recipient, sampleSetup } from "./testing.ts";
import type { PrintSetup } from "./document-data.ts";

function letter(setup: PrintSetup) {
  return presentLetter({
    kind: "statement",
    setup,
    letterhead,
    recipient,
    datedOn: toDay("2026-11-10"),
    heading: "Statement",
    reference: "Account 1042",
    facts: [{ label: "Account", value: "1042" }],
  });
}

const setups = [
  sampleSetup("single-10"),
  sampleSetup("single-10", "a4"),
  sampleSetup("double-10"),
  sampleSetup("double-10", "a4"),
  sampleSetup("double-9"),
  sampleSetup("dl"),
  sampleSetup("dl", "a4"),
];

describe("what is printed around a window", () => {
  test.each(setups)(
    "DOC-3 nothing but the address lies where a $envelope window on $paper can look",
    (setup) => {
      const print = letter(setup);
      const { seen } = layOutWindows(setup.envelope, setup.paper);
      const printed = [
        print.factsArea,
        print.aside,
        print.sender.inWindow === null ? print.sender.area : null,
      ];
      for (const area of printed) {
        for (const window of seen)
          expect(area === null || isApart(area, window), JSON.stringify(area)).toBe(true);
      }
      expect(print.bodyStartsAtMm).toBeGreaterThanOrEqual(
        Math.max(...seen.map((rect) => rect.yMm + rect.heightMm)),
      );
    },
  );

  test("DOC-3 the sender's window shows the practice's name and address; its telephone moves to the facts", () => {
    const print = letter(sampleSetup("double-10"));
    expect(print.sender.inWindow?.lines.map((line) => line.text)).toEqual([
      "Alder Street Dental",
      "214 Alder Street, Suite 3",
      "Springfield, MA 01103",
    ]);
    expect(print.facts).toContainEqual({ label: "Phone", value: "(413) 555-0142" });
    expect(letter(sampleSetup()).facts).not.toContainEqual({
      label: "Phone",
      value: "(413) 555-0142",
    });
  });

  test("DOC-3 a window so wide that nothing fits beside it leaves the space beside it empty", () => {
    const wide = { leftMm: 20, bottomMm: 12.7, widthMm: 160, heightMm: 28.6 };
    expect(letter({ ...sampleSetup(), addressWindow: wide }).aside).toBeNull();
  });
});

test("DOC-4 a note typed on several lines keeps its paragraphs and drops blank ones", () => {
  expect(paragraphs("One\r\n\r\n Two \nThree\r")).toEqual(["One", "Two", "Three"]);
});

function isApart(a: Rect, b: Rect): boolean {
  return (
    a.xMm >= b.xMm + b.widthMm ||
    b.xMm >= a.xMm + a.widthMm ||
    a.yMm >= b.yMm + b.heightMm ||
    b.yMm >= a.yMm + a.heightMm
  );
}
