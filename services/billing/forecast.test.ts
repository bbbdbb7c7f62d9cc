/** Twelve months of draws, foreseen and then lived (BIL-5). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { addMonths, toDay, type Day } from "#domain/calendar.ts";
import { collectedCents, type WhatIf } from "#domain/billing/what-if.ts";
import type { MembershipId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { openClub, type Club, type Family } from "../memberships/club.fixture.ts";
import { holdMembership } from "../memberships/hold.ts";
import { applyWhatIf } from "./apply-what-if.ts";
import { forecastSteps, type Forecast } from "./forecast.ts";

let club: Club;
let families: Family[];
let ids: MembershipId[];

beforeEach(() => {
  club = openClub("2026-01-12");
  families = ["Lee", "Ortiz", "Chen", "Moss"].map((name) => club.family(name, ["Rosa", "1980-05-05"], ["Ben", "1982-05-05"]));
  const [lee, ortiz, chen, moss] = families as [Family, Family, Family, Family];
  const join = (family: Family, member: number, over: Parameters<Club["enrol"]>[2] = {}, periodMonths: 1 | 12 = 1) => {
    const patientId = family.patientIds[member];
    if (patientId === undefined) throw new Error("the member is there");
    return club.enrol(family.householdId, [{ patientId, plan: club.adult, periodMonths }], over).membershipIds[0] as MembershipId;
  };
  ids = [
    join(lee, 0, { drawDay: 31 }),
    join(lee, 1, { drawDay: 31 }),
    join(ortiz, 0, { drawDay: 5, firstMoney: "full_now" }),
    join(chen, 0, {}, 12),
    join(moss, 0, { drawDay: 20 }),
  ];
  club.advanceTo("2026-02-10");
  for (const { householdId } of families) club.payAll(householdId);
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

function look(change: WhatIf | null = null): Forecast {
  return club.db.read<Forecast>((db) => {
    const steps = forecastSteps(db, club.today(), change);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  });
}

/** What was really asked for, by calendar month, of draws after a day. */
function asked(after: Day, to: Day): Record<string, number> {
  const rows = club.db.read((r) =>
    r.all<{ month: string; cents: number }>(
      `select substr(draw_on, 1, 7) as month, sum(total_cents) as cents from invoice
       where kind = 'draw' and draw_on > ? and draw_on <= ? group by month order by month`,
      after,
      to,
    ),
  );
  return Object.fromEntries(rows.map(({ month, cents }) => [month, cents]));
}

function byMonth(series: Forecast["base"]): Record<string, number> {
  return Object.fromEntries(
    series.months.filter(({ cents }) => cents > 0).map(({ monthOn, cents }) => [monthOn.slice(0, 7), cents]),
  );
}

function liveAYear(): void {
  const until = addMonths(club.today(), 12);
  while (club.today() < until) {
    club.advanceTo(addMonths(club.today(), 1) < until ? addMonths(club.today(), 1) : until);
    for (const { householdId } of families) club.payAll(householdId);
  }
}

describe("BIL-5 the forecast", () => {
  test("BIL-5 twelve months are what the runs then ask for, month by month", () => {
    const [, second, , , last] = ids as [MembershipId, MembershipId, MembershipId, MembershipId, MembershipId];
    holdMembership(club.cx(), { membershipId: second, fromOn: toDay("2026-04-30"), untilOn: toDay("2026-06-15"), kind: "pause", reason: "Away" });
    cancelMembership(club.cx(), { membershipId: last, when: "on_date", onDate: toDay("2026-08-20"), reason: "Moving" });
    const today = club.today();
    const { base, toOn, changedSeries } = look();
    liveAYear();
    expect(byMonth(base)).toEqual(asked(today, toOn));
    expect(base.draws).toBe(
      club.db.read((r) => r.get<{ n: number }>("select count(*) as n from invoice where kind = 'draw' and draw_on > ?", today))?.n,
    );
    expect(changedSeries).toBeNull();
  });

  test("BIL-5 looking ahead writes nothing", () => {
    const before = club.db.read((r) => r.all("select * from membership_schedule"));
    look({ kind: "price_rise", planId: null, basisPoints: 500, fromOn: toDay("2026-03-01") });
    expect(club.db.read((r) => r.all("select * from membership_schedule"))).toEqual(before);
  });

  test("BIL-5 an empty club has a year of nothing", () => {
    const empty = openClub("2026-01-12");
    const steps = empty.db.read<Forecast>((db) => {
      const step = forecastSteps(db, empty.today(), null).next();
      if (!step.done) throw new Error("nothing to work through");
      return step.value;
    });
    expect(steps).toMatchObject({ households: 0, memberships: 0, base: { draws: 0, cents: 0 } });
    expect(steps.base.months).toHaveLength(13);
    empty.dispose();
  });
});

