import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, toDay, type Day } from "../calendar.ts";
import { defaultDunning } from "./settings.ts";
import { countedDays, dueNow, lapseDay, promisedLapseDay, timetable, type HeldSpan } from "./timetable.ts";

const day = (text: string): Day => toDay(text);
const failure = day("2026-12-05");

describe("BIL-11 the default timetable from the first failure", () => {
  test("BIL-11 first failure 5 Dec 2026: retries 8, 12, 19, 26 Dec, notices 5, 12, 19, 26 Dec, lapse 2 Jan 2027", () => {
    const table = timetable(failure, defaultDunning);
    expect(table.retries.map(({ on }) => on)).toEqual(["2026-12-08", "2026-12-12", "2026-12-19", "2026-12-26"]);
    expect(table.notices).toEqual([
      { kind: "past_due", day: 0, on: "2026-12-05" },
      { kind: "past_due_fee", day: 7, on: "2026-12-12" },
      { kind: "past_due_reminder", day: 14, on: "2026-12-19" },
      { kind: "past_due_final", day: 21, on: "2026-12-26" },
    ]);
    expect(table.lapseOn).toBe("2027-01-02");
  });

  test("BIL-11 a notice that is switched off is not in it", () => {
    const table = timetable(failure, { ...defaultDunning, writing: { past_due_reminder: "off" } });
    expect(table.notices.map(({ kind }) => kind)).toEqual(["past_due", "past_due_fee", "past_due_final"]);
  });

  test("BIL-11 other days of the practice's own", () => {
    const table = timetable(failure, { ...defaultDunning, graceDays: 40, retryDays: [10] });
    expect(table.retries).toEqual([{ day: 10, on: "2026-12-15" }]);
    expect(table.lapseOn).toBe("2027-01-14");
  });
});

describe("MEM-12 days on hold do not count towards day 28", () => {
  const hold: HeldSpan = { from: day("2026-12-10"), until: day("2027-01-10") };

  test("MEM-12 everything behind the hold moves on by its 31 days", () => {
    const table = timetable(failure, defaultDunning, [hold]);
    expect(table.retries.map(({ on }) => on)).toEqual(["2026-12-08", "2027-01-12", "2027-01-19", "2027-01-26"]);
    expect(table.notices.map(({ on }) => on)).toEqual(["2026-12-05", "2027-01-12", "2027-01-19", "2027-01-26"]);
    expect(table.lapseOn).toBe("2027-02-02");
  });

  test("MEM-12 a step that falls on the hold's first day waits for its end", () => {
    const table = timetable(failure, defaultDunning, [{ from: day("2026-12-12"), until: day("2026-12-20") }]);
    expect(table.retries[1]).toEqual({ day: 7, on: "2026-12-20" });
  });

  test("MEM-12 behind an open end nothing has a day yet", () => {
    const table = timetable(failure, defaultDunning, [{ from: day("2026-12-10"), until: null }]);
    expect(table.retries).toEqual([{ day: 3, on: "2026-12-08" }]);
    expect(table.lapseOn).toBeNull();
  });

  test("MEM-12 whatever the holds, a step lies on an unheld day with exactly its days counted", () => {
    const span = fc
      .tuple(fc.integer({ min: -20, max: 90 }), fc.integer({ min: 1, max: 60 }))
      .map(([at, length]): HeldSpan => ({ from: addDays(failure, at), until: addDays(failure, at + length) }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 4 }), (held) => {
        const table = timetable(failure, defaultDunning, held);
        for (const { day: offset, on } of [...table.retries, ...table.notices]) {
          expect(countedDays(failure, on, held)).toBe(offset);
          expect(held.some(({ from, until }) => from <= on && until !== null && on < until)).toBe(false);
          expect(daysBetween(failure, on)).toBeGreaterThanOrEqual(offset);
          // The first such day: the one before is held, or has counted less.
          const before = addDays(on, -1);
          const heldBefore = held.some(({ from, until }) => from <= before && until !== null && before < until);
          if (before >= failure && !heldBefore) expect(countedDays(failure, before, held)).toBe(offset - 1);
        }
      }),
    );
  });
});

describe("BIL-11 what a day asks for", () => {
  const { notices, retries } = timetable(failure, defaultDunning);
  const none = (): boolean => false;

  test("BIL-11 nothing before its day, and the step itself on its day", () => {
    expect(dueNow(retries, none, day("2026-12-07"))).toEqual({ now: null, skipped: [] });
    expect(dueNow(retries, none, day("2026-12-08")).now?.day).toBe(3);
  });

  test("BIL-11 after days off only the latest due happens; the others are skipped", () => {
    const { now, skipped } = dueNow(notices, none, day("2026-12-20"));
    expect(now?.kind).toBe("past_due_reminder");
    expect(skipped.map(({ kind }) => kind)).toEqual(["past_due", "past_due_fee"]);
  });

  test("BIL-11 what was decided is not asked for again, and nothing older is made up for", () => {
    const decided = new Set(["past_due_fee"]);
    const { now, skipped } = dueNow(notices, ({ kind }) => decided.has(kind), day("2026-12-13"));
    expect(now).toBeNull();
    expect(skipped.map(({ kind }) => kind)).toEqual(["past_due"]);
  });

  test("BIL-11 day by day or at once, each step is decided exactly once and at most one a day happens", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 40 }), (days) => {
        const done = new Set<string>();
        const skipped = new Set<string>();
        for (const offset of days.toSorted((a, b) => a - b)) {
          const today = addDays(failure, offset);
          const due = dueNow(notices, ({ kind }) => done.has(kind) || skipped.has(kind), today);
          for (const step of due.skipped) {
            expect(done.has(step.kind) || skipped.has(step.kind)).toBe(false);
            skipped.add(step.kind);
          }
          if (due.now) {
            expect(due.now.on <= today).toBe(true);
            expect(done.has(due.now.kind)).toBe(false);
            done.add(due.now.kind);
          }
        }
        const last = Math.max(...days);
        expect(done.size + skipped.size).toBe(notices.filter(({ day: offset }) => offset <= last).length);
      }),
    );
  });
});

describe("BIL-11 the lapse is the later of day 28 and seven days after the final notice", () => {
  const lapseOn = day("2027-01-02");
  test.each([
    ["2026-12-26", "2027-01-02"],
    ["2026-12-20", "2027-01-02"],
    ["2026-12-27", "2027-01-03"],
    ["2027-01-15", "2027-01-22"],
  ])("BIL-11 final notice out on %s: lapse on %s", (told, expected) => {
    expect(lapseDay(lapseOn, day(told))).toBe(expected);
  });

  test("BIL-11 without a final notice nothing lapses; nor behind an open-ended hold", () => {
    expect(lapseDay(lapseOn, null)).toBeNull();
    expect(lapseDay(null, day("2026-12-26"))).toBeNull();
  });

  test("BIL-11 a letter printed today never promises a day that would come too early", () => {
    const finalOn = day("2026-12-26");
    expect(promisedLapseDay(lapseOn, finalOn, day("2026-12-05"))).toBe("2027-01-02");
    expect(promisedLapseDay(lapseOn, finalOn, day("2026-12-30"))).toBe("2027-01-06");
    expect(promisedLapseDay(null, finalOn, day("2026-12-30"))).toBeNull();
  });
});
