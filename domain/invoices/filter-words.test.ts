import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { dayText } from "../day-text.ts";
import { asId, type HouseholdId, type StaffId } from "../identity.ts";
import { moneyText } from "../money-text.ts";
import { toCents } from "../money.ts";
import { filterWords } from "./filter-words.ts";
import { emptyTrackerFilter, type TrackerFilter } from "./tracker-query.ts";

const words = (filter: Partial<TrackerFilter>, whose = "") =>
  filterWords({ ...emptyTrackerFilter, ...filter }, { day: dayText, money: moneyText, whose, provider: "Dr. Helen Marsh" }).map(
    ({ label, value }) => `${label}: ${value}`,
  );

test("UI-4 a list without a filter has nothing to say about it", () => {
  expect(words({})).toEqual([]);
  expect(words({ text: "   " })).toEqual([]);
});

test.each<[Partial<TrackerFilter>, string[]]>([
  [{ statuses: ["overdue", "part_paid"] }, ["Status: Overdue, Part paid"]],
  [{ ageBuckets: ["61_90", "over_90"] }, ["Age: 61–90 days, Over 90 days"]],
  [{ invoicedFrom: toDay("2026-01-05"), invoicedTo: toDay("2026-02-01") }, ["Date: 5 Jan 2026 – 1 Feb 2026"]],
  [{ invoicedFrom: toDay("2026-01-05"), invoicedTo: toDay("2026-01-05") }, ["Date: 5 Jan 2026"]],
  [{ dueTo: toDay("2026-11-22") }, ["Due: up to 22 Nov 2026"]],
  [{ serviceFrom: toDay("2026-11-22") }, ["Service day: from 22 Nov 2026"]],
  [{ itemKinds: ["dues", "stub"] }, ["Item: Dues, Part-month dues"]],
  [{ balanceFromCents: toCents(5000) }, ["Balance: from 50.00"]],
  [{ balanceToCents: toCents(0) }, ["Balance: up to 0.00"]],
  [{ neverSent: true }, ["Sent: never"]],
  [{ text: " lee " }, ["Text: lee"]],
  [{ payer: " Ortiz " }, ["Payer: Ortiz"]],
  [{ channels: ["print", "email"] }, ["Sent by: Letter, E-mail"]],
  [{ hasReminder: true }, ["Reminders: one or more"]],
  [{ providerId: asId<StaffId>(4) }, ["Provider: Dr. Helen Marsh"]],
])("UI-4 the filter %j is said as %j", (filter, said) => {
  expect(words(filter)).toEqual(said);
});

test("UI-4 several filters are several lines, whose it is first", () => {
  expect(
    words({ householdId: asId<HouseholdId>(3), statuses: ["void"], neverSent: true, text: "12" }, "the household of Rosa Lee"),
  ).toEqual(["Of: the household of Rosa Lee", "Status: Void", "Sent: never", "Text: 12"]);
});

test("INV-4 no filter of the tracker is left out of the words", () => {
  const set: TrackerFilter = {
    statuses: ["paid"],
    invoicedFrom: toDay("2026-01-01"),
    invoicedTo: null,
    dueFrom: toDay("2026-01-01"),
    dueTo: null,
    serviceFrom: toDay("2026-01-01"),
    serviceTo: null,
    patientId: null,
    householdId: null,
    text: "lee",
    payer: "ortiz",
    providerId: asId<StaffId>(4),
    itemKinds: ["fee"],
    balanceFromCents: toCents(1),
    balanceToCents: null,
    neverSent: true,
    channels: ["portal"],
    hasReminder: true,
    ageBuckets: ["0_30"],
  };
  for (const key of Object.keys(set) as (keyof TrackerFilter)[]) {
    if (["patientId", "householdId"].includes(key) || key.endsWith("To") || key === "balanceToCents") continue;
    const without = words({ ...set, [key]: emptyTrackerFilter[key] });
    expect([key, without.length]).toEqual([key, words(set).length - 1]);
  }
});
