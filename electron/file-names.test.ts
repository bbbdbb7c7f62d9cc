import fc from "fast-check";
import { expect, test } from "vitest";
import { proposedFileName } from "./file-names.ts";

test.each([
  ["Statement Ng 2026-11", "Statement Ng 2026-11.pdf"],
  ["Đặng Thị Hà", "Đặng Thị Hà.pdf"],
  ["../../etc/passwd", "etc passwd.pdf"],
  ["C:\\temp\\x", "C temp x.pdf"],
  ["a:stream", "a stream.pdf"],
  ["con", "Perennial con.pdf"],
  ["COM1.txt", "Perennial COM1.txt.pdf"],
  ["...", "Perennial.pdf"],
  ["", "Perennial.pdf"],
  ["x\u202Efdp.exe", "x fdp.exe.pdf"],
  ["line\nbreak\0", "line break.pdf"],
  ["name. ", "name.pdf"],
])("control 24 %j is proposed as %j", (name, proposed) => {
  expect(proposedFileName(name, "pdf")).toBe(proposed);
});

/** Any UTF-16 at all, lone surrogates and controls included. */
const anyText = fc
  .array(fc.nat(0xffff), { maxLength: 400 })
  .map((units) => String.fromCharCode(...units));

test("control 24 no suggestion leaves the folder, hides its ending or grows without limit", () => {
  fc.assert(
    fc.property(anyText, (name) => {
      const proposed = proposedFileName(name, "csv");
      expect(proposed).toMatch(/^[^\s.\\/:*?"<>|][^\\/:*?"<>|\p{Cc}]*\.csv$/u);
      expect(Array.from(proposed).length).toBeLessThanOrEqual(120);
      expect(proposed.isWellFormed()).toBe(true);
    }),
  );
});
