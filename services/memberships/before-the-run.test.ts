/**
 * Changes made at the desk before the day's run: days that an `extend` has moved behind itself begin on
 * that very day and are worth as much as after the run (MEM-9, MEM-12, MEM-13). And a hold booked after a
 * clock that ran ahead has billed its days.
 */
import { afterEach, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { cancelMembership } from "./cancel.ts";
import { holdMembership } from "./hold.ts";
import { Life } from "./member-life.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";

let life: Life;
afterEach(() => life.end());

/** Joined 5 January; from 10 February 23 paid days (30.39 of 37.00) wait for the end of the hold on 10 March. */
function extended(): void {
  life = new Life("2026-01-05");
  life.until("2026-02-10");
  hold("extend", "2026-02-10", "2026-03-10");
  life.until("2026-03-09");
}

function hold(kind: "pause" | "extend", from: string, until: string): void {
  holdMembership(life.club.cx(), { membershipId: life.membershipId, fromOn: toDay(from), untilOn: toDay(until), kind, reason: "Away" });
}

test.each(["before", "after"])("MEM-9 MEM-12 a move to another plan %s the run of the day on which the hold ended takes off what the moved days had cost", (order) => {
  extended();
  if (order === "after") life.until("2026-03-10");
  else life.club.sleepUntil("2026-03-10");
  // 26 of the 31 days of 5 March – 5 April at 49.00 are 41.10; 30.39 of it is paid, and 3.58 more by the run's stub.
  expect(life.move(4900)).toMatchObject({ dueCents: order === "after" ? 713 : 1071, creditCents: 0 });
  life.until("2026-04-06");
  expect(life.periods()).toContain("2026-04-05 2026-05-05 period 4900");
});

test.each(["before", "after"])("MEM-12 MEM-13 leaving %s the run of the day on which the hold ended, with a settlement, gives back the moved days", (order) => {
  extended();
  if (order === "after") life.until("2026-03-10");
  else life.club.sleepUntil("2026-03-10");
  cancelWithCredit();
  expect(life.club.balance(life.householdId)).toEqual({ balanceCents: 0, creditCents: order === "after" ? 3397 : 3039 });
});

function cancelWithCredit(): void {
  cancelMembership(life.club.cx(), {
    membershipId: life.membershipId,
    when: "now",
    onDate: null,
    reason: "Moving",
    settlement: "credit",
  });
}

test.each(["before", "after"])("MEM-12 a pause from the day on which an extend ended, booked %s its run, gives back the moved days", (order) => {
  extended();
  if (order === "after") life.until("2026-03-10");
  else life.club.sleepUntil("2026-03-10");
  hold("pause", "2026-03-10", "2026-04-10");
  expect(life.givenBack()).toBe(order === "after" ? 3397 : 3039);
  life.until("2026-05-06");
  expect(life.periods().slice(-2)).toEqual(["2026-04-10 2026-05-05 stub 3083", "2026-05-05 2026-06-05 period 3700"]);
});

test("MEM-12 F-16 a pause over days that a clock a year ahead has billed waits for its first day, and then gives them back", () => {
  life = new Life("2026-01-05");
  life.club.leapTo("2026-08-06");
  life.club.payAll(life.householdId);
  life.club.sleepUntil("2026-03-01");
  expect(life.periods().at(-1)).toBe("2026-08-05 2026-09-05 period 3700");
  hold("pause", "2026-03-15", "2026-05-10");
  expect(verifyPractice(life.club.db).breaches).toEqual([]);
  life.until("2026-05-11");
  // 18 of the 28 days of 5 February – 5 March went by; from 15 March on every paid day came back.
  expect(life.periods().slice(1)).toEqual([
    "2026-02-05 2026-03-05 period 3700",
    "2026-03-05 2026-03-15 period 1194",
    "2026-05-10 2026-06-05 stub 3103",
  ]);
});
