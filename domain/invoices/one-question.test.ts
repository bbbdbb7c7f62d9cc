import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { asId } from "../identity.ts";
import { toCents } from "../money.ts";
import { isOneQuestion } from "./one-question.ts";
import { emptyTrackerFilter, trackerSorts, type TrackerFilter } from "./tracker-query.ts";

const day = toDay("2026-11-22");
const one = (over: Partial<TrackerFilter>, sort: (typeof trackerSorts)[number] = "date"): boolean =>
  isOneQuestion({ ...emptyTrackerFilter, ...over }, sort);

describe("T1 what the indices answer at once", () => {
  test.each<[string, Partial<TrackerFilter>]>([
    ["no filter", {}],
    ["a status", { statuses: ["overdue"] }],
    ["several statuses", { statuses: ["overdue", "void"] }],
    ["a range of days", { invoicedFrom: day, invoicedTo: day }],
    ["due since", { dueFrom: day }],
    ["done until", { serviceTo: day }],
    ["a kind", { itemKinds: ["fee"] }],
    ["a balance", { balanceFromCents: toCents(1) }],
    ["never sent", { neverSent: true }],
    ["a channel", { channels: ["print"] }],
    ["a reminder", { hasReminder: true }],
    ["an age", { ageBuckets: ["over_90"] }],
    ["a status and a range of days", { statuses: ["paid"], invoicedFrom: day }],
    ["one household with anything", { householdId: asId(1), neverSent: true, itemKinds: ["fee"], text: "lee" }],
    ["one person with anything", { patientId: asId(1), statuses: ["paid"], hasReminder: true }],
  ])("T1 %s", (_words, over) => expect(one(over)).toBe(true));

  test.each(["date", "number", "due", "patient", "balance"] as const)("T1 everything by %s", (sort) => {
    expect(one({}, sort)).toBe(true);
  });
});

describe("T1 what is left to the thread", () => {
  test.each<[string, Partial<TrackerFilter>]>([
    ["two filters", { neverSent: true, hasReminder: true }],
    ["a status and a kind", { statuses: ["paid"], itemKinds: ["fee"] }],
    ["a status and two ranges of days", { statuses: ["paid"], invoicedFrom: day, dueTo: day }],
    ["two ranges of days", { invoicedFrom: day, dueTo: day }],
    ["words", { text: "lee" }],
    ["a payer", { payer: "lee" }],
    ["a provider", { providerId: asId(1) }],
  ])("T1 %s", (_words, over) => expect(one(over)).toBe(false));

  test.each(trackerSorts.filter((sort) => !["date", "number", "due", "patient", "balance"].includes(sort)))(
    "T1 everything by %s, which is sorted by what few look for",
    (sort) => expect(one({}, sort)).toBe(false),
  );

  test("T1 blanks are no words", () => expect(one({ text: "  " })).toBe(true));
});
