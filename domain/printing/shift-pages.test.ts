import { describe, expect, test } from "vitest";
import { firstPageMm, shiftPages } from "./shift-pages.ts";

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const textOf = (bytes: Uint8Array | null): string => (bytes === null ? "" : String.fromCharCode(...bytes));

/** A plain file with an object table, as our own compiler writes it. */
function file(objects: readonly string[], trailer = ""): Uint8Array<ArrayBuffer> {
  let text = "%PDF-1.7\n%\u00e2\u00e3\n";
  const offsets = objects.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n\r\n`).join("");
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f\r\n${table}trailer\n<<\n  /Size ${objects.length + 1}\n  /Root 1 0 R\n  /Info 2 0 R\n  /ID [<AA> <BB>]${trailer}\n>>\nstartxref\n${start}\n%%EOF\n`;
  return bytesOf(text);
}

const page = (more = "", box = "[0 0 612 792]") => `<<\n  /Type /Page\n  /Parent 2 0 R\n  /MediaBox ${box}${more}\n>>`;
const tree = "<<\n  /Type /Pages\n  /Count 2\n  /Kids [3 0 R 4 0 R]\n>>";
const letter = file(["<< /Type /Catalog /Pages 2 0 R >>", tree, page(), page("\n  /CropBox [10 20 602 772]"), "<< /Length 4 >>\nstream\n\u0000\u00ffab\nendstream"]);

describe("the printer's correction in a finished document", () => {
  test("DOC-3 moves every page right and down by moving its boxes left and up", () => {
    const added = textOf(shiftPages(letter, { rightMm: 2.5, downMm: -1 })).slice(letter.length);
    // 2.5 mm = 7.0866 points; 1 mm = 2.8346 points, here upwards.
    expect(added).toContain("3 0 obj\n<<\n  /Type /Page\n  /Parent 2 0 R\n  /MediaBox [-7.0866 -2.8346 604.9134 789.1654]\n>>");
    expect(added).toContain("/CropBox [2.9134 17.1654 594.9134 769.1654]");
    expect(added.match(/ 0 obj/gu)).toHaveLength(2);
  });

  test("DOC-3 leaves every byte of the kept copy as it was and says where the old table is", () => {
    const moved = shiftPages(letter, { rightMm: 0.5, downMm: 0 });
    expect(moved?.subarray(0, letter.length)).toEqual(letter);
    const text = textOf(moved);
    const [, old] = /startxref\n(\d+)/u.exec(textOf(letter)) ?? [];
    expect(text).toContain(`/Prev ${old}`);
    const [, fresh = "0"] = /startxref\n(\d+)\n%%EOF\n$/u.exec(text) ?? [];
    expect(text.slice(Number(fresh), Number(fresh) + 5)).toBe("xref\n");
    for (const [, number, offset] of text.slice(Number(fresh)).matchAll(/^(\d+) 1\n(\d{10})/gmu))
      expect(text.slice(Number(offset)).startsWith(`${number} 0 obj`)).toBe(true);
  });

  test("DOC-3 keeps the name, the information and the root of the file", () => {
    const added = textOf(shiftPages(letter, { rightMm: 1, downMm: 1 })).slice(letter.length);
    for (const part of ["/Root 1 0 R", "/Info 2 0 R", "/ID [<AA> <BB>]", "/Size 6"]) expect(added).toContain(part);
  });

  test("DOC-3 of nothing is the very same file", () => {
    expect(shiftPages(letter, { rightMm: 0, downMm: 0 })).toBe(letter);
  });

  test.each([
    ["not a PDF", bytesOf("hello")],
    ["empty", new Uint8Array()],
    ["cut off", letter.slice(0, letter.length - 60)],
    ["without a page", file(["<< /Type /Catalog >>", tree])],
    ["with a page whose box stands elsewhere", file(["<< /Type /Catalog >>", tree, "<<\n  /Type /Page\n  /Parent 2 0 R\n>>"])],
    ["encrypted", file(["<< /Type /Catalog >>", tree, page()], "\n  /Encrypt 9 0 R")],
    ["changed before", file(["<< /Type /Catalog >>", tree, page()], "\n  /Prev 12")],
    ["with a compressed table", bytesOf("%PDF-1.7\n1 0 obj\n<< /Type /XRef >>\nstream\nx\nendstream\nendobj\nstartxref\n9\n%%EOF\n")],
  ])("DOC-3 a file %s is not guessed at", (_what, bytes) => {
    expect(shiftPages(bytes, { rightMm: 1, downMm: 0 })).toBeNull();
  });

  test("DOC-3 a box that is no box is left alone", () => {
    expect(shiftPages(file(["<< /Type /Catalog >>", tree, page("", "[0 0 x 792]")]), { rightMm: 1, downMm: 0 })).toBeNull();
    expect(shiftPages(file(["<< /Type /Catalog >>", tree, page("", "[0 0 612]")]), { rightMm: 1, downMm: 0 })).toBeNull();
  });
});

test("DOC-9 the paper of a document is read from its first page", () => {
  expect(firstPageMm(letter)).toEqual({ widthMm: expect.closeTo(215.9, 6) as number, heightMm: expect.closeTo(279.4, 6) as number });
  expect(firstPageMm(file([tree, page("", "[0 0 595.2756 841.8898]")]))).toEqual({ widthMm: expect.closeTo(210, 3) as number, heightMm: expect.closeTo(297, 3) as number });
  for (const box of ["[0 0 0 0]", "[9 9 1 1]", "[0 0 612]", "[a b c d]"]) expect(firstPageMm(file([tree, page("", box)])), box).toBeNull();
  expect(firstPageMm(bytesOf("hello"))).toBeNull();
});
