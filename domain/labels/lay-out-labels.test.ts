import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Recipient } from "../statements/document-data.ts";
import { textWidthEm } from "../statements/text-width.ts";
import { labelSheetNames, labelSheets, labelsOn } from "./label-sheets.ts";
import { inSheets, labelAt, labelMarginMm, layOutLabels, sheetsFor } from "./lay-out-labels.ts";
import { refusalIn } from "./refusal-in.fixture.ts";

const sheet = labelSheets["avery-5160"];
const someone = (name = "Rosa Lee"): Recipient => ({ name, addressLines: ["1872 Maple Avenue, Apt 4B", "Springfield, MA 01109"] });
const people = (count: number) => Array.from({ length: count }, (_, at) => someone(`Person ${at + 1}`));
const mmPerPt = 25.4 / 72;

describe("DOC-1 addresses on sheets of labels", () => {
  test("DOC-1 labels are filled along the rows, in the order given", () => {
    const { sheets } = layOutLabels(sheet, 1, people(4));
    expect(sheets[0]?.map(({ xMm, yMm, lines }) => [xMm, yMm, lines[0]])).toEqual([
      [3.969 + 3, 12.7 + 2, "Person 1"],
      [3.969 + 70.644 + 3, 12.7 + 2, "Person 2"],
      [3.969 + 141.288 + 3, 12.7 + 2, "Person 3"],
      [3.969 + 3, 12.7 + 25.4 + 2, "Person 4"],
    ]);
  });

  test("DOC-1 a sheet that was begun goes on at its first free label, and the next sheet at its first", () => {
    const { sheets } = layOutLabels(sheet, 29, people(5));
    expect(sheets.map((labels) => labels.length)).toEqual([2, 3]);
    const last = labelAt(sheet, 29);
    expect(sheets[0]?.[1]).toMatchObject({ xMm: last.xMm + 3, yMm: last.yMm + 2 });
    expect(sheets[1]?.[0]).toMatchObject({ xMm: 3.969 + 3, yMm: 12.7 + 2 });
  });

  test.each([0, 31, -1, 1.5, Number.NaN])("DOC-1 label %d of thirty is refused as a start", (startAt) => {
    expect(refusalIn(() => layOutLabels(sheet, startAt, people(1)))).toMatchObject({ code: "label_start_not_there", facts: { most: 30 } });
  });

  test("DOC-1 a usual address stands at 10 pt, and nobody is said to be smaller", () => {
    const { sheets, shrunk, tooLong } = layOutLabels(sheet, 1, [someone()]);
    expect(sheets[0]?.[0]).toMatchObject({ fontPt: 10, fits: true });
    expect({ shrunk, tooLong }).toEqual({ shrunk: [], tooLong: [] });
  });

  test("DOC-1 a long address shrinks and is named by its place in the list", () => {
    const long = { name: "Maximiliana Featherstonehaugh-Morgan", addressLines: ["1872 Maple Avenue", "Springfield, MA 01109"] };
    const { sheets, shrunk } = layOutLabels(sheet, 1, [someone(), long]);
    expect(shrunk).toEqual([1]);
    expect(sheets[0]?.[1]?.fontPt).toBeLessThan(10);
    expect(sheets[0]?.[1]?.fontPt).toBeGreaterThanOrEqual(8);
  });

  test("DOC-1 an address of twelve lines takes no label: the next one comes into its place", () => {
    const twelve = { name: "Rosa Lee", addressLines: Array.from({ length: 11 }, (_, at) => `Line ${at}`) };
    const { sheets, tooLong } = layOutLabels(sheet, 1, [someone("First"), twelve, someone("Third")]);
    expect(tooLong).toEqual([{ index: 1, why: { reason: "too_many_lines", lines: 12, most: 6 } }]);
    expect(sheets[0]?.map(({ lines }) => lines[0])).toEqual(["First", "Third"]);
  });

  test("DOC-1 a line too wide at 8 pt is named with its words", () => {
    const wide = { name: "W".repeat(60), addressLines: ["1 Elm", "Ware, MA"] };
    expect(layOutLabels(sheet, 1, [wide]).tooLong).toEqual([{ index: 0, why: { reason: "line_too_wide", line: 1, text: "W".repeat(60) } }]);
    // Larger labels take less wide lines that a small one does not.
    const broad = { name: "W".repeat(30), addressLines: ["1 Elm", "Ware, MA"] };
    expect(layOutLabels(sheet, 1, [broad]).tooLong).toHaveLength(1);
    expect(layOutLabels(labelSheets["avery-5163"], 1, [broad]).tooLong).toHaveLength(0);
  });

  test("DOC-1 nobody at all is no sheet", () => {
    expect(layOutLabels(sheet, 7, [])).toEqual({ sheets: [], shrunk: [], tooLong: [] });
    expect(sheetsFor(sheet, 7, 0)).toBe(0);
  });

  test("DOC-1 every line of every label lies inside its label with the margin, whatever the address is", () => {
    const line = fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: "grapheme", maxLength: 40 }), fc.constantFrom("Nguyễn Thị Ánh", "王小明", "Ångström Straße 12", "שלום רחוב", "😀 Lane"));
    const address = fc.record({ name: line, addressLines: fc.array(line, { maxLength: 6 }) });
    fc.assert(
      fc.property(fc.constantFrom(...labelSheetNames), fc.integer({ min: 1, max: 10 }), fc.array(address, { maxLength: 12 }), (name, startAt, addresses) => {
        const one = labelSheets[name];
        const layout = layOutLabels(one, startAt, addresses);
        let place = startAt - 1;
        for (const blocks of layout.sheets)
          for (const block of blocks) {
            const label = labelAt(one, place % labelsOn(one));
            place += 1;
            const em = block.fontPt * mmPerPt;
            for (const [at, text] of block.lines.entries()) {
              const baseline = block.baselinesMm[at] ?? 0;
              expect(baseline - em).toBeGreaterThanOrEqual(label.yMm + labelMarginMm.downMm - 0.02);
              expect(baseline + 0.3 * em).toBeLessThanOrEqual(label.yMm + label.heightMm - labelMarginMm.downMm + 0.02);
              expect(block.xMm + textWidthEm(text) * em).toBeLessThanOrEqual(label.xMm + label.widthMm - labelMarginMm.acrossMm + 0.01);
            }
          }
        expect(place - (startAt - 1) + layout.tooLong.length).toBe(addresses.length);
        expect(layout.sheets).toHaveLength(sheetsFor(one, startAt, addresses.length - layout.tooLong.length));
      }),
    );
  });
});

describe("DOC-1 a long run in parts", () => {
  test("DOC-1 the first part ends with a sheet that was begun, the others are whole sheets", () => {
    const parts = inSheets(sheet, 29, people(65), 1);
    expect(parts.map(({ startAt, items }) => [startAt, items.length])).toEqual([
      [29, 2],
      [1, 30],
      [1, 30],
      [1, 3],
    ]);
  });

  test("DOC-1 a run of one part stays one, and nobody is no part", () => {
    expect(inSheets(sheet, 3, people(10), 8)).toHaveLength(1);
    expect(inSheets(sheet, 3, [], 8)).toEqual([]);
  });

  test("DOC-1 parts hold everybody once in order, and print where one run would", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 5 }), (startAt, count, sheetsInPart) => {
        const all = people(count);
        const parts = inSheets(sheet, startAt, all, sheetsInPart);
        expect(parts.flatMap(({ items }) => items)).toEqual(all);
        const whole = layOutLabels(sheet, startAt, all).sheets;
        expect(parts.flatMap((part) => layOutLabels(sheet, part.startAt, part.items).sheets)).toEqual(whole);
      }),
    );
  });
});
