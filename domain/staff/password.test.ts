import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalPassword, passwordWeakness, requirePassword } from "./password.ts";

const aboutYou = ["Maple Street Dental", "Priya Raman", "priya"];

describe("control 27 a password of 15 characters or more is taken, whatever its characters", () => {
  test.each([
    "violet kettle under bridge",
    "we fix the blue gate at noon",
    "Grüße aus Österreich, Oma",
    "كلمة سر طويلة جدا للعيادة",
    "tr0ub4dor & three otters",
    "xkT9#mmQ2!vvLp8z",
    "😀 otters juggle pears",
  ])("%s", (password) => {
    expect(() => requirePassword(password, aboutYou)).not.toThrow();
  });
});

describe("STF-3 what a guesser tries first is refused with the reason", () => {
  test.each([
    ["aaaaaaaaaaaaaaaaaa", "repeats"],
    ["abcabcabcabcabcabc", "repeats"],
    ["123456789012345678", "sequence"],
    ["qwertyuiopasdfghjkl", "sequence"],
    ["abcdefghijklmnop99", "sequence"],
    ["1q2w3e4r5t6y7u8i9o", "sequence"],
    ["Password2026!!!!!!", "common"],
    ["P@ssw0rdP@ssw0rd123", "common"],
    ["WelcomeSummer2026!", "common"],
    ["correct horse battery staple".replaceAll(" ", ""), "common"],
    ["MapleStreet-2026-!!", "about_you"],
    ["priyaraman19840101", "about_you"],
    ["PriyaPassword12345", "about_you"],
  ])("%s: %s", (password, because) => {
    expect(passwordWeakness(password, aboutYou)).toBe(because);
    expect(() => requirePassword(password, aboutYou)).toThrow(
      expect.objectContaining({ code: "password_guessable", facts: { because } }),
    );
  });
});

test("control 27 length is counted in characters, so that an emoji is one", () => {
  expect(() => requirePassword("😀".repeat(7), [])).toThrow(
    expect.objectContaining({ code: "password_too_short", facts: { minimum: 15 } }),
  );
  expect(() => requirePassword("violet kettles", [])).toThrow(
    expect.objectContaining({ code: "password_too_short" }),
  );
  expect(() => requirePassword("violet kettle 1", [])).not.toThrow();
});

test("control 27 the same password typed with composed or combining accents is one password", () => {
  expect(normalPassword("cafe\u0301 au lait, deux")).toBe(normalPassword("caf\u00e9 au lait, deux"));
});

test("control 27 random passwords are never called guessable, and the check never takes long", () => {
  const letters = fc.string({ unit: fc.constantFrom(..."bdgjkmpvxyz#%&*+"), minLength: 20, maxLength: 128 });
  fc.assert(
    fc.property(letters, (password) => {
      const distinct = new Set(password).size;
      fc.pre(distinct > 8 && (password.match(/\p{L}/gu) ?? []).length > 10);
      expect(passwordWeakness(password, aboutYou)).toBeUndefined();
    }),
  );
  const started = performance.now();
  passwordWeakness("qwertyuiop".repeat(12).slice(0, 128), Array.from({ length: 50 }, (_, n) => `word${n}`));
  expect(performance.now() - started).toBeLessThan(200);
});
