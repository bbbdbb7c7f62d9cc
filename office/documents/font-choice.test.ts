import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openFontShelf } from "./font-choice.ts";
import { sourcePlaces } from "./places.ts";

const dir = mkdtempSync(path.join(tmpdir(), "system-fonts-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const bundled = { ...sourcePlaces(), systemFontDirs: [] };
const codes = (text: string) =>
  new Set(Array.from(text, (character) => character.codePointAt(0) ?? 0));
const names = (files: readonly string[]) => files.map((file) => path.basename(file));

describe("the fonts of a document", () => {
  test("DOC-2 a Latin document loads the text face only", () => {
    const choice = openFontShelf(bundled).choose(codes("Rosa Lee, Nguyễn Thị"));
    expect(names(choice.files)).toEqual(["NotoSans_400Regular.ttf", "NotoSans_600SemiBold.ttf"]);
    expect(choice.missing.size).toBe(0);
  });

  test("DOC-2 each script brings its own font, and no other", () => {
    const choice = openFontShelf(bundled).choose(codes("김철수 דוד"));
    expect(names(choice.files).slice(2)).toEqual([
      "NotoSansHebrew_400Regular.ttf",
      "NotoSansKR_400Regular.ttf",
    ]);
  });

  test("DOC-2 a character that no font has is named as missing", () => {
    expect([...openFontShelf(bundled).choose(codes("A𠮷")).missing]).toEqual([0x20bb7]);
  });

  test("DOC-2 the operating system's fonts are asked for what the bundled ones lack", () => {
    const [latin = "", , hebrew = ""] = bundled.fontFiles;
    copyFileSync(hebrew, path.join(dir, "hebrew.ttf"));
    writeFileSync(path.join(dir, "broken.ttf"), "no font");
    const withoutHebrew = {
      ...bundled,
      fontFiles: [latin, latin],
      systemFontDirs: [dir, path.join(dir, "absent")],
    };
    const choice = openFontShelf(withoutHebrew).choose(codes("דוד"));
    expect(names(choice.files)).toContain("hebrew.ttf");
    expect(choice.missing.size).toBe(0);
  });
});
