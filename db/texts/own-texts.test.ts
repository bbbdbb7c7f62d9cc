import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toInstant } from "#domain/calendar.ts";
import type { TextWords } from "#domain/texts/definition.ts";
import { textLanguages, type TextLanguage } from "#domain/texts/language.ts";
import { insertStaff } from "../staff.ts";
import { openTestFile, type TestFile } from "../testing.ts";
import { findOwnText, insertOwnText, listOwnTexts, listTextVersions } from "./own-texts.ts";

let file: TestFile;
beforeEach(() => (file = openTestFile()));
afterEach(() => file.dispose());

const at = toInstant("2026-11-22T15:00:00.000Z");
const say = (textId: string, language: TextLanguage, words: TextWords | null): number =>
  file.db.write((db) => insertOwnText(db, { textId, language, words, createdBy: null, createdAt: at }));
const find = (textId: string, language: TextLanguage) => file.db.read((db) => findOwnText(db, textId, language) ?? null);
const words = (body: string): TextWords => ({ subject: "", body });

describe("DOC-8 the practice's own words in the file", () => {
  test("DOC-8 the newest of a text and a language rules; the other language has its own", () => {
    say("a", "en", words("One"));
    const second = say("a", "en", words("Two"));
    say("a", "es", words("Uno"));
    expect(find("a", "en")).toEqual({ revision: second, textId: "a", language: "en", words: words("Two"), by: "", at });
    expect(find("a", "es")?.words).toEqual(words("Uno"));
    expect(find("b", "en")).toBeNull();
  });

  test("DOC-8 back to the default is a version too, and empty words are words", () => {
    say("a", "en", words("One"));
    say("a", "en", null);
    expect(find("a", "en")?.words).toBeNull();
    say("a", "en", words(""));
    expect(find("a", "en")?.words).toEqual(words(""));
  });

  test("F-11 a version knows who made it", () => {
    const createdBy = file.db.write((db) => insertStaff(db, { name: "Helen Marsh", username: "helen", role: "owner", passwordHash: null, createdAt: at }));
    file.db.write((db) => insertOwnText(db, { textId: "a", language: "en", words: words("One"), createdBy, createdAt: at }));
    expect(find("a", "en")?.by).toBe("Helen Marsh");
  });

  test("DOC-8 all versions newest first, at most as many as asked for", () => {
    for (const body of ["One", "Two", "Three"]) say("a", "en", words(body));
    say("b", "en", words("Other"));
    const bodies = (limit: number) => file.db.read((db) => listTextVersions(db, "a", limit)).map((version) => version.words?.body);
    expect([bodies(10), bodies(2)]).toEqual([["Three", "Two", "One"], ["Three", "Two"]]);
  });

  test("DOC-8 the list has one row for each text and language: what finding it says", () => {
    const change = fc.record({
      textId: fc.constantFrom("a", "b", "c"),
      language: fc.constantFrom(...textLanguages),
      words: fc.option(fc.string({ maxLength: 10 }).map(words), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        for (const { textId, language, words: said } of changes) say(textId, language, said);
        const listed = file.db.read(listOwnTexts);
        expect(new Set(listed.map(({ textId, language }) => `${textId} ${language}`)).size).toBe(listed.length);
        for (const row of listed) expect(find(row.textId, row.language)).toEqual(row);
        for (const { textId, language } of changes) expect(listed.some((row) => row.textId === textId && row.language === language)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
