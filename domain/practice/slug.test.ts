import fc from "fast-check";
import { expect, test } from "vitest";
import { isSlug, slugFor } from "./slug.ts";

test.each([
  ["Maple Street Dental", "maple-street-dental"],
  ["Dr. O'Brien & Đặng, DDS", "dr-o-brien-dang-dds"],
  ["نور لطب الأسنان", "practice"],
  ["../../etc/passwd", "etc-passwd"],
  ["CON", "practice"],
  ["C:\\Windows", "c-windows"],
  ["   ", "practice"],
])("S8 the folder of %j is %s", (name, slug) => {
  expect(slugFor(name, new Set())).toBe(slug);
});

test("S8 a second practice of the same name gets a folder of its own", () => {
  expect(slugFor("Maple", new Set(["maple", "maple-2"]))).toBe("maple-3");
});

test("S8 whatever a practice is called, its folder name is plain and free", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 150 }), (name) => {
      const slug = slugFor(name, new Set(["practice"]));
      expect(isSlug(slug)).toBe(true);
      expect(slug).not.toBe("practice");
    }),
  );
});

test.each(["..", ".", "a/b", "a\\b", "A", "a b", "", "nul", "a.db", "x".repeat(65), "é", "-a", "a\u0000"])(
  "S8 %j is never taken for a practice's folder",
  (text) => {
    expect(isSlug(text)).toBe(false);
  },
);
