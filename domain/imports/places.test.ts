import { expect, test } from "vitest";
import { countryCode, readZip, stateCode } from "./places.ts";

test.each([
  ["Massachusetts", "MA"],
  ["massachusetts", "MA"],
  ["MA", "MA"],
  [" ma ", "MA"],
  ["New  York", "NY"],
  ["Puerto Rico", "PR"],
  ["Georgia", "GA"],
])("PPL-17 the state %j is %s", (text, code) => {
  expect(stateCode(text)).toBe(code);
});

test.each(["UnitedKingdom", "nsw", "Ontario", "", "M"])(
  "PPL-17 %j is no state of the USA",
  (text) => {
    expect(stateCode(text)).toBeUndefined();
  },
);

test.each([
  ["USA", "US"],
  ["us", "US"],
  ["United States", "US"],
  ["U.S.A.", "US"],
  ["UnitedKingdom", "GB"],
  ["UK", "GB"],
  ["Deutschland", undefined],
  ["Germany", "DE"],
  ["Côte d’Ivoire", "CI"],
  ["", undefined],
])("PPL-17 the country %j is %s", (text, code) => {
  expect(countryCode(text)).toBe(code);
});

test.each<[string, string | undefined, boolean, string, string]>([
  ["02171", "MA", true, "02171", "none"],
  ["2171", "MA", true, "02171", "padded"],
  ["2171", "MA", false, "2171", "lost_zero"],
  ["2171", undefined, true, "02171", "padded"],
  ["926", "PR", true, "00926", "padded"],
  ["2171-1234", "MA", true, "02171-1234", "padded"],
  ["2171", "TX", true, "2171", "odd"],
  ["00000", "MA", true, "", "blank"],
  ["0", "MA", true, "", "blank"],
  ["", "MA", true, "", "none"],
  ["021711234", "MA", true, "02171-1234", "none"],
  ["02171-", "MA", true, "02171", "none"],
  ["LA4", "MA", true, "LA4", "odd"],
])("PPL-17 ZIP %j in %s, padding %s, is read as %j (%s)", (text, state, pad, zip, change) => {
  expect(readZip(text, state, pad)).toEqual({ zip, change });
});
