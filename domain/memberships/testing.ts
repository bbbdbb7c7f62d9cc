/** Random memberships for property tests: records of every opening, holds of every kind, ends and returns. */
import fc from "fast-check";
import { addDays, addMonths, makeDay, type Day, type DayRange } from "../calendar.ts";
import type { PlanVersionId } from "../identity.ts";
import { toCents } from "../money.ts";
import type { CollectionShift, DrawFacts, Hold, ScheduleRecord } from "./draw-facts.ts";
import { firstScheduleRecord, type FirstSchedule } from "./enrolment.ts";

export const anyDay: fc.Arbitrary<Day> = fc
  .record({ y: fc.integer({ min: 2023, max: 2029 }), m: fc.integer({ min: 1, max: 12 }), d: fc.integer({ min: 1, max: 28 }) })
  .map(({ y, m, d }) => makeDay(y, m, d));

export const anySchedule: fc.Arbitrary<FirstSchedule> = fc.record({
  joinOn: anyDay,
  drawDay: fc.integer({ min: 1, max: 31 }),
  planVersionId: fc.constant(1 as PlanVersionId),
  periodMonths: fc.constantFrom(1 as const, 3 as const, 6 as const, 12 as const),
  priceCents: fc.integer({ min: 1, max: 99_999 }).map(toCents),
  includesFirstPeriod: fc.boolean(),
  firstMoney: fc.constantFrom("stub_now" as const, "free_until_draw" as const, "full_now" as const),
});

type Event =
  | { readonly act: "hold"; readonly after: number; readonly days: number; readonly kind: Hold["kind"] }
  | { readonly act: "change" | "leave"; readonly after: number; readonly days: number; readonly to: FirstSchedule };

const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    act: fc.constant("hold" as const),
    after: fc.nat(200),
    days: fc.nat(120),
    kind: fc.constantFrom("pause" as const, "extend" as const, "billing_only" as const),
  }),
  fc.record({
    act: fc.constantFrom("change" as const, "leave" as const),
    after: fc.nat(200),
    days: fc.nat(120),
    to: anySchedule,
  }),
);

/** A membership with a history: every event comes after the one before it. */
export const anyHistory: fc.Arbitrary<DrawFacts & { readonly joinOn: Day }> = fc
  .record({
    first: anySchedule,
    events: fc.array(anyEvent, { maxLength: 5 }),
    shift: fc.option(fc.record({ nth: fc.nat(12), days: fc.integer({ min: -20, max: 20 }) })),
    endsAfter: fc.option(fc.nat(900), { freq: 3 }),
  })
  .map(({ first, events, shift, endsAfter }) => {
    const records: ScheduleRecord[] = [firstScheduleRecord(first)];
    const holds: Hold[] = [];
    const absences: DayRange[] = [];
    let on = first.joinOn;
    for (const event of events) {
      on = addDays(on, event.after);
      const until = addDays(on, event.days);
      if (event.act === "hold") holds.push({ kind: event.kind, from: on, until });
      else if (event.act === "leave") absences.push({ from: on, to: until });
      if (event.act === "change") records.push(firstScheduleRecord({ ...event.to, joinOn: on, includesFirstPeriod: false }));
      else on = until;
      if (event.act === "leave") records.push(firstScheduleRecord({ ...event.to, joinOn: until }));
    }
    const record = records[0] as ScheduleRecord;
    const drawOn = shift === null ? null : addMonths(record.anchorOn, shift.nth * record.periodMonths);
    const shifts: CollectionShift[] =
      drawOn === null || shift === null ? [] : [{ drawOn, collectOn: addDays(drawOn, shift.days) }];
    const endsOn = endsAfter === null ? null : addDays(first.joinOn, endsAfter);
    return { joinOn: first.joinOn, records, holds, absences, shifts, endsOn };
  });
