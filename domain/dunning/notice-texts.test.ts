import { describe, expect, test } from "vitest";
import { problemOf } from "../texts/check-text.ts";
import { fieldsIn } from "../texts/fill-words.ts";
import { noticeTextId } from "../texts/register.ts";
import { noticeKinds } from "./notice-kinds.ts";
import { fieldsOf, fillText, type MergeValues } from "./notice-text.ts";
import { defaultTexts } from "./notice-texts.ts";
import { noticeLanguages } from "./settings.ts";

const cases = noticeKinds.flatMap((kind) => noticeLanguages.map((language) => [kind, language] as const));

describe("DOC-8 the texts that ship", () => {
  test.each(cases)("DOC-8 %s in %s says what its rule asks for, with fields it has", (kind, language) => {
    const text = defaultTexts[kind][language];
    expect(problemOf(noticeTextId(kind), text)).toBeNull();
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
});

test("DOC-8 fields are filled; one without a value leaves no hole and no brace behind", () => {
  const values: MergeValues = { payer: "Rosa {amount}", amount: "$37.00" };
  expect(fillText("Dear {payer}, {card} pay {amount}.", values)).toBe("Dear Rosa {amount}, pay $37.00.");
});

test("DOC-8 no kind offers a field that nothing fills", () => {
  for (const kind of noticeKinds) expect(new Set(fieldsOf[kind]).size).toBe(fieldsOf[kind].length);
});
