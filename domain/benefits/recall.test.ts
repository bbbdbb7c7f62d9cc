/** The stages of the recall list (PKG-10). */
import { expect, test } from "vitest";
import { addDays, toDay } from "../calendar.ts";
import { isRecallDue, recallStage } from "./recall.ts";

const endsOn = toDay("2027-01-05");
const before = (days: number) => addDays(endsOn, -days);

test.each([
  [121, null],
  [120, 120],
  [61, 120],
  [60, 60],
  [31, 60],
  [30, 30],
  [1, 30],
  [0, null],
  [-1, null],
])("PKG-10 %s days before the end the stage is %s", (days, stage) => {
  expect(recallStage(endsOn, before(days))).toBe(stage);
});

test.each([
  ["never called", 100, null, true],
  ["called in this stage", 100, 110, false],
  ["called on the first day of the stage", 100, 120, false],
  ["called in the stage before: due again at 60", 60, 61, true],
  ["called at 60, and not due at 31", 31, 60, false],
  ["called at 31, due again at 30", 30, 31, true],
  ["too early", 121, null, false],
])("PKG-10 %s", (_, today, called, due) => {
  expect(isRecallDue(endsOn, before(today), called === null ? null : before(called))).toBe(due);
});
