import { describe, expect, test } from "vitest";
import { isOptional, noticeKinds } from "../dunning/notice-kinds.ts";
import { problemOf } from "./check-text.ts";
import { textGroups } from "./definition.ts";
import { exampleValues } from "./example-values.ts";
import { fieldsIn, fillWords } from "./fill-words.ts";
import { textLanguages } from "./language.ts";
import { isWordId } from "./word-id.ts";
import { isTextId, noticeTextId, textDefinition, textIds } from "./register.ts";

/** Words that English and Spanish share. */
const sameInBoth: ReadonlySet<string> = new Set(["Plan", "Total", "Subtotal"]);

const cases = textIds.flatMap((id) => textLanguages.map((language) => [id, language] as const));

describe("DOC-8 the register holds every text, in English and Spanish", () => {
  test("DOC-8 each kind of letter is in it by itself, under its own name", () => {
    const names = textIds.map((id) => textDefinition(id).name);
    expect(new Set(names).size).toBe(names.length);
    for (const kind of noticeKinds) {
      expect(isTextId(noticeTextId(kind))).toBe(true);
      expect(textDefinition(noticeTextId(kind)).notice).toBe(kind);
    }
    expect(textIds.length).toBeGreaterThan(noticeKinds.length + 10);
  });

  test.each(textIds)("DOC-8 %s says what it is called, where it is read, and what its fields stand for", (id) => {
    const { name, where, group, fields, needed, longestBody, mostLines } = textDefinition(id);
    expect(name).toMatch(/^[A-Z].{2,60}$/u);
    expect(where.length).toBeGreaterThan(15);
    expect(textGroups).toContain(group);
    for (const [field, means] of Object.entries(fields)) {
      expect(field).toMatch(/^[a-z_]+$/u);
      expect(means, field).toMatch(/^[A-Z].{4,}/u);
    }
    // A rule that asks for a field which the text does not offer could never be met.
    for (const anyOf of needed) expect(Object.keys(fields)).toEqual(expect.arrayContaining([...anyOf]));
    expect(longestBody).toBeGreaterThan(0);
    expect(mostLines ?? 1).toBeGreaterThan(0);
  });

  test.each(cases)("DOC-8 the words of %s that ship in %s could be saved as they are", (id, language) => {
    expect(problemOf(id, textDefinition(id).defaults[language])).toBeNull();
  });

  test.each(textIds)("DOC-8 %s says the same in both languages: with the same fields, and words that are not a copy", (id) => {
    const { defaults } = textDefinition(id);
    const fields = textLanguages.map((language) => [...new Set(fieldsIn(`${defaults[language].subject} ${defaults[language].body}`))].toSorted());
    expect(fields[1]).toEqual(fields[0]);
    const isWords = /\p{L}{3}/u.test(defaults.en.body.replaceAll(/\{[^}]*\}/gu, ""));
    if (isWords && !sameInBoth.has(defaults.en.body)) expect(defaults.es.body).not.toBe(defaults.en.body);
    else if (!isWordId(id)) expect(defaults.es.body).toBe(defaults.en.body);
  });

  test.each(textIds)("DOC-8 %s has a heading where it is a message, and else none", (id) => {
    const { hasSubject, defaults, notice } = textDefinition(id);
    if (notice !== null) expect(hasSubject).toBe(true);
    for (const language of textLanguages) expect(defaults[language].subject !== "").toBe(hasSubject);
  });

  test("DOC-12 only what nobody must be told may be switched off", () => {
    expect(textDefinition("notice.past_due_final").where).toContain("always written");
    for (const kind of noticeKinds) expect(textDefinition(noticeTextId(kind)).where.includes("always")).toBe(!isOptional(kind));
  });

  test("DOC-8 an unknown name is none, also one that every object has", () => {
    for (const name of ["", "notice.", "notice.nothing", "constructor", "__proto__", "toString"]) expect(isTextId(name)).toBe(false);
    expect(() => textDefinition("constructor" as never)).toThrow("no text constructor");
  });
});

describe("DOC-8 the example family", () => {
  test.each(noticeKinds.flatMap((kind) => textLanguages.map((language) => [kind, language] as const)))("DOC-8 fills every field of %s in %s", (kind, language) => {
    const values = exampleValues(language, kind);
    const { fields, defaults } = textDefinition(noticeTextId(kind));
    for (const field of Object.keys(fields)) expect(values[field as keyof typeof values], field).toMatch(/\S/u);
    const filled = fillWords(`${defaults[language].subject}\n${defaults[language].body}`, values);
    expect(filled).not.toMatch(/[{}]|undefined|null/u);
    // Nothing is left out: every line has its value.
    expect(filled.split("\n").length).toBe(`${defaults[language].subject}\n${defaults[language].body}`.split("\n").length);
  });
});
