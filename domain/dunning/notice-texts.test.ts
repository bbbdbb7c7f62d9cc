import { describe, expect, test } from "vitest";
import { Refusal } from "../refusal.ts";
import { noticeKinds } from "./notice-kinds.ts";
import { checkNoticeText, fieldsIn, fieldsOf, fillText, longestBody, type MergeValues } from "./notice-text.ts";
import { defaultTexts, noticeText } from "./notice-texts.ts";
import { defaultDunning, noticeLanguages } from "./settings.ts";

const codeOf = (work: () => void): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};
const cases = noticeKinds.flatMap((kind) => noticeLanguages.map((language) => [kind, language] as const));

describe("DOC-8 the texts that ship", () => {
  test.each(cases)("DOC-8 %s in %s says what its rule asks for, with fields it has", (kind, language) => {
    const text = defaultTexts[kind][language];
    expect(codeOf(() => checkNoticeText(kind, text))).toBeUndefined();
    expect(text.body).toMatch(/\{phone\}/u);
    // Short sentences: this is read by people of every age.
    for (const sentence of text.body.split(/(?<=[.:!?])\s/u)) expect(sentence.split(/\s+/u).length).toBeLessThan(30);
    expect(text.body).not.toMatch(/delinquent|default|collection|debt|fail|overdue|legal|must pay|immediately|moros|deuda|incumpl/iu);
  });

  test("BIL-11 day 0 names the days, day 7 the fee of coming back, day 21 the lapse day", () => {
    for (const language of noticeLanguages) {
      const used = (kind: (typeof noticeKinds)[number]): string[] => fieldsIn(defaultTexts[kind][language].body);
      expect(used("past_due")).toEqual(expect.arrayContaining(["what_happened", "grace_days", "how_to_pay"]));
      expect(used("past_due_fee")).toContain("coming_back");
      expect(used("past_due_final")).toContain("lapse_day");
      expect(defaultTexts.past_due_final[language].subject).toContain("{lapse_day}");
      expect(used("card_expires_30")).toEqual(expect.arrayContaining(["card", "card_expires"]));
    }
  });

  test("DOC-8 the practice's own text wins, in its own language only", () => {
    const own = { subject: "Hi", body: "{amount} {phone} {lapse_day}" };
    const settings = { ...defaultDunning, texts: { past_due: { en: own } } };
    expect(noticeText(settings, "past_due", "en")).toBe(own);
    expect(noticeText(settings, "past_due", "es")).toBe(defaultTexts.past_due.es);
  });
});

describe("DOC-8 merge fields are checked when a text is saved", () => {
  const body = "{what_happened} {lapse_day} {phone}";
  test.each([
    [undefined, { subject: "Yours", body }],
    ["notice_text_empty", { subject: "", body }],
    ["notice_text_empty", { subject: "Yours", body: "\n " }],
    ["notice_text_too_long", { subject: "Yours", body: body + "x".repeat(longestBody) }],
    ["notice_text_too_long", { subject: "x".repeat(91), body }],
    ["notice_field_unknown", { subject: "Yours", body: `${body} {birthday}` }],
    ["notice_field_unknown", { subject: "{card}", body }],
    ["notice_field_unknown", { subject: "Yours", body: `${body} {amount` }],
    ["notice_field_unknown", { subject: "Yours", body: `${body} }` }],
    ["notice_field_missing", { subject: "Yours", body: "{what_happened} {phone}" }],
    ["notice_field_missing", { subject: "Yours", body: "{lapse_day} {phone}" }],
  ])("DOC-8 %s", (code, text) => {
    expect(codeOf(() => checkNoticeText("past_due", text))).toBe(code);
  });

  test("BIL-11 the day-7 notice must name what coming back costs, the final one the lapse day", () => {
    const text = { subject: "Yours", body: "{amount} {phone}" };
    expect(codeOf(() => checkNoticeText("past_due_fee", text))).toBe("notice_field_missing");
    expect(codeOf(() => checkNoticeText("past_due_final", text))).toBe("notice_field_missing");
    expect(codeOf(() => checkNoticeText("past_due_reminder", text))).toBeUndefined();
  });
});

test("DOC-8 fields are filled; one without a value leaves no hole and no brace behind", () => {
  const values: MergeValues = { payer: "Rosa {amount}", amount: "$37.00" };
  expect(fillText("Dear {payer}, {card} pay {amount}.", values)).toBe("Dear Rosa {amount}, pay $37.00.");
});

test("DOC-8 no kind offers a field that nothing fills", () => {
  for (const kind of noticeKinds) expect(new Set(fieldsOf[kind]).size).toBe(fieldsOf[kind].length);
});
