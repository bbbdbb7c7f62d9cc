/** The lock date (F-10, INV-12): the newest row counts, and nothing before it is forgotten. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { addDays, toDay, toInstant } from "#domain/calendar.ts";
import { refusalOf, openTestFile, type TestFile } from "../testing.ts";
import { firstOpenDay, insertDayLock, isDayClosed, listDayLocks, lockedThrough, requireOpenDay } from "./locks.ts";

const at = toInstant("2026-11-23T15:00:00.000Z");
const sunday = toDay("2026-11-22");
let file: TestFile;
beforeEach(() => {
  file = openTestFile();
});
afterEach(() => file.dispose());

const lock = (throughOn: string | null, reason = "") =>
  file.db.write((db) => insertDayLock(db, { throughOn: throughOn === null ? null : toDay(throughOn), reason, by: null, at }));
const through = () => file.db.read((db) => lockedThrough(db));

test("F-10 nothing is locked in a new practice", () => {
  expect(through()).toBeNull();
  expect(file.db.read((db) => [isDayClosed(db, sunday), firstOpenDay(db, sunday)])).toEqual([false, sunday]);
  expect(file.db.read((db) => requireOpenDay(db, toDay("1900-01-01")))).toBeUndefined();
});

test.each([
  ["long before", "2020-02-29", true, "2026-11-23"],
  ["the day itself", "2026-11-22", true, "2026-11-23"],
  ["the day after", "2026-11-23", false, "2026-11-23"],
  ["far ahead", "2030-01-01", false, "2030-01-01"],
])("INV-12 with the books locked through 22 Nov, %s (%s): locked %s, an entry goes to %s", (_, day, isLocked, goesTo) => {
  lock("2026-11-22");
  expect(file.db.read((db) => [isDayClosed(db, toDay(day)), firstOpenDay(db, toDay(day))])).toEqual([isLocked, goesTo]);
  if (isLocked) expect(refusalOf(() => file.db.read((db) => requireOpenDay(db, toDay(day))))).toBe("day_locked");
});

test("INV-12 over the end of a month and of a year the first open day is the next one", () => {
  lock("2026-12-31");
  expect(file.db.read((db) => firstOpenDay(db, sunday))).toBe("2027-01-01");
  lock("2028-02-28");
  expect(file.db.read((db) => firstOpenDay(db, sunday))).toBe("2028-02-29");
});

test("INV-12 an earlier date opens the days after it, null opens all, and the list keeps who did what", () => {
  lock("2026-11-20");
  lock("2026-11-22");
  lock("2026-11-18", "A check was forgotten");
  expect(through()).toBe("2026-11-18");
  lock(null, "Start again");
  expect(through()).toBeNull();
  expect(file.db.read((db) => listDayLocks(db, 3)).map(({ throughOn, reason }) => [throughOn, reason])).toEqual([
    [null, "Start again"],
    ["2026-11-18", "A check was forgotten"],
    ["2026-11-22", ""],
  ]);
});

test("F-10 a lock is never edited or taken away: the table refuses it", () => {
  lock("2026-11-20");
  expect(() => file.db.write((db) => db.exec("update day_lock set through_on = null"))).toThrow("append-only");
  expect(() => file.db.write((db) => db.exec("delete from day_lock"))).toThrow("append-only");
  expect(addDays(through() ?? sunday, 1)).toBe("2026-11-21");
});
