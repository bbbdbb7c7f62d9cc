import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { DocumentKind } from "#domain/statements/document-data.ts";
import { documentKinds, viewDocument, type DocumentView } from "./document-views.ts";
import { exampleKinds, examples } from "./examples.fixture.ts";
import { sourcePlaces } from "./places.ts";
import { substitute } from "./printable.ts";
import { bare, checkPdf, pdfFonts, pdfInfo, pdfToolsMissing, printedText } from "./testing.ts";
import { openTypstEngine, type Compiled, type TypstEngine } from "./typst.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const nasty = path.join(import.meta.dirname, "../../../shared/data/nasty/blns.json");
const nastyMissing = existsSync(nasty) ? "" : "shared data nasty/blns.json is absent";
for (const reason of [pdfToolsMissing, nastyMissing]) if (reason !== "") console.warn(`Some tests of every kind of document are skipped: ${reason}.`);

let engine: TypstEngine;
beforeAll(async () => {
  // Without the system's fonts, so that the result is the same on every computer.
  engine = await openTypstEngine({ ...sourcePlaces(), systemFontDirs: [] });
});

const viewOf = <K extends DocumentKind>(kind: K, name: string): DocumentView => viewDocument(kind, examples[kind].make(name));
const compile = (kind: DocumentKind, name: string): Promise<Compiled> => engine.compile(viewOf(kind, name));
const named = exampleKinds.filter((kind) => examples[kind].isNameless !== true);
/** Without the marks of direction that pdftotext puts around each run. */
const undirected = (text: string): string => text.replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, "").normalize("NFKC");

test("DOC-1 every kind of document has an example, and every template draws one of them", () => {
  expect([...exampleKinds].toSorted()).toEqual([...documentKinds].toSorted());
  const drawn = new Set(exampleKinds.map((kind) => viewOf(kind, "Rosa Lee").template));
  const templates = readdirSync(sourcePlaces().templatesDir).map((file) => file.replace(".typ", ""));
  // Two of them are parts of the others.
  expect([...drawn].toSorted()).toEqual(templates.filter((name) => name !== "letter" && name !== "slip").toSorted());
});

describe.skipIf(pdfToolsMissing !== "")("DOC-2 every kind of document", () => {
  test.each(exampleKinds)("DOC-2 %s: a sound, tagged file with embedded fonts, its title, and all it has to say", async (kind) => {
    const { pdf, pages, missing, warnings } = await compile(kind, "Rosa Lee");
    expect(checkPdf(pdf)).toContain("No syntax or stream encoding errors found");
    expect(pdfFonts(pdf).filter((font) => !font.isEmbedded)).toEqual([]);
    const info = pdfInfo(pdf);
    const { title, says, isNameless = false } = examples[kind];
    expect(info.get("Title")?.startsWith(title)).toBe(true);
    expect(info.get("Title")?.trim()).not.toBe("");
    expect(info.get("Tagged")).toBe("yes");
    expect(Number(info.get("Pages"))).toBe(pages);
    expect(Buffer.from(pdf).toString("latin1")).toContain("/Lang (en");
    expect([missing, warnings]).toEqual([[], []]);
    const text = bare(printedText(pdf));
    for (const part of [...says, ...(isNameless ? [] : ["Rosa Lee"])]) expect(text, part).toContain(bare(part));
  });

  test.each([
    ["accents", "Łukasz Gómez-Ñúñez Đorđević"],
    ["Vietnamese", "Nguyễn Thị Ánh Tuyết"],
    ["Greek", "Ἀλέξανδρος Παπαδόπουλος"],
    ["Cyrillic", "Александр Їжакевич"],
    ["Chinese", "王小明 張偉"],
    ["Japanese", "山田太郎 さくら"],
    ["Korean", "김철수"],
    ["emoji", "Rosa 😀 ❤"],
  ])("DOC-2 a name with %s stands on every kind as it was typed", async (_, name) => {
    for (const kind of named) {
      const { pdf, missing } = await compile(kind, name);
      expect(missing, kind).toEqual([]);
      const text = bare(printedText(pdf));
      expect(text, kind).toContain(bare(name));
      expect(text, kind).not.toContain(substitute);
    }
  });

  test.each([
    ["Hebrew", "דוד כהן"],
    ["Arabic", "محمد علي"],
  ])("DOC-2 a name in %s stands on every kind, each word whole", async (_, name) => {
    for (const kind of named) {
      const { pdf, missing } = await compile(kind, name);
      expect(missing, kind).toEqual([]);
      const text = undirected(printedText(pdf));
      for (const word of name.split(" ")) expect(text, kind).toContain(word);
    }
  });

  test("DOC-2 what no font has is a visible substitute on every kind, and is reported", async () => {
    for (const kind of named) {
      const { pdf, missing } = await compile(kind, "𠮷野 Rosa");
      expect(missing, kind).toEqual(["U+20BB7 𠮷"]);
      expect(bare(printedText(pdf)), kind).toContain(`${substitute}野Rosa`);
    }
  });

  test.skipIf(nastyMissing !== "")("control 22: nasty strings as names break no kind and run nothing", async () => {
    // Short ones, because an address behind a window has an end; every kind gets each of them.
    const strings = (JSON.parse(readFileSync(nasty, "utf8")) as string[]).filter((text) => text.trim() !== "" && text.length <= 24);
    const some = strings.filter((_, index) => index % 27 === 0);
    expect(some.length).toBeGreaterThan(5);
    for (const kind of named)
      for (const name of some) {
        const { warnings, pages } = await compile(kind, name);
        expect([warnings, pages > 0], `${kind} ${name}`).toEqual([[], true]);
      }
  });
});
