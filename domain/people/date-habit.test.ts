import { expect, test } from "vitest";
import { dateOrderOf } from "./date-habit.ts";

test.each([
  ["en-US", "mdy"],
  ["es-US", "mdy"],
  ["en", "mdy"],
  ["en-GB", "dmy"],
  ["es-ES", "dmy"],
  ["zh-Hant-TW", "dmy"],
])("PPL-6 an office in %s writes %s", (locale, order) => {
  expect(dateOrderOf(locale)).toBe(order);
});
