import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { noticeKinds } from "#domain/dunning/notice-kinds.ts";
import { Refusal } from "#domain/refusal.ts";
import { textDefinition, textIds, type TextId } from "#domain/texts/register.ts";
import { openPastDueClub, type PastDueClub } from "../dunning/past-due.fixture.ts";
import { readDunning, saveDunning } from "../dunning/settings.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { listTexts, readText, saveText, turnText, type TextChange } from "./manage.ts";
import { wordsOf } from "./words.ts";

let office: PastDueClub;
beforeEach(() => (office = openPastDueClub("2026-11-05")));
afterEach(() => {
  expect(verifyPractice(office.club.db).breaches).toEqual([]);
  office.dispose();
});

const refusalOf = (work: () => unknown): unknown => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, ...error.facts };
    throw error;
  }
};
const textId: TextId = "statement.over_30";
const body = (text: string) => ({ subject: "", body: text });
const save = (over: Partial<TextChange>) => saveText(office.cx(), { textId, language: "en", basedOn: null, words: body("Please pay."), ...over });
const rowOf = (id: TextId) => {
  const row = listTexts(office.cx()).find((one) => one.textId === id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
};
const audits = () => office.club.db.read((db) => db.all<{ action: string; subject: string; before: string; after: string }>("select action, subject, before, after from audit where action in ('text.changed', 'dunning_settings.changed') order by id"));

describe("DOC-8 every text is in one list", () => {
  test("DOC-8 with its words in both languages; nothing is the practice's own at first", () => {
    const rows = listTexts(office.cx());
    expect(rows.map((row) => row.textId)).toEqual(textIds);
    for (const row of rows) {
      expect(row.en.words, row.textId).toEqual(textDefinition(row.textId).defaults.en);
      expect(row.es.words, row.textId).toEqual(textDefinition(row.textId).defaults.es);
      expect([row.en.isOwn, row.es.isOwn, row.en.revision, row.isSpanishBehind]).toEqual([false, false, null, false]);
    }
    expect(rows.filter((row) => row.writing !== null)).toHaveLength(noticeKinds.length);
  });

  test("DOC-8 what the list says of a text, its own page says too", () => {
    save({});
    for (const row of listTexts(office.cx())) expect(readText(office.cx(), row.textId)).toMatchObject({ ...row });
  });
});

describe("DOC-8 own words", () => {
  test("DOC-8 are used at once, in their own language only", () => {
    save({});
    const words = (language: "en" | "es") => office.club.db.read((db) => wordsOf(db, textId, language));
    expect(words("en")).toEqual(body("Please pay."));
    expect(words("es")).toEqual(textDefinition(textId).defaults.es);
    expect(rowOf(textId)).toMatchObject({ en: { isOwn: true, words: body("Please pay.") }, es: { isOwn: false } });
  });

  test("DOC-8 are kept as they are checked: a card number is masked, blanks at the ends are gone", () => {
    save({ words: body("  Paid with 4242 4242 4242 4242. \n") });
    expect(rowOf(textId).en.words.body).toBe("Paid with •••• 4242.");
  });

  test("DOC-8 a wrong field keeps nothing, and says which was probably meant", () => {
    expect(refusalOf(() => save({ words: body("Call {phne}.") }))).toEqual({ code: "text_field_unknown", text: "Statement: older than 30 days", field: "phne", nearest: "phone" });
    expect(rowOf(textId).en).toMatchObject({ isOwn: false, revision: null });
    expect(audits()).toEqual([]);
  });

  test("DOC-8 back to the default and back again: each language by itself, nothing is lost", () => {
    const { revision } = save({});
    save({ language: "es", words: body("Por favor pague.") });
    const reset = save({ basedOn: revision, words: null });
    expect(rowOf(textId)).toMatchObject({ en: { isOwn: false, words: textDefinition(textId).defaults.en }, es: { isOwn: true } });
    save({ basedOn: reset.revision, words: body("Please pay.") });
    expect(rowOf(textId).en).toMatchObject({ isOwn: true, words: body("Please pay.") });
  });

  test("UI-9 somebody who looks at an older version overwrites nobody", () => {
    const { revision } = save({});
    expect(refusalOf(() => save({}))).toMatchObject({ code: "text_changed_meanwhile", text: "Statement: older than 30 days" });
    expect(refusalOf(() => save({ basedOn: revision + 1 }))).toMatchObject({ code: "text_changed_meanwhile" });
    // The other language is another text: it can be changed at the same time.
    expect(refusalOf(() => save({ language: "es", words: body("Por favor pague.") }))).toBeNull();
    expect(rowOf(textId).en.words.body).toBe("Please pay.");
  });

  test("F-11 who changed what and when is kept, newest first, with the words before and after", () => {
    const { revision } = save({});
    save({ basedOn: revision, words: null });
    expect(readText(office.cx(), textId).history.map(({ language, words }) => [language, words])).toEqual([
      ["en", null],
      ["en", body("Please pay.")],
    ]);
    expect(audits().map(({ action, before, after }) => [action, JSON.parse(before), JSON.parse(after)])).toEqual([
      ["text.changed", { text: "Statement: older than 30 days", language: "en", words: "default" }, { text: "Statement: older than 30 days", language: "en", ...body("Please pay.") }],
      ["text.changed", { text: "Statement: older than 30 days", language: "en", ...body("Please pay.") }, { text: "Statement: older than 30 days", language: "en", words: "default" }],
    ]);
    expect(audits()[0]?.subject).toBe(`own_text/${revision}`);
  });

  test("F-11 what was saved once is never changed or taken away in the file", () => {
    save({});
    expect(() => office.club.db.write((db) => db.exec("update own_text set body = 'Other'"))).toThrow("append-only");
    expect(() => office.club.db.write((db) => db.exec("delete from own_text"))).toThrow("append-only");
  });

  test("DOC-8 words for a letter that this program does not know do no harm", () => {
    office.club.db.write((db) => db.exec("insert into own_text (text_id, language, subject, body, created_at) values ('notice.gone', 'en', 'A', 'B', ?)", office.cx().now));
    expect(listTexts(office.cx()).map((row) => row.textId)).toEqual(textIds);
  });
});

describe("DOC-8 English was changed and Spanish was not", () => {
  test("DOC-8 it is said until somebody looked at the Spanish words", () => {
    const { revision } = save({});
    expect(rowOf(textId).isSpanishBehind).toBe(true);
    save({ language: "es", words: textDefinition(textId).defaults.es });
    expect(rowOf(textId).isSpanishBehind).toBe(false);
    save({ basedOn: revision, words: body("Please pay soon.") });
    expect(rowOf(textId).isSpanishBehind).toBe(true);
  });

  test("DOC-8 Spanish alone, or English that is the default again, is behind nobody", () => {
    save({ language: "es", words: body("Por favor pague.") });
    expect(rowOf(textId).isSpanishBehind).toBe(false);
    const { revision } = save({});
    save({ basedOn: revision, words: null });
    expect(rowOf(textId).isSpanishBehind).toBe(false);
  });
});

describe("DOC-12 whether a letter is written", () => {
  test("DOC-12 is one truth with the past-due settings, in the trail with its name", () => {
    expect(rowOf("notice.hold_ends").writing).toBe("all");
    expect(turnText(office.cx(), { textId: "notice.hold_ends", writing: "off" })).toEqual({ writing: "off" });
    expect(readDunning(office.cx()).settings.writing).toMatchObject({ hold_ends: "off" });
    expect(rowOf("notice.hold_ends").writing).toBe("off");
    expect(audits().map(({ action, after }) => [action, JSON.parse(after)])).toEqual([["dunning_settings.changed", { text: "Hold ends in a week", writing: "off" }]]);
    const { version, settings } = readDunning(office.cx());
    saveDunning(office.cx(), { basedOn: version, settings: { ...settings, writing: {} } });
    expect(rowOf("notice.hold_ends").writing).toBe("all");
  });

  test("DOC-12 the rest of the timetable stays when a letter is switched", () => {
    const { version, settings } = readDunning(office.cx());
    saveDunning(office.cx(), { basedOn: version, settings: { ...settings, graceDays: 40 } });
    turnText(office.cx(), { textId: "notice.hold_ends", writing: "email" });
    expect(readDunning(office.cx()).settings).toMatchObject({ graceDays: 40, writing: { hold_ends: "email" } });
  });

  test("DOC-12 what it is already changes nothing", () => {
    const { version } = readDunning(office.cx());
    turnText(office.cx(), { textId: "notice.hold_ends", writing: "all" });
    expect(audits()).toEqual([]);
    expect(readDunning(office.cx()).version).toBe(version);
  });

  test("BIL-11 nobody lapses without the final notice; a part of a paper has no switch", () => {
    for (const writing of ["off", "email"] as const)
      expect(refusalOf(() => turnText(office.cx(), { textId: "notice.past_due_final", writing }))).toEqual({ code: "text_always_written", text: "Final notice" });
    expect(refusalOf(() => turnText(office.cx(), { textId: "mail.signature", writing: "off" }))).toEqual({ code: "text_no_switch", text: "Below every e-mail" });
    expect(rowOf("notice.past_due_final")).toMatchObject({ writing: "all", isOptional: false });
  });
});
