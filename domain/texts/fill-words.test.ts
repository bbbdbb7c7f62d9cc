import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldsIn, filledLines, fillWords } from "./fill-words.ts";

describe("DOC-8 fields are filled", () => {
  test.each([
    ["Dear {payer},", { payer: "Rosa" }, "Dear Rosa,"],
    ["{payer} {payer}", { payer: "Rosa" }, "Rosa Rosa"],
    // What a value holds is no field, however it looks.
    ["Dear {payer}.", { payer: "{phone}", phone: "555" }, "Dear {phone}."],
    ["Dear {payer}.", { payer: "$& $1" }, "Dear $& $1."],
    ["Nothing to fill.", {}, "Nothing to fill."],
    ["", {}, ""],
    ["One.\n\nTwo.", {}, "One.\n\nTwo."],
  ])("DOC-8 %j with %j", (text, values, filled) => {
    expect(fillWords(text, values)).toBe(filled);
  });

  test.each([
    ["Pay at the desk. Or call {phone}. Thank you.", "Pay at the desk. Thank you."],
    ["Call {phone}.", ""],
    ["Pay at the desk.\nCall {phone}.\nThank you.", "Pay at the desk.\nThank you."],
    ["{practice}\n{address}\n{phone}", "Elm"],
    ["Is that right? Call {phone}! We are glad.", "Is that right? We are glad."],
  ])("DOC-8 a sentence whose field has no value is left out: %j", (text, filled) => {
    expect(fillWords(text, { practice: "Elm", phone: "", address: " " })).toBe(filled);
  });

  test("DOC-8 a name that every object has is no value", () => {
    expect(fillWords("Ask {constructor}. Or {toString}.", {})).toBe("");
  });

  test("DOC-8 lines one by one, without empty ones", () => {
    expect(filledLines(" A \n\n{practice}\n{phone}", { practice: "Elm Street", phone: "" })).toEqual(["A", "Elm Street"]);
    expect(filledLines("{address}", { address: "1 Elm St\nLowell" })).toEqual(["1 Elm St", "Lowell"]);
    expect(filledLines("", {})).toEqual([]);
  });

  test("DOC-8 whatever the values are, no field stays behind and every value that was asked for is there", () => {
    const value = fc.string({ minLength: 1, maxLength: 30 }).filter((text) => text.trim() !== "" && !/[\n{}]/u.test(text));
    fc.assert(
      fc.property(value, value, (payer, phone) => {
        const filled = fillWords("Dear {payer}, call {phone}.", { payer, phone });
        expect(filled).toBe(`Dear ${payer}, call ${phone}.`);
      }),
    );
  });
});

test("DOC-8 the names between braces, in their order; braces over a line are none", () => {
  expect(fieldsIn("{a} b {c d} {}")).toEqual(["a", "c d", ""]);
  expect(fieldsIn("{a\nb} }{")).toEqual([]);
});
