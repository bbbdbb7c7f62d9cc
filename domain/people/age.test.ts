import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { birthdayAt, isMinor, turnsAdultWithin } from "./age.ts";

const today = toDay("2026-11-22");

test("PPL-18 a person is a minor up to the day before the eighteenth birthday", () => {
  expect(isMinor(toDay("2008-11-23"), today)).toBe(true);
  expect(isMinor(toDay("2008-11-22"), today)).toBe(false);
});

test("PPL-18 who was born on 29 February comes of age on 1 March", () => {
  expect(birthdayAt(toDay("2008-02-29"), 18)).toBe("2026-03-01");
  expect(birthdayAt(toDay("2008-02-29"), 20)).toBe("2028-02-29");
  expect(isMinor(toDay("2008-02-29"), toDay("2026-02-28"))).toBe(true);
});

test("PPL-18 coming of age within a year counts its last day", () => {
  expect(turnsAdultWithin(toDay("2009-11-22"), today, 365)).toBe(true);
  expect(turnsAdultWithin(toDay("2009-11-23"), today, 365)).toBe(false);
  expect(turnsAdultWithin(toDay("2000-01-01"), today, 365)).toBe(false);
});
