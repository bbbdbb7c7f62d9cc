import { afterEach, beforeEach, expect, test } from "vitest";
import { openCardClub, type CardClub } from "../charging/card-club.fixture.ts";
import { noCards } from "../gateways/cards.ts";
import { cardRunSteps, runBillingAsEquipped } from "./run-with-cards.ts";

let house: CardClub;
beforeEach(() => (house = openCardClub("2026-11-05")));
afterEach(() => {
  expect(house.breaches()).toEqual([]);
  house.dispose();
});

test("BIL-1 a run resolves what is unfinished, takes events, makes the periods, charges, and tells, in this order", async () => {
  const slow = house.member("Slow", { token: "test_slow" });
  house.member("Lost");
  await house.runThrough("2026-12-04");
  house.moveTo("2026-12-05");
  house.faults.push("none", "lost_after");
  await house.run();
  house.cards.finish(house.attempts(slow.householdId)[0]?.key ?? "");
  house.moveTo("2027-01-05");
  house.outcomes.set(slow.householdId, "succeed");
  const asked: string[] = [];
  const told = <T extends unknown[], R>(name: string, work: (...given: T) => R) => (...given: T): R => {
    asked.push(`${name} with ${house.draws(slow.householdId).length} draws`);
    return work(...given);
  };
  const { cards } = house;
  const gateway = { ...cards, lookUp: told("lookUp", cards.lookUp), events: told("events", cards.events), charge: told("charge", cards.charge) };
  const steps = cardRunSteps({ cx: house.cx, gateway }, "draw_time");
  for (;;) {
    expect(house.db.inTransaction).toBe(false);
    const step = await steps.next();
    if (!step.done) continue;
    expect(step.value.charges).toMatchObject({ asked: 2, ended: 2, charged: { count: 2, cents: 7400 } });
    expect(step.value).toMatchObject({ trigger: "draw_time", invoicesMade: 2, todayOn: "2027-01-05" });
    break;
  }
  expect([...new Set(asked)]).toEqual(["lookUp with 1 draws", "events with 1 draws", "charge with 2 draws"]);
});

test("BIL-1 a run that stops between any two of its steps is finished by the next, with nothing twice", async () => {
  for (const last of ["Lee", "Ortiz", "Khan"]) house.member(last);
  house.moveTo("2026-12-05");
  for (let stopAfter = 1; stopAfter < 12; stopAfter += 1) {
    const steps = cardRunSteps(house.needs(), "hourly");
    for (let n = 0; n < stopAfter; n += 1) if ((await steps.next()).done) break;
    expect(house.succeeded().length).toBeLessThanOrEqual(3);
  }
  await house.run();
  expect(house.succeeded()).toHaveLength(3);
  expect(house.db.read((r) => r.get("select count(*) as n from invoice where kind = 'draw'"))).toEqual({ n: 3 });
});

test("BIL-1 the report carries the real start, end and duration", async () => {
  house.member("Lee");
  house.moveTo("2026-12-05");
  let ticks = 0;
  const cx = () => ({ ...house.cx(), elapsedMs: () => (ticks += 750) });
  const report = await runBillingAsEquipped(cx, "asked");
  expect(report.startedAt).toBe("2026-12-05T15:00:00.000Z");
  expect(report.durationMs).toBeGreaterThan(0);
  expect(Date.parse(report.finishedAt ?? "") - Date.parse(report.startedAt)).toBe(report.durationMs);
  expect(house.db.read((r) => r.get("select finished_at as at from billing_run where id = ?", report.runId))).toEqual({ at: report.finishedAt });
});

test("BIL-19 without a processor the run makes the periods, and they wait for the desk", async () => {
  const lee = house.member("Lee");
  house.moveTo("2026-12-05");
  const report = await runBillingAsEquipped(() => ({ ...house.cx(), gateways: { cards: noCards } }), "asked");
  expect(report).toMatchObject({ invoicesMade: 1, charges: { charged: { count: 0 }, skipped: [] } });
  expect(house.draws(lee.householdId)).toMatchObject([{ balanceCents: 3700 }]);
  expect(house.cards.requests()).toBe(0);
});

test("F-19 while the clock is not believed nothing is made, asked or charged", async () => {
  house.member("Lee");
  house.moveTo("2026-12-05");
  house.db.write((w) => w.exec("insert into billing_stop (reason, since_at) values ('clock', '2026-12-05T15:00:00.000Z')"));
  const silent = { ...house.cards, events: () => Promise.reject(new Error("not while stopped")) };
  const report = await runBillingAsEquipped(() => ({ ...house.cx(), gateways: { cards: silent } }), "asked");
  expect(report).toMatchObject({ invoicesMade: 0, charges: { charged: { count: 0 } } });
});

test("BIL-6 a household whose data is broken is not charged either, and nobody else is held up", async () => {
  const broken = house.member("Broken");
  const sound = house.member("Sound");
  await house.runThrough("2026-12-04");
  house.db.write((w) =>
    w.exec(
      `insert into period (membership_id, item, kind, from_on, to_on, charge_on, amount_cents, created_at)
       select id, 'dues', 'period', '2026-12-20', '2027-01-20', '2026-12-20', 0, created_at from membership where household_id = ?`,
      broken.householdId,
    ),
  );
  const [report] = await house.runThrough("2026-12-05");
  expect(report).toMatchObject({ held: [{ householdId: broken.householdId }], charges: { charged: { count: 1 } } });
  expect(house.draws(sound.householdId)).toMatchObject([{ balanceCents: 0 }]);
  house.db.write((w) => w.exec("delete from period where from_on = '2026-12-20'"));
});
