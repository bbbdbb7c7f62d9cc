/** The practice's own headings and fixed words on the papers themselves (DOC-8), read back from the files. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { PrintSetup } from "#domain/statements/document-data.ts";
import { checkedWords, problemOf } from "#domain/texts/check-text.ts";
import { textLanguages, type TextLanguage } from "#domain/texts/language.ts";
import { paperWords, type PaperWord, type WordPaper } from "#domain/texts/paper-words.ts";
import { viewDocument } from "./document-views.ts";
import { examples } from "./examples.fixture.ts";
import { sourcePlaces } from "./places.ts";
import { bare, checkPdf, pdfToolsMissing, printedText, printedWords } from "./testing.ts";
import { openTypstEngine, type Compiled, type TypstEngine } from "./typst.ts";

// A compiler of 28 MB starts slowly where many tests run at once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const nasty = path.join(import.meta.dirname, "../../../shared/data/nasty/blns.json");
const nastyMissing = existsSync(nasty) ? "" : "shared data nasty/blns.json is absent";
for (const reason of [pdfToolsMissing, nastyMissing]) if (reason !== "") console.warn(`Some tests of own words on paper are skipped: ${reason}.`);

let engine: TypstEngine;
beforeAll(async () => {
  engine = await openTypstEngine({ ...sourcePlaces(), systemFontDirs: [] });
});

/** The schedule of a payment plan is a desk paper, whose words are in its data already. */
const papers = ["statement", "receipt", "invoice", "credit_note", "notice", "agreement", "plan_offer", "brochure", "yearly_statement", "household_sheet"] as const satisfies readonly WordPaper[];

type Laid = (typeof papers)[number];
type Own = Readonly<Record<string, string>>;

/** The example of a paper as it is printed with these words. */
async function printed(paper: Laid, language: TextLanguage, own: Own): Promise<Compiled> {
  const words = { [language]: own };
  const withWords = <T extends { readonly setup: PrintSetup }>(data: T): T => ({ ...data, setup: { ...data.setup, locale: language === "es" ? "es-US" : "en-US", words } });
  switch (paper) {
    case "agreement":
      return engine.compile(viewDocument(paper, { agreements: examples.agreement.make("Rosa Lee").agreements.map(withWords) }));
    case "statement":
      return engine.compile(viewDocument(paper, withWords(examples.statement.make("Rosa Lee"))));
    case "receipt":
      return engine.compile(viewDocument(paper, withWords(examples.receipt.make("Rosa Lee"))));
    case "invoice":
      return engine.compile(viewDocument(paper, withWords(examples.invoice.make("Rosa Lee"))));
    case "credit_note":
      return engine.compile(viewDocument(paper, withWords(examples.credit_note.make("Rosa Lee"))));
    case "notice":
      return engine.compile(viewDocument(paper, withWords(examples.notice.make("Rosa Lee"))));
    case "plan_offer":
      return engine.compile(viewDocument(paper, withWords(examples.plan_offer.make("Rosa Lee"))));
    case "brochure":
      return engine.compile(viewDocument(paper, withWords(examples.brochure.make("Rosa Lee"))));
    case "yearly_statement":
      return engine.compile(viewDocument(paper, withWords(examples.yearly_statement.make("Rosa Lee"))));
    case "household_sheet":
      return engine.compile(viewDocument(paper, withWords(examples.household_sheet.make("Rosa Lee"))));
  }
}

/** Every amount of a paper, in order of its figures: what own words may never hide or change. */
const amounts = (pdf: Uint8Array): string[] => (printedText(pdf).match(/\d[\d.,]*[.,]\d\d(?!\d)/gu) ?? []).toSorted();
/** Words of letters that stand on no page by themselves, so that each is found again. */
const mark = (place: number): string => `Q${String.fromCodePoint(97 + Math.floor(place / 26), 97 + (place % 26))}z`;
const ownOf = (make: (word: PaperWord, place: number) => string): Own => Object.fromEntries(paperWords.map((word, place) => [word.id, make(word, place)]));
/** As long as may be: in words of six letters, as languages have them. */
const longest = ({ definition }: PaperWord): string => "Mwxyou ".repeat(50).slice(0, definition.longestBody).trimEnd();

