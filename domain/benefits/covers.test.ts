import { expect, test } from "vitest";
import { covers, speaksOf } from "./covers.ts";

const cleaning = { code: "D1110", category: "Hygiene" };

test.each([
  ["only named: the desk decides", { kind: "named" }, true],
  ["one of its codes, in small letters", { kind: "services", codes: ["D0120", " d1110 "] }, true],
  ["none of its codes", { kind: "services", codes: ["D0120"] }, false],
  ["its category", { kind: "category", category: "hygiene" }, true],
  ["another category", { kind: "category", category: "Fillings" }, false],
] as const)("PKG-10 PPL-13 a benefit that is %s", (_, scope, is) => {
  expect(covers(scope, cleaning)).toBe(is);
});

test.each([
  ["Cleanings", "Cleaning, adult", true],
  ["X-rays", "Bitewing X-rays", true],
  ["Cleanings", "Back rub", false],
  ["Exam", "Examination", false],
] as const)("PKG-3 a benefit called %s speaks of %s: %s", (label, name, is) => {
  expect(speaksOf(label, { name, category: "" })).toBe(is);
});
