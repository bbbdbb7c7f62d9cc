import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brochureWords } from "../brochure/brochure-words.ts";
import { offerWords } from "../plan-offer/offer-words.ts";
import { agreementWords } from "../statements/agreement-words.ts";
import { documentWords } from "../statements/document-words.ts";
import { scheduleFields, scheduleWords } from "../payment-plans/schedule-words.ts";
import { sheetWords } from "../statements/household-sheet-words.ts";
import { yearlyWords } from "../yearly-statements/yearly-words.ts";
import { checkedWords, nearestField, problemOf } from "./check-text.ts";
import { fieldsIn } from "./fill-words.ts";
import { textLanguages, type TextLanguage } from "./language.ts";
import { withOwnWords, type OwnWords } from "./own-words.ts";
import { longestWord, paperWord, paperWords } from "./paper-words.ts";
import { isTextId, textDefinition, type TextId } from "./register.ts";
import { isWordId } from "./word-id.ts";

type Words = Readonly<Record<string, unknown>>;
const said: Readonly<Record<string, (language: TextLanguage, own?: OwnWords) => Words>> = {
  document: documentWords,
  agreement: agreementWords,
  schedule: scheduleWords,
  offer: offerWords,
  brochure: brochureWords,
  yearly: yearlyWords,
  sheet: sheetWords,
};
const wordsIn = (table: string, language: TextLanguage, own?: OwnWords): Words => said[table]?.(language, own) ?? {};
const refusalOf = (id: TextId, body: string): unknown => {
  const problem = problemOf(id, { subject: "", body });
  return problem === null ? null : { code: problem.code, ...problem.facts };
};

describe("DOC-8 every heading and fixed word of a paper is a text of the register", () => {
  test("DOC-8 each stands in it once, under the paper that has it", () => {
    expect(paperWords.length).toBeGreaterThan(180);
    expect(new Set(paperWords.map(({ id }) => id)).size).toBe(paperWords.length);
    for (const { id, definition } of paperWords) {
      expect(isWordId(id) && isTextId(id)).toBe(true);
      expect(textDefinition(id)).toBe(definition);
      expect(definition.group).toMatch(/^Words of /u);
    }
  });

  test("DOC-8 none of the words of a household's papers is forgotten: what is not in it is the printer's test page, or the office's own lists", () => {
    const known = new Set<string>(paperWords.map(({ id }) => id));
    const missing = Object.keys(said).flatMap((table) =>
      Object.entries(wordsIn(table, "en")).flatMap(([key, word]) => (typeof word === "string" && !known.has(`word.${table}.${key}`) ? [`${table}.${key}`] : [])),
    );
    expect(missing.toSorted()).toEqual([
      "document.addressKeepsTo",
      "document.calibration",
      "document.envelope",
      "document.foldHere",
      "document.goodbye",
      "document.labels",
      "document.letters",
      "document.nudgeInUse",
      "document.perforationHere",
      "document.printer",
      "document.statements",
      "document.windowShows",
      "sheet.notReal",
    ]);
    // The closing of a letter is a text by itself.
    expect(isTextId("letter.goodbye")).toBe(true);
  });

  test.each(paperWords.map((word) => [word.id, word] as const))("DOC-8 %s: the practice's own word takes the place of the one that ships, in its language only", (id, { table, key }) => {
    for (const language of textLanguages) {
      const other = language === "en" ? "es" : "en";
      const own = { [language]: { [id]: "Own word" } };
      expect(wordsIn(table, language, own)).toEqual({ ...wordsIn(table, language), [key]: "Own word" });
      expect(wordsIn(table, other, own)).toEqual(wordsIn(table, other));
    }
  });

  test.each(paperWords.map(({ id }) => id))("DOC-8 %s is one line, never empty, with no other fields than its own, and no longer than its place", (id) => {
    const { defaults, longestBody, name, fields, needed } = textDefinition(id);
    const own = fieldsIn(defaults.en.body);
    expect(Object.keys(fields)).toEqual([...new Set(own)]);
    expect(needed).toEqual(Object.keys(fields).map((field) => [field]));
    for (const field of own) expect(scheduleFields[field], field).toMatch(/^[A-Z]/u);
    expect(longestBody).toBe(longestWord(defaults.en.body, defaults.es.body));
    const filled = own.map((field) => `{${field}}`).join("");
    expect(refusalOf(id, filled + "x".repeat(longestBody - filled.length))).toBeNull();
    if (own[0] !== undefined) expect(refusalOf(id, "x")).toEqual({ code: "text_field_missing", text: name, field: own[0], means: fields[own[0]] });
    expect(refusalOf(id, "x".repeat(longestBody + 1))).toEqual({ code: "text_too_long", text: name, part: "text", most: longestBody, letters: longestBody + 1 });
    expect(refusalOf(id, "a\nb")).toEqual({ code: "text_too_many_lines", text: name, most: 1, lines: 2 });
    expect(refusalOf(id, " ")).toEqual({ code: "text_empty", text: name });
    expect(refusalOf(id, "{payer}")).toEqual({ code: "text_field_unknown", text: name, field: "payer", nearest: nearestField("payer", own) });
    expect(refusalOf(id, "a}")).toEqual({ code: "text_brace_alone", text: name, brace: "}" });
    expect(refusalOf(id, "a\u202Eb")).toEqual({ code: "text_character_hidden", text: name, character: "U+202E" });
  });

  test.each([
    ["Ok", "Bien", 12],
    ["Amount due", "Importe a pagar", 23],
    ["123456789", "1", 14],
  ] as const)("DOC-8 %j and %j have room for %d letters", (en, es, most) => {
    expect(longestWord(en, es)).toBe(most);
  });
});