describe.skipIf(pdfToolsMissing !== "")("DOC-8 own words are on the paper", () => {
  const cases = papers.flatMap((paper) => textLanguages.map((language) => [paper, language] as const));

  test.each(cases)("DOC-8 %s in %s: each own word stands where the one that ships stood; taken back, the paper is as it was", async (paper, language) => {
    const before = await printed(paper, language, {});
    const own = ownOf((_, place) => mark(place));
    const after = await printed(paper, language, own);
    const [was, is] = [bare(printedText(before.pdf)), bare(printedText(after.pdf))];
    const shown = paperWords.filter(({ paper: of, id, definition }) => of === paper && is.includes(own[id] ?? "") && definition.defaults[language].body !== "");
    // At least these papers' headings; what a household has none of, its paper does not say.
    expect(shown.length).toBeGreaterThanOrEqual(paper === "notice" ? 2 : 3);
    for (const { id, definition } of shown) expect(was, id).toContain(bare(definition.defaults[language].body));
    expect(amounts(before.pdf).length).toBeGreaterThan(paper === "agreement" ? 1 : 0);
    expect(amounts(after.pdf)).toEqual(amounts(before.pdf));
    const back = await printed(paper, language, {});
    expect(printedText(back.pdf)).toBe(printedText(before.pdf));
  });

  test.each(cases)("DOC-8 %s in %s: with every word as long as it may be, all amounts stay, and all is on the sheet", async (paper, language) => {
    const before = await printed(paper, language, {});
    const after = await printed(paper, language, ownOf(longest));
    expect(after.warnings).toEqual([]);
    checkPdf(after.pdf);
    expect(amounts(after.pdf)).toEqual(amounts(before.pdf));
    const edge = Math.max(...printedWords(before.pdf).map(({ rightMm }) => rightMm));
    for (const word of printedWords(after.pdf)) {
      expect(word.leftMm, word.text).toBeGreaterThanOrEqual(0);
      expect(word.rightMm, word.text).toBeLessThanOrEqual(edge + 1);
    }
  });

  test.skipIf(nastyMissing !== "")("DOC-8 the naughty strings of the shared data as headings: a paper is made of each, with every amount as before", async () => {
    const strings = JSON.parse(readFileSync(nasty, "utf8")) as string[];
    const title = paperWords.find(({ id }) => id === "word.document.statement");
    if (!title) throw new Error("the heading of a statement");
    const allowed = strings.filter((body) => problemOf(title.id, { subject: "", body }) === null).map((body) => checkedWords(title.id, { subject: "", body }).body);
    expect(allowed.length).toBeGreaterThan(60);
    // Those that the layout language would read as its own come first.
    const risky = ["#panic()", "#set page(width: 1mm)", "$ x $", "*bold* _it_", "= Heading", "<label> @ref", "\\", "```", "// gone", "/* gone */", "[ ]", '"', "#1"];
    const before = amounts((await printed("statement", "en", {})).pdf);
    for (const body of [...risky, ...allowed.slice(0, 40)]) {
      const words = { "word.document.amountDue": body, "word.document.statement": body, "word.document.detach": body };
      const { pdf } = await printed("statement", "en", words);
      const lost = new Map<string, number>();
      for (const figure of before) lost.set(figure, (lost.get(figure) ?? 0) + 1);
      for (const figure of amounts(pdf)) lost.set(figure, (lost.get(figure) ?? 0) - 1);
      const money = [...lost].filter(([, count]) => count > 0);
      expect(money, body).toEqual([]);
      if (risky.includes(body)) expect(bare(printedText(pdf)), body).toContain(bare(body));
    }
  });
});
