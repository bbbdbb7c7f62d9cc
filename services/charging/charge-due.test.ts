import { afterEach, beforeEach, expect, test } from "vitest";
import { addDays } from "#domain/calendar.ts";
import { runBilling } from "../billing/run.ts";
import { noCharges } from "../billing/run-report.ts";
import { openCardClub, type CardClub } from "./card-club.fixture.ts";
import { chargeDue } from "./charge-due.ts";
import { planAllCharges } from "./plan-charges.ts";

let house: CardClub;
beforeEach(() => (house = openCardClub("2026-11-05")));
afterEach(() => {
  expect(house.breaches()).toEqual([]);
  house.dispose();
});

test("BIL-4 what is planned for a day is what its run then charges: households, amounts, attempt or not", async () => {
  house.member("Lee");
  house.member("Ortiz", { token: "test_declines_insufficient_funds" });
  house.member("Khan", { token: "test_declines_lost_card" });
  house.member("Old", { expires: [2026, 12] });
  const late = house.member("Late");
  let charges = 0;
  for (let n = 0; n < 60; n += 1) {
    house.moveTo(addDays(house.today(), 1));
    if (n === 40) house.outcomes.set(late.householdId, { decline: "do_not_honor" });
    // The periods of the day, as a rehearsal makes them before it asks.
    runBilling(house.cx(), "start");
    const plan = house.db.write((db) => planAllCharges(house.cx(), db, true));
    const expected = plan.flatMap(({ householdId, decision }) => (decision.charge ? [`${householdId} ${decision.amountCents}`] : []));
    const before = house.attempts().length;
    const report = await house.run("draw_time");
    const made = house.db.read((r) => r.all<{ text: string }>("select household_id || ' ' || amount_cents as text from charge_attempt order by rowid")).slice(before);
    expect(made.map(({ text }) => text)).toEqual(expected);
    expect(report.charges.skipped.reduce((sum, { count }) => sum + count, 0)).toBe(plan.length - expected.length);
    charges += expected.length;
  }
  expect(charges).toBe(house.attempts().length);
  expect(house.attempts().length).toBeGreaterThan(8);
});

test("F-9 past midnight the rest of the day's charges waits for the next day's run", async () => {
  for (const last of ["Lee", "Ortiz", "Khan"]) house.member(last);
  await house.runThrough("2026-12-04");
  house.moveTo("2026-12-06", "04:59");
  expect(house.today()).toBe("2026-12-05");
  runBilling(house.cx(), "start");
  const gateway = {
    ...house.cards,
    charge: async (request: Parameters<typeof house.cards.charge>[0]) => {
      house.pass(120_000);
      return house.cards.charge(request);
    },
  };
  const report = noCharges();
  for await (const _ of chargeDue({ cx: house.cx, gateway }, report)) expect(house.db.inTransaction).toBe(false);
  expect(house.today()).toBe("2026-12-06");
  expect(report).toMatchObject({ charged: { count: 1 }, skipped: [{ reason: "day_over", count: 2 }] });
  expect((await house.run("draw_time")).charges.charged.count).toBe(2);
});
