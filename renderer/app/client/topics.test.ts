import { expect, test } from "vitest";
import { concerns } from "./topics.ts";

test("UI-9 a query is asked again when one of its topics is announced, and only then", () => {
  expect(concerns(["invoices", "household/12"], ["household/12"])).toBe(true);
  expect(concerns(["invoices", "household/12"], ["household/1", "patients"])).toBe(false);
  expect(concerns([], ["invoices"])).toBe(false);
});

test("F-20 moving the training clock asks everything again", () => {
  expect(concerns(["plans"], ["clock"])).toBe(true);
  expect(concerns(["plans"], ["hello"])).toBe(true);
});
