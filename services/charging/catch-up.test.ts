import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { approveCharging, viewChargePause } from "./approve-charging.ts";
import { openCardClub, type CardClub, type CardMember } from "./card-club.fixture.ts";
import { chargeAllMissed, forgiveOlderMissed, listCatchUp, skipMissed } from "./catch-up.ts";

let house: CardClub;
beforeEach(() => (house = openCardClub("2026-11-05")));
afterEach(() => {
  expect(house.breaches()).toEqual([]);
  house.dispose();
});

const owed = (lee: CardMember): number[] => house.draws(lee.householdId).map(({ balanceCents }) => balanceCents);

describe("BIL-3 the computer was off", () => {
  async function offUntil(day: string): Promise<CardMember> {
    const lee = house.member("Lee");
    house.moveTo(day);
    await house.run("start");
    return lee;
  }

  test("BIL-3 every missed draw is made, the newest goes to the card, the older ones wait for a person", async () => {
    const lee = await offUntil("2027-02-10");
    expect(owed(lee)).toEqual([3700, 3700, 0]);
    expect(listCatchUp(house.cx())).toMatchObject([
      {
        householdId: lee.householdId,
        totalCents: 7400,
        draws: [
          { drawOn: "2026-12-05", balanceCents: 3700, isCurrent: false },
          { drawOn: "2027-01-05", balanceCents: 3700, isCurrent: false },
        ],
      },
    ]);
    for (let again = 0; again < 3; again += 1) expect((await house.run("hourly")).charges.charged.count).toBe(0);
    await house.runThrough("2027-02-20");
    expect(owed(lee)).toEqual([3700, 3700, 0]);
  });

  test("BIL-3 charge all: each goes to the card, one a day for the same amount (BIL-10)", async () => {
    const lee = await offUntil("2027-02-10");
    expect(chargeAllMissed(house.cx(), { householdId: lee.householdId })).toEqual({ charged: 2, forgiven: 0, forgivenCents: 0 });
    expect(listCatchUp(house.cx())).toEqual([]);
    await house.run();
    expect(owed(lee)).toEqual([3700, 3700, 0]);
    await house.runThrough("2027-02-11");
    expect(owed(lee)).toEqual([0, 3700, 0]);
    await house.runThrough("2027-02-12");
    expect(owed(lee)).toEqual([0, 0, 0]);
    expect(house.attempts().map(({ origin }) => origin)).toEqual(["automatic", "catch_up", "catch_up"]);
  });

  test("BIL-3 charge current and forgive: what is older is written off", async () => {
    const lee = await offUntil("2027-02-10");
    expect(forgiveOlderMissed(house.cx(), { householdId: lee.householdId })).toEqual({ charged: 0, forgiven: 2, forgivenCents: 7400 });
    expect(owed(lee)).toEqual([0, 0, 0]);
    expect(house.succeeded()).toHaveLength(1);
    expect(refusalOf(() => forgiveOlderMissed(house.cx(), { householdId: lee.householdId }))).toBe("catch_up_empty");
  });

  test("BIL-3 skip: it stays owed, and no run ever charges it", async () => {
    const lee = await offUntil("2027-02-10");
    expect(skipMissed(house.cx(), { householdId: lee.householdId })).toMatchObject({ charged: 0, forgiven: 0 });
    expect(listCatchUp(house.cx())).toEqual([]);
    await house.runThrough("2027-03-04");
    expect(owed(lee)).toEqual([3700, 3700, 0]);
  });

  test("BIL-3 what is older than 45 days is not charged unasked, and waits in the review", async () => {
    const lee = house.member("Lee");
    house.moveTo("2026-12-20");
    house.db.write((w) => w.exec("update household set pays_by = 'manual'"));
    await house.run("start");
    house.moveTo("2027-01-30");
    house.db.write((w) => w.exec("update household set pays_by = 'card'"));
    const report = await house.run("start");
    expect(report.charges.skipped).toEqual([{ reason: "too_old", count: 1 }]);
    expect(owed(lee)).toEqual([3700, 0]);
    expect(listCatchUp(house.cx())).toMatchObject([{ draws: [{ drawOn: "2026-12-05" }] }]);
  });
});

describe("control 49 ceilings", () => {
  test("a day with more charges than ever waits for a person, and then goes on", async () => {
    const members = Array.from({ length: 41 }, (_, index) => house.member(`Lee${index}`));
    house.moveTo("2026-12-05");
    const report = await house.run();
    expect(report.charges).toMatchObject({
      charged: { count: 0 },
      paused: { plannedCount: 41, plannedCents: 41 * 3700, ceilingCount: 40 },
      skipped: [{ reason: "above_ceiling", count: 41 }],
    });
    expect(house.cards.requests()).toBe(0);
    const pause = viewChargePause(house.cx());
    expect(pause).toMatchObject({ plannedCount: 41 });
    expect((await house.run("hourly")).charges.charged.count).toBe(0);
    approveCharging(house.cx(), { pauseId: pause?.pauseId ?? 0 });
    expect(viewChargePause(house.cx())).toBeNull();
    expect((await house.run("hourly")).charges).toMatchObject({ charged: { count: 41 }, paused: null });
    expect(members.flatMap(owed).every((cents) => cents === 0)).toBe(true);
    expect(refusalOf(() => approveCharging(house.cx(), { pauseId: pause?.pauseId ?? 0 }))).toBe("charge_pause_gone");
  });

  test("a word for one day says nothing about the next", async () => {
    for (let index = 0; index < 41; index += 1) house.member(`Lee${index}`, { token: "test_declines_insufficient_funds" });
    house.moveTo("2026-12-05");
    await house.run();
    approveCharging(house.cx(), { pauseId: viewChargePause(house.cx())?.pauseId ?? 0 });
    await house.run();
    expect(house.attempts()).toHaveLength(41);
    house.moveTo("2026-12-08");
    // Three days later all 41 are retried; the peak of the day before has raised the ceiling.
    expect((await house.run()).charges).toMatchObject({ declined: { count: 41 }, paused: null });
  });
});
