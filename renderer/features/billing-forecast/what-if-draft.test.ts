import { expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { PlanId } from "#domain/identity.ts";
import { emptyDraft, readDraft, readPercent, readRetryDays } from "./what-if-draft.ts";

const draft = emptyDraft(toDay("2027-01-01"));

test.each([
  ["5", 500],
  [" 2.5 % ", 250],
  ["-2,25", -225],
  ["200", 20_000],
  ["201", null],
  ["-91", null],
  ["five", null],
  ["", null],
  ["5.125", null],
])("BIL-5 a percentage is read as people type it: %j", (text, basisPoints) => {
  expect(readPercent(text)).toBe(basisPoints);
});

test.each([
  ["3, 7, 14", [3, 7, 14]],
  ["14 3;3", [3, 14]],
  ["", []],
  ["0", null],
  ["61", null],
  ["3, soon", null],
  ["1 2 3 4 5 6 7 8", null],
])("BIL-11 retry days are read in any order: %j", (text, days) => {
  expect(readRetryDays(text)).toEqual(days);
});

test("BIL-5 a form that is not clear says which field and what is expected", () => {
  expect(readDraft(draft)).toEqual({ state: "ready", change: null });
  expect(readDraft({ ...draft, kind: "price_rise", percent: "lots" })).toMatchObject({ state: "unclear", field: "percent" });
  expect(readDraft({ ...draft, kind: "price_rise", fromOn: null })).toMatchObject({ field: "fromOn" });
  const plan = 3 as PlanId;
  expect(readDraft({ ...draft, kind: "plan_change", planId: plan, toPlanId: plan })).toMatchObject({ field: "plan" });
  expect(readDraft({ ...draft, kind: "plan_change", planId: plan, toPlanId: 4 as PlanId })).toEqual({
    state: "ready",
    change: { kind: "plan_change", fromPlanId: 3, toPlanId: 4, fromOn: "2027-01-01" },
  });
});