describe("BIL-5 what if", () => {
  test("BIL-5 5 % more from 1 May on: each later monthly draw is 38.85, and no paid period is split", () => {
    const { base, changedSeries, changed } = look({ kind: "price_rise", planId: null, basisPoints: 500, fromOn: toDay("2026-05-01") });
    expect(changed).toBe(5);
    const month = (series: Forecast["base"], on: string): number => series.months.find(({ monthOn }) => monthOn === on)?.cents ?? 0;
    expect(month(changedSeries as Forecast["base"], "2026-04-01")).toBe(month(base, "2026-04-01"));
    // Four monthly members at 37.00, 1.85 more each.
    expect(month(base, "2026-06-01")).toBe(4 * 3700);
    expect(month(changedSeries as Forecast["base"], "2026-06-01")).toBe(4 * 3885);
  });

  test("BIL-5 a plan change that is applied makes the forecast that was tried", () => {
    const plus = club.plan({ name: "Plus", prices: [{ months: 1, priceCents: toCents(4900) }] });
    const change: WhatIf = { kind: "plan_change", fromPlanId: club.adult.planId, toPlanId: plus.planId, fromOn: toDay("2026-05-01") };
    const tried = look(change);
    expect(tried.changed).toBe(4);
    const { changed, left } = applyWhatIf(club.cx(), change);
    // The yearly member stays: the new plan is not sold by the year.
    expect({ changed, left: left.map(({ code }) => code) }).toEqual({ changed: 4, left: ["plan_has_no_such_period"] });
    const after = look();
    expect(after.base).toEqual(tried.changedSeries);
    const today = club.today();
    liveAYear();
    expect(byMonth(after.base)).toEqual(asked(today, after.toOn));
  });

  test("BIL-5 MEM-17 a price rise that is applied writes the letters; printed in time, they make the forecast that was tried", () => {
    const change: WhatIf = { kind: "price_rise", planId: null, basisPoints: 500, fromOn: toDay("2026-05-01") };
    const tried = look(change);
    const before = look();
    expect(applyWhatIf(club.cx(), change)).toEqual({ changed: tried.changed, left: [] });
    // Nobody has been told yet, so nobody will pay more.
    expect(look().base).toEqual(before.base);
    expect(club.printLetters().filter((kind) => kind === "price_change").length).toBeGreaterThan(0);
    const after = look();
    expect(after.base).toEqual(tried.changedSeries);
    const today = club.today();
    liveAYear();
    expect(byMonth(after.base)).toEqual(asked(today, after.toOn));
  });

  test("BIL-5 no change begins in the past", () => {
    const refused = (change: WhatIf): string | undefined => {
      try {
        applyWhatIf(club.cx(), change);
        return undefined;
      } catch (error) {
        if (error instanceof Refusal) return error.code;
        throw error;
      }
    };
    expect(refused({ kind: "price_rise", planId: null, basisPoints: 500, fromOn: toDay("2026-02-09") })).toBe("rise_day_past");
    expect(
      refused({ kind: "plan_change", fromPlanId: club.adult.planId, toPlanId: club.child.planId, fromOn: toDay("2026-02-09") }),
    ).toBe("what_if_day_past");
  });

  test("BIL-5 BIL-11 another timetable of retries is applied to the practice's own", () => {
    expect(applyWhatIf(club.cx(), { kind: "retry_rule", retryDays: [10, 5] })).toMatchObject({ changed: 1 });
    expect(
      club.db.read((r) => r.get<{ settings: string }>("select settings from dunning_settings order by id desc limit 1"))?.settings,
    ).toContain('"retryDays":[5,10]');
  });
});

test("BIL-5 what cards bring in: a first try that fails one time in five, retries one time in two", () => {
  const history = { firstTries: 100, firstSuccesses: 80, retries: 40, retrySuccesses: 20 };
  expect(collectedCents(toCents(10_000), 0, history)).toBe(8000);
  expect(collectedCents(toCents(10_000), 1, history)).toBe(9000);
  expect(collectedCents(toCents(10_000), 4, history)).toBe(9875);
  // Too few to speak from: everything counts as collected.
  expect(collectedCents(toCents(10_000), 0, { ...history, firstTries: 19, firstSuccesses: 0 })).toBe(10_000);
});
