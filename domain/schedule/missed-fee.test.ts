import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toInstant } from "../calendar.ts";
import { addMilliseconds } from "../instant.ts";
import { toCents } from "../money.ts";
import { missedFee } from "./missed-fee.ts";
import { checkScheduleSettings, defaultSchedule, type ScheduleSettings } from "./settings.ts";

const startsAt = toInstant("2026-06-03T13:00:00.000Z");
const policy: ScheduleSettings = {
  ...defaultSchedule,
  noShowCents: toCents(6000),
  lateFees: [{ underHours: 4, cents: toCents(5000) }, { underHours: 24, cents: toCents(2500) }],
  waiversAYear: 0,
};
const cancelledBefore = (minutes: number, by: "patient" | "practice" = "patient") =>
  ({ kind: "cancelled", by, startsAt, cancelledAt: addMilliseconds(startsAt, -minutes * 60_000) }) as const;

describe("PPL-16 the fee of a missed visit goes by hours of notice", () => {
  test.each([
    [24 * 60 + 1, 0],
    [24 * 60, 0],
    [24 * 60 - 1, 2500],
    [4 * 60, 2500],
    [4 * 60 - 1, 5000],
    [0, 5000],
    [-30, 5000],
  ])("PPL-16 %i minutes before it costs %i", (minutes, cents) => {
    expect(missedFee(policy, cancelledBefore(minutes), 0)).toEqual({ kind: cents === 0 ? "none" : "charged", cents });
  });

  test("PPL-16 a no-show has its own fee, and what the practice cancels costs nothing", () => {
    expect(missedFee(policy, { kind: "no_show" }, 0)).toEqual({ kind: "charged", cents: 6000 });
    expect(missedFee(policy, cancelledBefore(1, "practice"), 0)).toEqual({ kind: "none", cents: 0 });
  });

  test("PPL-16 the first n of a year are waived, with their number; the next is charged", () => {
    const kind = (waived: number) => missedFee({ ...policy, waiversAYear: 2 }, { kind: "no_show" }, waived);
    expect(kind(0)).toEqual({ kind: "waived", cents: 6000, waiver: 1 });
    expect(kind(1)).toEqual({ kind: "waived", cents: 6000, waiver: 2 });
    expect(kind(2)).toEqual({ kind: "charged", cents: 6000 });
  });

  test("PPL-16 a visit that costs nothing uses no waiver", () => {
    expect(missedFee({ ...defaultSchedule, waiversAYear: 3 }, { kind: "no_show" }, 0)).toEqual({ kind: "none", cents: 0 });
    expect(missedFee({ ...policy, waiversAYear: 3 }, cancelledBefore(2000), 0).kind).toBe("none");
  });

  test("PPL-16 less notice never costs less where shorter notice has the higher fee, in whatever order the fees are kept", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 3000 }), (a, b) => {
        const of = (minutes: number, lateFees = policy.lateFees) => missedFee({ ...policy, lateFees }, cancelledBefore(minutes), 0).cents;
        return (a <= b ? of(a) >= of(b) : of(a) <= of(b)) && of(a) === of(a, policy.lateFees.toReversed());
      }),
    );
  });
});

describe("PPL-16 settings of the schedule", () => {
  test.each<[Partial<ScheduleSettings>, string]>([
    [{ fromMinute: 500 }, "hours"],
    [{ toMinute: 1470 }, "hours"],
    [{ fromMinute: -30 }, "hours"],
    [{ fromMinute: 600, toMinute: 630 }, "hours"],
    [{ lateFees: [{ underHours: 0, cents: toCents(1) }] }, "fees"],
    [{ lateFees: [{ underHours: 721, cents: toCents(1) }] }, "fees"],
    [{ lateFees: [{ underHours: 2, cents: toCents(0) }] }, "fees"],
    [{ lateFees: [{ underHours: 2, cents: toCents(1) }, { underHours: 2, cents: toCents(2) }] }, "fees"],
    [{ lateFees: [1, 2, 3, 4, 5].map((underHours) => ({ underHours, cents: toCents(1) })) }, "fees"],
    [{ noShowCents: toCents(-1) }, "fees"],
    [{ waiversAYear: 53 }, "waivers"],
    [{ waiversAYear: -1 }, "waivers"],
    [{ waiversAYear: 1.5 }, "waivers"],
  ])("PPL-16 %j is refused", (over, what) => {
    expect(() => checkScheduleSettings({ ...policy, ...over })).toThrow(expect.objectContaining({ code: "schedule_settings_wrong", facts: { what } }));
  });

  test("PPL-16 the edges go, and fees come back with the shortest notice first", () => {
    const edge = checkScheduleSettings({ ...policy, fromMinute: 0, toMinute: 1440, lateFees: policy.lateFees.toReversed(), waiversAYear: 52 });
    expect(edge.lateFees.map(({ underHours }) => underHours)).toEqual([4, 24]);
    expect(checkScheduleSettings(defaultSchedule)).toEqual(defaultSchedule);
  });
});
