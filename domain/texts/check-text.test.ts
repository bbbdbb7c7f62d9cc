import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkedWords, longestSubject, nearestField, problemOf } from "./check-text.ts";
import { textDefinition, textIds } from "./register.ts";

const letter = "notice.past_due" as const;
const body = "{what_happened} {lapse_day} {phone}";
const refusalOf = (id: Parameters<typeof problemOf>[0], words: { subject?: string; body: string }): unknown => {
  const problem = problemOf(id, { subject: "Yours", ...words });
  return problem === null ? null : { code: problem.code, ...problem.facts };
};
const name = textDefinition(letter).name;

describe("DOC-8 a practice's own words are checked when they are saved", () => {
  test("DOC-8 words that say what they must are kept as typed", () => {
    expect(checkedWords(letter, { subject: "Yours", body })).toEqual({ subject: "Yours", body });
  });

  test.each([
    [{ subject: " ", body }, { code: "text_heading_empty", text: name }],
    [{ body: "\n \t" }, { code: "text_empty", text: name }],
    [{ subject: "x".repeat(longestSubject + 1), body }, { code: "text_too_long", text: name, part: "heading", most: 90, letters: 91 }],
    [{ body: body + "x".repeat(1500) }, { code: "text_too_long", text: name, part: "text", most: 1500, letters: 1500 + body.length }],
    [{ body: `${body} {birthday}` }, { code: "text_field_unknown", text: name, field: "birthday", nearest: "" }],
    [{ body: `${body} {amuont}` }, { code: "text_field_unknown", text: name, field: "amuont", nearest: "amount" }],
    [{ body: `${body} {Due day}` }, { code: "text_field_unknown", text: name, field: "Due day", nearest: "due_day" }],
    [{ subject: "{card}", body }, { code: "text_field_unknown", text: name, field: "card", nearest: "" }],
    [{ body: `${body} {}` }, { code: "text_field_unknown", text: name, field: "", nearest: "" }],
    [{ body: `${body} {constructor}` }, { code: "text_field_unknown", text: name, field: "constructor", nearest: "" }],
    [{ body: `${body} {amount` }, { code: "text_brace_alone", text: name, brace: "{" }],
    [{ body: `${body} }` }, { code: "text_brace_alone", text: name, brace: "}" }],
    [{ body: "{what_happened} {phone}" }, { code: "text_field_missing", text: name, field: "grace_days", means: "Days from the first day to the lapse" }],
    [{ body: "{lapse_day} {phone}" }, { code: "text_field_missing", text: name, field: "amount", means: "What is to be paid" }],
    [{ body: `${body} bell\u0007` }, { code: "text_character_hidden", text: name, character: "U+0007" }],
    [{ body: `${body} a\u200Bb` }, { code: "text_character_hidden", text: name, character: "U+200B" }],
    [{ body: `${body} \u202Eevil` }, { code: "text_character_hidden", text: name, character: "U+202E" }],
    [{ subject: "Your\nmembership", body }, { code: "text_character_hidden", text: name, character: "U+000A" }],
  ])("DOC-8 %j is refused as %j", (words, refusal) => {
    expect(refusalOf(letter, words)).toEqual(refusal);
  });

  test("DOC-8 what needs no heading keeps none, whatever was typed there", () => {
    expect(checkedWords("letter.goodbye", { subject: "Ignored {nothing}", body: "Yours," })).toEqual({ subject: "", body: "Yours," });
  });

  test("DOC-8 a place with few lines says how many it has", () => {
    expect(refusalOf("letter.goodbye", { body: "With\nkind regards," })).toEqual({ code: "text_too_many_lines", text: "Closing of a letter", most: 1, lines: 2 });
    expect(refusalOf("payment.ways", { body: "a\nb\nc\nd" })).toBeNull();
    expect(refusalOf("payment.ways", { body: "a\nb\nc\nd\ne" })).toEqual({ code: "text_too_many_lines", text: "Ways to pay", most: 4, lines: 5 });
  });

  test("DOC-4 a note that may be left out may be empty, also where a field would be needed", () => {
    expect(checkedWords("statement.message", { subject: "", body: " \n" }).body).toBe("");
    expect(refusalOf("mail.signature", { body: "" })).toEqual({ code: "text_empty", text: "Below every e-mail" });
  });

  test("BIL-7 a card number is masked before it is kept", () => {
    expect(checkedWords("statement.message", { subject: "", body: "Card 4242 4242 4242 4242." }).body).toBe("Card •••• 4242.");
    expect(checkedWords(letter, { subject: "4242424242424242", body }).subject).toBe("•••• 4242");
  });

  test("DOC-8 line ends are of one kind, blanks at line ends and tabs go", () => {
    expect(checkedWords("statement.message", { subject: "", body: "  One \r\nTwo\r\tThree  " }).body).toBe("One\nTwo\n Three");
  });

  test("BIL-11 each letter of the timetable must say what its rule asks for", () => {
    expect(refusalOf("notice.past_due_fee", { body: "{amount} {phone}" })).toMatchObject({ code: "text_field_missing", field: "reactivation_fee" });
    expect(refusalOf("notice.past_due_final", { body: "{amount} {phone}" })).toMatchObject({ code: "text_field_missing", field: "lapse_day" });
    expect(refusalOf("notice.past_due_reminder", { body: "{amount} {phone}" })).toBeNull();
    expect(refusalOf("mail.document", { body: "Look at it." })).toMatchObject({ code: "text_field_missing", field: "title" });
  });

  test("DOC-8 what is kept is kept again unchanged, whatever was typed", () => {
    fc.assert(
      fc.property(fc.constantFrom(...textIds), fc.string({ maxLength: 60 }), fc.string({ maxLength: 120 }), (id, subject, typed) => {
        const words = { subject, body: typed };
        if (problemOf(id, words) !== null) return;
        const kept = checkedWords(id, words);
        expect(checkedWords(id, kept)).toEqual(kept);
      }),
    );
  });
});

describe("DOC-8 the field that was probably meant", () => {
  const known = ["payer", "practice", "phone", "members", "amount", "due_day", "lapse_day"];
  test.each([
    ["payr", "payer"],
    ["Payer", "payer"],
    ["phon", "phone"],
    ["due-day", "due_day"],
    ["lapse day", "lapse_day"],
    ["member", "members"],
    ["xyz", ""],
    ["", ""],
    ["telephone number", ""],
  ])("DOC-8 %j: %j", (typed, nearest) => {
    expect(nearestField(typed, known)).toBe(nearest);
  });

  test("DOC-8 a text without fields has none near", () => {
    expect(nearestField("phone", [])).toBe("");
  });
});
