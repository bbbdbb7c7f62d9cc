/**
 * A clock that cannot be believed, and a file on another computer (F-19, BIL-20): each ends in a named
 * stop, nobody is billed or charged meanwhile, and after a person's word everything is made once.
 */
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Database } from "#db/database.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import { confirmBillingStop } from "../billing/confirm-stop.ts";
import { runBilling } from "../billing/run.ts";
import { openCardClub, type CardClub, type CardMember } from "../charging/card-club.fixture.ts";
import { mayBill, viewBillingStop } from "../practice/billing-stop.ts";
import { openForWork } from "../practice/open-file.ts";

let house: CardClub;
let members: CardMember[];

beforeEach(async () => {
  house = openCardClub("2027-01-10");
  members = ["Lee", "Ortiz", "Chen"].map((name) => house.member(name));
  await house.runThrough("2027-01-20");
});
afterEach(() => {
  expect(house.breaches()).toEqual([]);
  house.dispose();
});

const draws = (): number => members.reduce((sum, { householdId }) => sum + house.draws(householdId).length, 0);

/** What the scheduler does with the day the computer shows: it asks first, and then the run asks again. */
async function comeTo(day: Day): Promise<boolean> {
  house.moveTo(day);
  const may = mayBill(house.cx());
  await house.run("start");
  return may;
}

describe.each([
  ["set back by a month", -31],
  ["set back by a day", -1],
  ["46 days ahead", 46],
  ["a year ahead", 365],
])("F-19 a clock that is %s", (_, days) => {
  test("stops billing by name; nobody is billed or charged", async () => {
    const before = { draws: draws(), charges: house.cards.charges.length };
    expect(await comeTo(addDays(house.today(), days))).toBe(false);
    expect(viewBillingStop(house.db)).toMatchObject({ reason: "clock" });
    expect({ draws: draws(), charges: house.cards.charges.length }).toEqual(before);
    // It stays stopped, however often somebody starts the computer.
    expect(await comeTo(addDays(house.today(), 1))).toBe(false);
    expect({ draws: draws(), charges: house.cards.charges.length }).toEqual(before);
  });
});

test("F-19 set right again, one word of a person lets billing go on, and each draw is made once", async () => {
  const today = house.today();
  expect(await comeTo(addDays(today, -40))).toBe(false);
  house.moveTo(addDays(today, 1));
  confirmBillingStop(house.cx(), "The date is right now");
  await house.runThrough("2027-02-10");
  for (const { householdId } of members)
    expect(house.draws(householdId).map(({ dueOn, balanceCents }) => `${dueOn} ${balanceCents}`)).toEqual(["2027-02-10 0"]);
  expect(house.succeeded()).toHaveLength(3);
  expect(await house.run()).toMatchObject({ invoicesMade: 0, charges: { charged: { count: 0 } } });
});

test("F-19 45 days away are believed, and what was missed is made with its own days", async () => {
  expect(await comeTo(addDays(house.today(), 45))).toBe(true);
  expect(viewBillingStop(house.db)).toBeNull();
  for (const { householdId } of members) expect(house.draws(householdId)).toMatchObject([{ dueOn: "2027-02-10" }]);
});

test("BIL-20 a copy of the file on another computer stops by name; nobody is billed or charged there", () => {
  const path = join(house.club.file.path, "..", "copy.db");
  house.db.script("pragma wal_checkpoint(truncate)");
  copyFileSync(house.club.file.path, path);
  const copy = Database.open(path, house.club.file.key, { mustExist: true });
  try {
    house.moveTo("2027-02-10");
    const cx = { ...house.cx(), db: copy };
    openForWork(cx, house.now(), "another computer");
    expect(viewBillingStop(copy)).toMatchObject({ reason: "other_computer" });
    expect(mayBill(cx)).toBe(false);
    expect(runBilling(cx, "start")).toMatchObject({ invoicesMade: 0, totalCents: 0 });
    expect(copy.read((r) => r.get<{ n: number }>("select count(*) as n from invoice where kind = 'draw'"))).toEqual({ n: 0 });
    expect(house.cards.requests()).toBe(0);
  } finally {
    copy.close();
  }
});
