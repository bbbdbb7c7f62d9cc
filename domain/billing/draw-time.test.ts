/** One draw-time run a civil day, whatever the clocks of the world do (F-9, R4), and each period once. */
import { expect, test } from "vitest";
import { addDays, dayInZone, makeDay, toDay, type Day, type Instant } from "../calendar.ts";
import type { PlanVersionId } from "../identity.ts";
import { addMilliseconds, epochOf, instantOf } from "../instant.ts";
import type { DrawFacts } from "../memberships/draw-facts.ts";
import { wantedDues } from "../memberships/draw-schedule.ts";
import { firstScheduleRecord } from "../memberships/enrolment.ts";
import { toCents } from "../money.ts";
import { dueDrawDay } from "./draw-time.ts";

const hour = 3_600_000;
const day = 24 * hour;
const step = 28 * day;
/** On the hour, so that a look every hour sees each of them. */
const drawTimes = ["00:00", "02:00", "09:00", "23:00"];

/** Minutes east of Greenwich, from the wall clock that the zone shows. */
function offsetAt(format: Intl.DateTimeFormat, epoch: number): number {
  const parts = Object.fromEntries(format.formatToParts(epoch).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day: date = 0, hour: h = 0, minute = 0 } = parts;
  return Math.round((Date.UTC(year, month - 1, date, h % 24, minute) - epoch) / 60_000);
}

type Change = { readonly zone: string; readonly at: number };

/** Every change of any zone's clock from 2024 to 2032, each kind of change once: zones that change alike are one case. */
function clockChanges(): Change[] {
  const found = new Map<string, Change>();
  for (const zone of Intl.supportedValuesOf("timeZone")) {
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
    const end = Date.UTC(2033, 0, 1);
    let before = offsetAt(format, Date.UTC(2024, 0, 1));
    // Morocco suspends its summer time for a month: four weeks find every change.
    for (let from = Date.UTC(2024, 0, 1); from < end; from += step) {
      const after = offsetAt(format, from + step);
      if (after === before) continue;
      let [low, high] = [from, from + step];
      while (high - low > 60_000) {
        const middle = low + Math.floor((high - low) / 120_000) * 60_000;
        if (offsetAt(format, middle) === before) low = middle;
        else high = middle;
      }
      found.set(`${high} ${before} ${after}`, { zone, at: high });
      before = after;
    }
  }
  return [...found.values()];
}

const changes = clockChanges();

function monthly(drawDay: number, joinOn: Day): DrawFacts {
  const record = firstScheduleRecord({
    joinOn,
    drawDay,
    planVersionId: 1 as PlanVersionId,
    periodMonths: 1,
    priceCents: toCents(3700),
    includesFirstPeriod: false,
    firstMoney: "stub_now",
  });
  return { records: [record], holds: [], endsOn: null };
}

test("F-9 R4 in every zone, at every change of its clock from 2024 to 2032, each civil day has exactly one draw-time run", () => {
  expect(changes.length).toBeGreaterThan(100);
  const wrong: string[] = [];
  for (const { zone, at } of changes)
    for (const drawTime of drawTimes) {
      const ran: Day[] = [];
      const start = instantOf(at - 30 * hour);
      for (let now: Instant = start; epochOf(now) < at + 30 * hour; now = addMilliseconds(now, hour)) {
        const due = dueDrawDay(now, { timeZone: zone, drawTime }, ran.at(-1));
        if (due) ran.push(due);
      }
      // Every whole day between the ends ran once, and none came twice or was left out.
      const [first, last] = [ran[0], ran.at(-1)];
      const expected: Day[] = [];
      if (first && last) for (let on = first; on <= last; on = addDays(on, 1)) expected.push(on);
      const isWhole = first !== undefined && first <= addDays(dayInZone(start, zone), 1) && ran.length >= 2;
      if (!isWhole || ran.join() !== expected.join()) wrong.push(`${zone} ${instantOf(at)} ${drawTime}: ${ran.join()}`);
    }
  expect(wrong).toEqual([]);
}, 120_000);

test("F-9 around every change of the clock a draw of each day is made once", () => {
  const wrong: string[] = [];
  for (const { zone, at } of changes) {
    const joinOn = dayInZone(instantOf(at - 40 * day), zone);
    for (let around = -1; around <= 1; around += 1) {
      const drawDay = Number(dayInZone(instantOf(at + around * day), zone).slice(8));
      const facts = monthly(drawDay, joinOn);
      const made: Day[] = [];
      let through = joinOn;
      for (let now = at - 2 * day; now < at + 2 * day; now += 3 * hour) {
        for (const dues of wantedDues(facts, dayInZone(instantOf(now), zone), through)) {
          made.push(dues.from);
          through = dues.to;
        }
      }
      if (new Set(made).size !== made.length || !made.some((on) => Number(on.slice(8)) === drawDay))
        wrong.push(`${zone} ${instantOf(at)} day ${drawDay}: ${made.join()}`);
    }
  }
  expect(wrong).toEqual([]);
}, 120_000);

/** The last day of a month by another road than ours: the day before the first of the next month. */
function lastOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

test.each([31, 30, 29])("F-5 draw day %i is drawn once in every month of 2024 to 2032, on that day or the month's last", (drawDay) => {
  const facts = monthly(drawDay, toDay(`2024-01-${drawDay}`));
  const drawn = wantedDues(facts, toDay("2032-12-31"));
  expect(drawn).toHaveLength(9 * 12);
  drawn.forEach((dues, index) => {
    const [year, month] = [2024 + Math.floor(index / 12), (index % 12) + 1];
    const on = makeDay(year, month, Math.min(drawDay, lastOfMonth(year, month)));
    expect(dues).toMatchObject({ from: on, chargeOn: on, kind: "period", amountCents: 3700 });
    if (index > 0) expect(drawn[index - 1]?.to).toBe(on);
  });
});

test("F-5 a yearly membership of 29 February 2024 is drawn on 28 February, and on the 29th in leap years", () => {
  const record = firstScheduleRecord({
    joinOn: toDay("2024-02-29"),
    drawDay: 29,
    planVersionId: 1 as PlanVersionId,
    periodMonths: 12,
    priceCents: toCents(42_500),
    includesFirstPeriod: false,
    firstMoney: "stub_now",
  });
  const drawn = wantedDues({ records: [record], holds: [], endsOn: null }, toDay("2032-12-31"));
  expect(drawn.map(({ from }) => from)).toEqual([
    "2024-02-29",
    "2025-02-28",
    "2026-02-28",
    "2027-02-28",
    "2028-02-29",
    "2029-02-28",
    "2030-02-28",
    "2031-02-28",
    "2032-02-29",
  ]);
});
