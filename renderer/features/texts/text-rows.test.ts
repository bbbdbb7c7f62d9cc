import { describe, expect, test } from "vitest";
import type { TextRow } from "#contract/texts.ts";
import { toInstant } from "#domain/calendar.ts";
import { lastChange, stateOf, textFilters, textsCsv, textsWith, writingLooks, type TextFilter } from "./text-rows.ts";

const words = (body: string, subject = "") => ({ subject, body });
const state = (body: string, over: Partial<TextRow["en"]> = {}): TextRow["en"] => ({ words: words(body), isOwn: false, revision: null, changedBy: "", changedAt: null, ...over });
const at = (day: string) => toInstant(`2026-11-${day}T10:00:00.000Z`);
const own = (body: string, revision: number, day = "05"): TextRow["en"] => state(body, { isOwn: true, revision, changedBy: "Helen Marsh", changedAt: at(day) });
const row = (over: Partial<TextRow>): TextRow => ({
  textId: "statement.over_30",
  name: "Statement: older than 30 days",
  group: "Statements and receipts",
  where: "On a statement",
  writing: null,
  isOptional: false,
  en: state("Please pay."),
  es: state("Por favor pague."),
  isSpanishBehind: false,
  ...over,
});
const hold = row({ textId: "notice.hold_ends", name: "Hold ends in a week", group: "Plans and packages", writing: "off", isOptional: true, en: own("Your hold ends.", 3), isSpanishBehind: true });
const plain = row({});
const none: TextFilter = { q: "", group: [], whose: [], writing: [], behind: false };
const found = (over: Partial<TextFilter>) => textsWith([plain, hold], { ...none, ...over }).map(({ textId }) => textId);

describe("UI-4 texts are found", () => {
  test.each<[string, Partial<TextFilter>, string[]]>([
    ["all of them", {}, ["statement.over_30", "notice.hold_ends"]],
    ["by name, whatever the case", { q: "HOLD ends" }, ["notice.hold_ends"]],
    ["by English words", { q: "your hold" }, ["notice.hold_ends"]],
    ["by Spanish words without accents", { q: "por favor" }, ["statement.over_30", "notice.hold_ends"]],
    ["by where it is read", { q: "on a statement" }, ["statement.over_30", "notice.hold_ends"]],
    ["by group", { group: ["Plans and packages"] }, ["notice.hold_ends"]],
    ["with own words", { whose: ["own"] }, ["notice.hold_ends"]],
    ["with default words", { whose: ["default"] }, ["statement.over_30"]],
    ["of either", { whose: ["own", "default"] }, ["statement.over_30", "notice.hold_ends"]],
    ["that are not written", { writing: ["off"] }, ["notice.hold_ends"]],
    ["that are written: a part of a paper has no switch", { writing: ["all", "email"] }, []],
    ["whose Spanish is to be looked at", { behind: true }, ["notice.hold_ends"]],
    ["by nothing that is there", { q: "xyz" }, []],
  ])("UI-4 %s", (_, filter, ids) => {
    expect(found(filter)).toEqual(ids);
  });

  test("UI-4 a filter's choices fit into an address: none has the sign that parts them", () => {
    for (const filter of Object.values(textFilters))
      if (filter.kind === "choice") for (const { value } of filter.options) expect(value).not.toContain(".");
  });
});

test("DOC-8 whose words stand in a language, and whether somebody should look at the Spanish", () => {
  expect([stateOf(plain, "en").word, stateOf(hold, "en").word, stateOf(hold, "es").word]).toEqual(["Default", "Own", "Look at it"]);
  expect(stateOf(row({ es: own("Pague.", 1) }), "es")).toEqual({ word: "Own", tone: "good" });
});

test("DOC-8 the last change in either language", () => {
  expect(lastChange(plain)).toBeNull();
  expect(lastChange(row({ en: own("A", 3, "05"), es: own("B", 7, "06") }))).toEqual({ at: at("06"), by: "Helen Marsh" });
  // Back to the default is a change too.
  expect(lastChange(row({ en: { ...state("A"), revision: 4, changedAt: at("07"), changedBy: "" } }))).toEqual({ at: at("07"), by: "" });
});

test("UI-4 as a spreadsheet: every text with its words in both languages", () => {
  const lines = textsCsv([plain, hold]).trim().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain("Text,Where,Written,English,English heading,English text,Spanish,Spanish heading,Spanish text");
  expect(lines[2]).toContain(`Hold ends in a week,Plans and packages: On a statement,${writingLooks.off.word},Own,,Your hold ends.,Default,,Por favor pague.`);
});