describe("DOC-8 own words over those that ship", () => {
  const base = { amount: "Amount", title: (year: number) => `Year ${year}`, steps: ["One"] };

  test("DOC-8 without own words the table itself is used", () => {
    expect(withOwnWords(base, "t", "en", undefined)).toBe(base);
    expect(withOwnWords(base, "t", "en", {})).toBe(base);
    expect(withOwnWords(base, "t", "en", { es: { "word.t.amount": "Importe" } })).toBe(base);
    expect(withOwnWords(base, "t", "en", { en: { "word.other.amount": "Other" } })).toBe(base);
  });

  test("DOC-8 a word that is gone, or is no plain word, or that every object has, changes nothing", () => {
    for (const key of ["gone", "title", "steps", "constructor", "__proto__", "toString", ""])
      expect(withOwnWords(base, "t", "en", { en: { [`word.t.${key}`]: "Own" } })).toBe(base);
  });

  test("DOC-8 whatever was typed stands there as typed, and every other word stays", () => {
    fc.assert(
      fc.property(fc.constantFrom(...paperWords), fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }), (word, typed) => {
        if (problemOf(word.id, { subject: "", body: typed }) !== null) return;
        const { body } = checkedWords(word.id, { subject: "", body: typed });
        const before = wordsIn(word.table, "es");
        const after = wordsIn(word.table, "es", { es: { [word.id]: body } });
        expect(after[word.key]).toBe(body);
        expect({ ...after, [word.key]: before[word.key] }).toEqual(before);
      }),
    );
  });
});

test("DOC-8 a word of the papers is known by its id, anything else is none", () => {
  expect(paperWord("word.document.amountDue")).toMatchObject({ table: "document", key: "amountDue", paper: "statement" });
  for (const id of ["", "word.", "word.document", "word.document.gone", "notice.past_due", "constructor"]) expect(paperWord(id)).toBeUndefined();
  for (const id of ["word.document.a b", "word..a", "words.document.a", "word.document."]) expect(isWordId(id)).toBe(false);
});
