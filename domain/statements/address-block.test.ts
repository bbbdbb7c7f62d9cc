import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Refusal } from "../refusal.ts";
import { addressBlock, recipientLines, requireAddressFits, senderBlock } from "./address-block.ts";
import { layOutWindows } from "./envelope.ts";
import { letterhead } from "./testing.ts";
import { textWidthEm } from "./text-width.ts";

const box = layOutWindows("single-10", "letter").addressBox;
const mmPerPt = 25.4 / 72;

describe("an address in the window", () => {
  test("DOC-3 a usual address stands at 10 pt with 4.2 mm from line to line", () => {
    const block = addressBlock(box, [
      "Rosa Lee",
      "1872 Maple Avenue, Apt 4B",
      "Springfield, MA 01109",
    ]);
    expect(block).toMatchObject({ fontPt: 10, leadingMm: 4.2, fits: true, tooLong: null });
    expect(block.lines).toHaveLength(3);
  });

  test("DOC-3 four lines still stand at 10 pt in a #10 window", () => {
    const block = addressBlock(box, [
      "Rosa Lee",
      "c/o Ben Lee",
      "1872 Maple Avenue, Apt 4B",
      "Springfield, MA 01109",
    ]);
    expect(block).toMatchObject({ fontPt: 10, fits: true });
  });

  test("DOC-3 a long line shrinks the address by half points, never below 8 pt", () => {
    const sizes = [36, 40, 42, 44, 48].map(
      (length) => addressBlock(box, ["n".repeat(length)]).fontPt,
    );
    expect(sizes).toEqual([10, 9, 9, 8.5, 8]);
  });

  test("DOC-3 a line that is too wide at 8 pt does not fit, and is named", () => {
    const wide = "The Trustees of the Estate of Wilhelmina Featherstonehaugh-Cholmondeley";
    const block = addressBlock(box, ["Rosa Lee", wide, "Springfield, MA 01109"]);
    expect(block.fits).toBe(false);
    expect(block.tooLong).toEqual({ reason: "line_too_wide", line: 2, text: wide });
  });

  test("DOC-3 too many lines do not fit, and the number that would is told", () => {
    const block = addressBlock(
      box,
      Array.from({ length: 8 }, (_, index) => `Line ${index + 1}`),
    );
    expect(block.tooLong).toEqual({ reason: "too_many_lines", lines: 8, most: 6 });
    expect(
      addressBlock(
        box,
        Array.from({ length: 6 }, () => "Line"),
      ).fits,
    ).toBe(true);
  });

  test("DOC-3 four lines fit the lower #10 double window and three the #9", () => {
    const lines = ["Rosa Lee", "c/o Ben Lee", "1872 Maple Avenue", "Springfield, MA 01109"];
    expect(addressBlock(layOutWindows("double-10", "letter").addressBox, lines)).toMatchObject({
      fits: true,
      fontPt: 8,
    });
    const nine = layOutWindows("double-9", "letter").addressBox;
    expect(addressBlock(nine, lines).tooLong).toEqual({
      reason: "too_many_lines",
      lines: 4,
      most: 3,
    });
    expect(addressBlock(nine, lines.slice(1)).fits).toBe(true);
  });

  test("DOC-3 an address that fits lies inside the box, whatever it says", () => {
    const line = fc.string({ unit: "binary", minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 7 }), (lines) => {
        const block = addressBlock(box, lines);
        if (!block.fits) return;
        const emMm = block.fontPt * mmPerPt;
        for (const text of block.lines)
          expect(textWidthEm(text) * emMm).toBeLessThanOrEqual(box.widthMm);
        const first = block.baselinesMm.at(0);
        const last = block.baselinesMm.at(-1);
        if (first === undefined || last === undefined) return;
        expect(first - 1.07 * emMm).toBeGreaterThanOrEqual(box.yMm - 0.01);
        expect(last + 0.3 * emMm).toBeLessThanOrEqual(box.yMm + box.heightMm + 0.01);
        expect(block.fontPt).toBeGreaterThanOrEqual(8);
        expect(block.fontPt).toBeLessThanOrEqual(10);
      }),
      { numRuns: 60 },
    );
  });

  test("DOC-3 the window shows the name and the address lines and nothing else", () => {
    expect(
      recipientLines({ name: "Rosa Lee", addressLines: ["1 Elm Street", "", "Ware, MA 01082"] }),
    ).toEqual(["Rosa Lee", "1 Elm Street", "", "Ware, MA 01082"]);
    expect(addressBlock(box, ["Rosa Lee", " ", "Ware, MA 01082"]).lines).toEqual([
      "Rosa Lee",
      "Ware, MA 01082",
    ]);
  });

  test("DOC-5 a household whose address does not fit is refused before printing, with its number", () => {
    const recipient = { name: "Rosa Lee", addressLines: ["W".repeat(60)] };
    expect(() => requireAddressFits(box, recipient, "1042")).toThrow(Refusal);
    expect(() =>
      requireAddressFits(box, { name: "Rosa Lee", addressLines: ["1 Elm Street"] }, "1042"),
    ).not.toThrow();
  });
});

describe("the practice in the sender's window", () => {
  const sender = layOutWindows("double-10", "letter").senderBox ?? box;

  test("DOC-3 stands as it is where that fits", () => {
    expect(senderBlock(sender, letterhead)).toMatchObject({
      fits: true,
      lines: ["Alder Street Dental", "214 Alder Street, Suite 3", "Springfield, MA 01103"],
    });
  });

  test("DOC-3 draws a long address together rather than losing its last line", () => {
    const addressLines = [
      "Building C",
      "Rear Entrance",
      "214 Alder Street",
      "Springfield, MA 01103",
    ];
    expect(senderBlock(sender, { ...letterhead, addressLines })).toMatchObject({
      fits: true,
      lines: [
        "Alder Street Dental",
        "Building C, Rear Entrance, 214 Alder Street",
        "Springfield, MA 01103",
      ],
    });
  });

  test("DOC-3 says so when even that does not fit", () => {
    const name = "The Old Mill Lane Family Dental Practice and Orthodontics of Greater Springfield";
    expect(senderBlock(sender, { ...letterhead, name }).tooLong).toMatchObject({
      reason: "line_too_wide",
    });
    expect(senderBlock(sender, { ...letterhead, addressLines: [] }).lines).toEqual([
      "Alder Street Dental",
    ]);
  });
});
