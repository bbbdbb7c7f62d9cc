import { afterEach, beforeEach, expect, test } from "vitest";
import { addDays } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { openCardClub, type CardClub } from "../charging/card-club.fixture.ts";
import { agreePlan } from "./agree-plan.ts";
import { endPlan } from "./change-plan.ts";

let house: CardClub;
beforeEach(() => (house = openCardClub("2026-11-05")));
afterEach(() => {
  expect(house.breaches()).toEqual([]);
  house.dispose();
});

test("INV-6 BIL-3 a declined draw that is paid in parts is not charged to the card while the plan runs, and the next draw is", async () => {
  const lee = house.member("Lee");
  house.outcomes.set(lee.householdId, { decline: "insufficient_funds" });
  await house.runThrough("2026-12-05");
  const [draw] = house.draws(lee.householdId).filter((one) => one.balanceCents > 0);
  if (!draw) throw new Error("a draw is owed");
  house.outcomes.delete(lee.householdId);
  const before = house.attempts(lee.householdId).length;
  const { planId } = agreePlan(house.cx(), {
    invoiceIds: [draw.invoiceId],
    downCents: toCents(0),
    by: { kind: "count", count: 2 },
    every: "week",
    payBy: "desk",
    firstOn: addDays(house.today(), 7),
  });
  await house.runThrough("2027-01-04");
  expect(house.attempts(lee.householdId).length).toBe(before);
  expect(house.draws(lee.householdId).find((one) => one.invoiceId === draw.invoiceId)?.balanceCents).toBe(draw.balanceCents);
  endPlan(house.cx(), { planId, reason: "Pays by card again" });
  await house.runThrough("2027-01-05");
  expect(house.attempts(lee.householdId).length).toBeGreaterThan(before);
});
