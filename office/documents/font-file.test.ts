import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { faceHas, readFontFaces } from "./font-file.ts";
import { sourcePlaces } from "./places.ts";

const dir = mkdtempSync(path.join(tmpdir(), "fonts-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const [textFace = ""] = sourcePlaces().fontFiles;

function has(file: string, text: string): boolean {
  const [face] = readFontFaces(file);
  return (
    face !== undefined &&
    Array.from(text).every((character) => faceHas(face, character.codePointAt(0) ?? 0))
  );
}

test("DOC-2 the text face has Latin, Vietnamese, Greek, Cyrillic and the substitute, and no ideographs", () => {
  expect(has(textFace, "ÀéñŁđøßŒơưẾễ")).toBe(true);
  expect(has(textFace, "ΑλέξανδροςАлександрЇђ\uFFFD")).toBe(true);
  expect(has(textFace, "王")).toBe(false);
});

test("DOC-2 the bundled fonts may be embedded and are upright", () => {
  for (const file of sourcePlaces().fontFiles) {
    const [face] = readFontFaces(file);
    expect(face?.mayEmbed, file).toBe(true);
    expect(face?.italic, file).toBe(false);
  }
});

test("DOC-2 names in Chinese, Japanese, Korean, Hebrew and Arabic and emoji have a bundled font", () => {
  const files = sourcePlaces().fontFiles;
  for (const text of ["王小明", "山田太郎々", "髙﨑", "김철수", "דוד", "محمد", "😀", "✓", "𝒜"]) {
    expect(
      files.some((file) => has(file, text)),
      text,
    ).toBe(true);
  }
});

test("DOC-2 a damaged or foreign file is no font and no fault", () => {
  const cases = {
    "empty.ttf": "",
    "text.ttf": "just some text, long enough to have a head",
    "cut.ttf": "\0\u0001\0\0\0\u0020",
  };
  for (const [name, content] of Object.entries(cases)) {
    const file = path.join(dir, name);
    writeFileSync(file, content, "latin1");
    expect(readFontFaces(file)).toEqual([]);
  }
});
