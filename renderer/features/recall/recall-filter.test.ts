import { expect, test } from "vitest";
import type { RecallRow } from "#contract/benefits.ts";
import { filterRecall, type RecallFilter } from "./recall-filter.ts";

const row = (over: Partial<RecallRow>): RecallRow => ({
  membershipId: 1 as never, patientId: 1 as never, patientName: "Rosa Lee", householdId: 1 as never, phone: "(978) 555-0111", planName: "Adult",
  unused: "Cleanings 1 of 2", units: 1, lastOn: "2027-01-04" as never, days: 20, stage: 30, isDue: true, call: null, letter: null, ...over,
});
const rows = [row({}), row({ patientName: "Ben Ortiz", stage: 60, isDue: false, unused: "Polish 1 of 1", phone: "" })];
const names = (over: Partial<RecallFilter>) => filterRecall(rows, { q: "", stage: [], call: [], ...over }).map(({ patientName }) => patientName);

test.each<[what: string, filter: Partial<RecallFilter>, left: string[]]>([
  ["nothing asked for", {}, ["Rosa Lee", "Ben Ortiz"]],
  ["a part of a name", { q: "LEE" }, ["Rosa Lee"]],
  ["all words, in any order", { q: "adult ben" }, ["Ben Ortiz"]],
  ["what is unused", { q: "polish" }, ["Ben Ortiz"]],
  ["digits of a phone", { q: "5550" }, ["Rosa Lee"]],
  ["a stage", { stage: ["60"] }, ["Ben Ortiz"]],
  ["whoever is to be called", { call: ["due"] }, ["Rosa Lee"]],
  ["whoever was called, of another stage", { call: ["made"], stage: ["30"] }, []],
])("PKG-10 the recall list filtered by %s", (_, filter, left) => {
  expect(names(filter)).toEqual(left);
});
