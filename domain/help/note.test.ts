import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Refusal } from "../refusal.ts";
import { checkedHelpNote, longestHelpNote } from "./note.ts";

describe("HLP-2 a note as it is kept", () => {
  test.each([
    ["Ask Ana first.", "Ask Ana first."],
    ["  Ask Ana first.  \r\n\r\nThen Ben.\t\n ", "Ask Ana first.\n\nThen Ben."],
    ["one\rtwo", "one\ntwo"],
    ["\u200Bhidden\u202E", "hidden"],
    ["", ""],
    [" \n\t ", ""],
    ["Nguyễn, 王小明, 😀", "Nguyễn, 王小明, 😀"],
  ])("HLP-2 %j is kept as %j", (typed, kept) => {
    expect(checkedHelpNote(typed)).toBe(kept);
  });

  test("BIL-7 HLP-2 a card number in it is masked, a phone number is not", () => {
    expect(checkedHelpNote("Test card 4242 4242 4242 4242, call 617-555-0123.")).toBe("Test card •••• 4242, call 617-555-0123.");
  });

  test("HLP-2 as long as there is room, and one letter more is refused with both numbers", () => {
    expect(checkedHelpNote("a".repeat(longestHelpNote))).toHaveLength(longestHelpNote);
    expect(checkedHelpNote(`${"a".repeat(longestHelpNote)}   `)).toHaveLength(longestHelpNote);
    try {
      checkedHelpNote("a".repeat(longestHelpNote + 1));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
      expect(error).toMatchObject({ code: "help_note_too_long", facts: { most: longestHelpNote, letters: longestHelpNote + 1 } });
    }
  });

  test("HLP-2 what was kept is kept the same when it is saved again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (typed) => {
        const kept = checkedHelpNote(typed);
        expect(checkedHelpNote(kept)).toBe(kept);
      }),
      { numRuns: 200 },
    );
  });
});
