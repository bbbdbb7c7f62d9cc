import { expect, test } from "vitest";
import { canonicalPhone, phoneDigits, phoneSearchKeys } from "./phone.ts";

test.each([
  ["(464) 527-2097", "+14645272097"],
  ["464.527.2097", "+14645272097"],
  ["1-464-527-2097", "+14645272097"],
  ["+1 (464) 527 2097 ext. 12", "+14645272097"],
  ["464-527-2097 x7", "+14645272097"],
  ["011 44 7911 123456", "+447911123456"],
  ["0044 7911 123456", "+447911123456"],
  ["+44 7911 123456", "+447911123456"],
  ["４６４５２７２０９７", "+14645272097"],
])("PPL-6 %s is the number %s", (typed, canonical) => {
  expect(canonicalPhone(typed)).toBe(canonical);
});

test("PPL-6 a British office drops the trunk zero", () => {
  expect(canonicalPhone("07911 123456", "44")).toBe("+447911123456");
});

test.each(["", "none", "911", "12345678901234567890"])("PPL-6 %j is no phone number", (typed) => {
  expect(canonicalPhone(typed)).toBeUndefined();
});

test("PPL-6 a number is found from its area code, its last seven and its last four digits", () => {
  expect(phoneSearchKeys("(464) 527-2097").toSorted()).toEqual(["2097", "4645272097", "5272097"]);
  expect(phoneSearchKeys("+14645272097").toSorted()).toEqual(["2097", "4645272097", "5272097"]);
});

test("PPL-6 a foreign number is found with and without its country code", () => {
  const keys = phoneSearchKeys("+44 7911 123456");
  expect(keys).toContain("447911123456");
  expect(keys).toContain("7911123456");
  expect(phoneSearchKeys("07911 123456")).toContain("7911123456");
});

test("PPL-6 an extension is not part of the number", () => {
  expect(phoneDigits("464-527-2097 extension 303")).toBe("4645272097");
});
