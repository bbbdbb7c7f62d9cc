import { expect, test } from "vitest";
import type { JoinRequestRow } from "#contract/portal.ts";
import { enrolHref, matchesRequest, requestChips, requestsCsv, wishOf } from "./request-words.ts";

const row = (over: Partial<JoinRequestRow> = {}): JoinRequestRow =>
  ({ requestId: 1, patientId: 7, patientName: "Rosa Lee", payerName: "Ben Lee", planId: 3, planName: "Adult", periodMonths: 12, note: "Before my visit", state: "open", ...over }) as JoinRequestRow;

test("PKG-4 approving leads to the enrolment with who and what was asked for", () => {
  expect(enrolHref(row())).toMatch(/memberships\/enrol\?.*patientId=7/);
  expect(enrolHref(row())).toContain("plan=3");
  expect(enrolHref(row())).toContain("months=12");
});

test.each([
  [1, "Adult, monthly"],
  [3, "Adult, quarterly"],
  [6, "Adult, twice a year"],
  [12, "Adult, yearly"],
  [5, "Adult, every 5 months"],
])("PKG-4 a wish for %i months is said as %j", (periodMonths, words) => {
  expect(wishOf(row({ periodMonths }))).toBe(words);
});

test("PKG-4 requests are found by name, payer, plan and words, and by their state", () => {
  for (const q of ["rosa", " BEN ", "adult", "visit", ""]) expect(matchesRequest(row(), { q, state: [] }), q).toBe(true);
  expect(matchesRequest(row(), { q: "ortiz", state: [] })).toBe(false);
  expect(matchesRequest(row(), { q: "", state: ["open"] })).toBe(true);
  expect(matchesRequest(row({ state: "declined" }), { q: "", state: ["open"] })).toBe(false);
});

test("PKG-4 each state has a word of its own", () => {
  expect(new Set(Object.values(requestChips).map(({ word }) => word)).size).toBe(3);
});

test("PKG-4 UI-5 the list is a table with the wish, the state and the answer in words", () => {
  const asked = row({ askedAt: "2026-11-05T15:00:00.000Z" as JoinRequestRow["askedAt"], state: "declined", reason: "No room, sorry", decidedAt: null, decidedBy: "Ana" });
  expect(requestsCsv([asked]).slice(1).trimEnd().split("\r\n")).toEqual([
    "Who,Payer,Asks for,In their words,Asked,State,Answer,Decided,By",
    'Rosa Lee,Ben Lee,"Adult, yearly",Before my visit,2026-11-05T15:00:00.000Z,Declined,"No room, sorry",,Ana',
  ]);
});
