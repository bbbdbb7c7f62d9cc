/** Closing a day (INV-12): the counted drawer, what it has over or short, recounts, locks, and two windows at once. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { accountBalance, insertLedgerEntry } from "#db/ledger.ts";
import { refusalOf } from "#db/testing.ts";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { openClosingDesk, type ClosingDesk } from "./closing-desk.fixture.ts";
import { reverseAtDesk } from "../payments/reverse.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { countDrawer, viewDay, type DrawerToCount } from "./close-day.ts";
import { listClosedDays, lockDays, unlockDays } from "./lock-days.ts";

const monday = toDay("2026-11-23");
const tuesday = toDay("2026-11-24");
let desk: ClosingDesk;
let lee: HouseholdId;

beforeEach(() => {
  desk = openClosingDesk();
  lee = desk.household("Rosa", "Lee").householdId;
});
afterEach(() => {
  expect(verifyPractice(desk.db).breaches).toEqual([]);
  desk.dispose();
});

const count = (over: Partial<DrawerToCount> = {}): DrawerToCount => ({
  dayOn: monday,
  countsSeen: 0,
  pieces: {},
  floatCents: toCents(0),
  checksCents: toCents(0),
  cardBatchCents: toCents(0),
  reason: "",
  ...over,
});
const balance = (account: Parameters<typeof accountBalance>[1]) => desk.db.read((db) => accountBalance(db, account));

test("INV-12 a drawer that holds the float and the day's cash is even, and nothing is booked", () => {
  desk.take(lee, 8740, { today: monday });
  desk.take(lee, 1260, { today: monday });
  // 150.00 of change in the morning, 100.00 taken.
  const counted = countDrawer(desk.cx(monday), count({ pieces: { "10000": 1, "5000": 2, "2000": 2, "1000": 1 }, floatCents: toCents(15_000) }));
  expect(counted).toEqual({
    seq: 1,
    countedCents: 25_000,
    expectedCents: 10_000,
    overCents: 0,
    bookedCents: 0,
    checksOverCents: 0,
    cardOverCents: 0,
  });
  expect(balance("over_short")).toBe(0);
  expect(viewDay(desk.cx(monday), { dayOn: monday }).counts[0]).toMatchObject({ entryId: null, countedCashCents: 25_000 });
});

test("INV-12 a short drawer says why: 3.25 short stands in over/short and is off the drawer", () => {
  desk.take(lee, 10_000, { today: monday });
  const short = count({ pieces: { "5000": 1, "2000": 2, "500": 1, "100": 1, "25": 3 } });
  expect(refusalOf(() => countDrawer(desk.cx(monday), short))).toBe("count_needs_reason");
  expect(viewDay(desk.cx(monday), { dayOn: monday }).close).toBeNull();
  const counted = countDrawer(desk.cx(monday), { ...short, reason: "Change given twice" });
  expect(counted).toMatchObject({ countedCents: 9675, overCents: -325, bookedCents: -325 });
  expect([balance("cash_drawer"), balance("over_short")]).toEqual([9675, 325]);
});

test("INV-12 a recount books only what it changes: 3.25 short, then the missing 3.00 is found", () => {
  desk.take(lee, 10_000, { today: monday });
  countDrawer(desk.cx(monday), count({ pieces: { "5000": 1, "2000": 2, "500": 1, "100": 1, "25": 3 }, reason: "Lost" }));
  const again = countDrawer(
    desk.cx(monday),
    count({ countsSeen: 1, pieces: { "5000": 1, "2000": 2, "500": 1, "100": 4, "25": 3 }, reason: "Three dollars were under the tray" }),
  );
  expect(again).toMatchObject({ seq: 2, overCents: -25, bookedCents: 300 });
  expect([balance("cash_drawer"), balance("over_short")]).toEqual([9975, 25]);
  const right = countDrawer(desk.cx(monday), count({ countsSeen: 2, pieces: { "10000": 1 } }));
  expect(right).toMatchObject({ seq: 3, overCents: 0, bookedCents: 25 });
  expect([balance("cash_drawer"), balance("over_short")]).toEqual([10_000, 0]);
  expect(viewDay(desk.cx(monday), { dayOn: monday }).counts.map(({ seq, overCents }) => [seq, overCents])).toEqual([
    [3, 0],
    [2, -25],
    [1, -325],
  ]);
});

test("INV-12 an over drawer is a gain: 5.00 too much stands on the other side of over/short", () => {
  expect(countDrawer(desk.cx(monday), count({ pieces: { "500": 1 }, reason: "Nobody knows" }))).toMatchObject({ overCents: 500 });
  expect([balance("cash_drawer"), balance("over_short")]).toEqual([500, -500]);
});

test("INV-12 checks and the card batch are compared and told, not booked: the terminal only", () => {
  desk.take(lee, 4000, { today: monday, tender: "check", reference: "1001" });
  desk.take(lee, 6000, { today: monday, tender: "check", reference: "1002" });
  desk.take(lee, 2500, { today: monday, tender: "card_terminal" });
  desk.take(lee, 1500, { today: monday, tender: "hsa_card" });
  desk.take(lee, 7700, { today: monday, tender: "outside_financing", reference: "CareCredit 9" });
  const day = viewDay(desk.cx(monday), { dayOn: monday });
  expect(day.expected).toEqual({ cashCents: 0, checksCents: 10_000, cardCents: 4000 });
  expect(day.checks.map(({ reference, amountCents }) => [reference, amountCents])).toEqual([
    ["1001", 4000],
    ["1002", 6000],
  ]);
  expect(countDrawer(desk.cx(monday), count({ checksCents: toCents(4000), cardBatchCents: toCents(4100) }))).toMatchObject({
    overCents: 0,
    checksOverCents: -6000,
    cardOverCents: 100,
  });
});

test("INV-12 money that was taken back the same day is not expected in the drawer", () => {
  const { paymentId } = desk.take(lee, 5000, { today: monday });
  const check = desk.take(lee, 4000, { today: monday, tender: "check", reference: "9" });
  reverseAtDesk(desk.cx(monday), { paymentId, reason: "Wrong payer" });
  reverseAtDesk(desk.cx(monday), { paymentId: check.paymentId, reason: "Wrong payer" });
  const day = viewDay(desk.cx(monday), { dayOn: monday });
  expect([day.expected, day.checks]).toEqual([{ cashCents: 0, checksCents: 0, cardCents: 0 }, []]);
});

test("INV-12 the float of the newest count is what the next day begins with", () => {
  countDrawer(desk.cx(monday), count({ pieces: { "2000": 5 }, floatCents: toCents(10_000) }));
  expect(viewDay(desk.cx(tuesday), { dayOn: tuesday }).floatCents).toBe(10_000);
  expect(viewDay(desk.cx(tuesday), { dayOn: toDay("2026-11-20") }).floatCents).toBe(0);
});

test("INV-12 two windows close one day at once: the second is told, and nothing is counted twice", () => {
  desk.take(lee, 1000, { today: monday });
  countDrawer(desk.cx(monday), count({ pieces: { "1000": 1 } }));
  expect(refusalOf(() => countDrawer(desk.cx(monday), count({ pieces: { "500": 1 }, reason: "Short" })))).toBe("day_counted_meanwhile");
  expect(viewDay(desk.cx(monday), { dayOn: monday }).counts).toHaveLength(1);
  expect(balance("over_short")).toBe(0);
  lockDays(desk.cx(tuesday), { throughOn: monday });
  expect(refusalOf(() => lockDays(desk.cx(tuesday), { throughOn: monday }))).toBe("day_already_locked");
});

test("INV-12 the same request twice counts once (F-15)", () => {
  const request = { id: "00000000-0000-4000-8000-000000000001", operation: "closing.count" };
  const input = count({ pieces: { "500": 1 }, reason: "Over" });
  expect(countDrawer(desk.cx(monday, request), input)).toEqual(countDrawer(desk.cx(monday, request), input));
  expect(balance("over_short")).toBe(-500);
});

test("INV-12 a day that has not come is not closed, today is not locked, a locked day is not counted again", () => {
  expect(refusalOf(() => viewDay(desk.cx(monday), { dayOn: tuesday }))).toBe("day_ahead");
  expect(refusalOf(() => countDrawer(desk.cx(monday), count({ dayOn: tuesday })))).toBe("day_ahead");
  expect(refusalOf(() => lockDays(desk.cx(monday), { throughOn: monday }))).toBe("day_not_over");
  lockDays(desk.cx(tuesday), { throughOn: monday });
  expect(refusalOf(() => countDrawer(desk.cx(tuesday), count()))).toBe("day_locked");
  expect(viewDay(desk.cx(tuesday), { dayOn: monday })).toMatchObject({ isLocked: true, isOver: true, lockedThrough: monday });
});

test("INV-12 a locked day refuses every entry of it; the day after takes them", () => {
  lockDays(desk.cx(tuesday), { throughOn: monday });
  const entry = (effectiveOn: typeof monday) =>
    desk.db.write((db) =>
      insertLedgerEntry(db, {
        kind: "written_off",
        householdId: lee,
        effectiveOn,
        enteredAt: desk.cx(tuesday).now,
        actorId: null,
        workstation: "desk",
        memo: "By hand",
        postings: [
          { account: "write_off", amountCents: toCents(100), householdId: null },
          { account: "bank", amountCents: toCents(-100), householdId: null },
        ],
      }),
    );
  expect(refusalOf(() => entry(monday))).toBe("day_locked");
  expect(refusalOf(() => entry(toDay("2026-01-05")))).toBe("day_locked");
  expect(entry(tuesday)).toBeGreaterThan(0);
});

test("INV-12 unlocking a day opens it and the days after it, with who and why; then it takes entries again", () => {
  const wednesday = toDay("2026-11-25");
  desk.take(lee, 1000, { today: monday });
  expect(lockDays(desk.cx(wednesday), { throughOn: monday })).toEqual({ throughOn: monday, days: 1, neverClosed: 1 });
  expect(lockDays(desk.cx(wednesday), { throughOn: tuesday })).toEqual({ throughOn: tuesday, days: 1, neverClosed: 0 });
  expect(refusalOf(() => unlockDays(desk.cx(wednesday), { dayOn: wednesday, reason: "x" }))).toBe("day_not_locked");
  expect(unlockDays(desk.cx(wednesday), { dayOn: monday, reason: "Ana forgot a check" })).toEqual({
    throughOn: toDay("2026-11-22"),
    days: 2,
    neverClosed: 0,
  });
  expect(countDrawer(desk.cx(wednesday), count({ pieces: { "1000": 1 } }))).toMatchObject({ overCents: 0 });
  const { locks, days, lockedThrough } = listClosedDays(desk.cx(wednesday));
  expect(locks.map(({ throughOn, reason }) => [throughOn, reason])).toEqual([
    ["2026-11-22", "Ana forgot a check"],
    [tuesday, ""],
    [monday, ""],
  ]);
  expect(lockedThrough).toBe("2026-11-22");
  expect(days.find(({ dayOn }) => dayOn === monday)).toMatchObject({ counts: 1, overCents: 0, isLocked: false });
  const actions = desk.db.read((db) => db.all<{ action: string }>("select action from audit where action like 'day.%' order by id"));
  expect(actions.map(({ action }) => action)).toEqual(["day.locked", "day.locked", "day.unlocked", "day.counted"]);
});
