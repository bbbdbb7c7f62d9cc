import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Database } from "#db/database.ts";
import { refusalOf } from "#db/testing.ts";
import { arriveFromElsewhere } from "../practice/billing-stop.ts";
import { openCardClub, type CardClub, type CardMember } from "./card-club.fixture.ts";
import { listNobodys, notePaidBack, placeNobodys } from "./nobodys-charges.ts";

let house: CardClub;
let copy: CardClub;
let lee: CardMember;

/** Kim joins after the backup and is charged; the restored file knows Lee alone. */
beforeEach(async () => {
  house = openCardClub("2026-11-05");
  lee = house.member("Lee");
  const path = join(dirname(house.club.file.path), "backup.db");
  house.db.vacuumInto(path);
  const kim = house.member("Kim");
  await house.runThrough("2026-12-05");
  expect(house.draws(kim.householdId)).toHaveLength(1);
  copy = openCardClub(house.today(), { club: { ...house.club, db: Database.open(path, house.club.file.key) }, cards: house.cards });
  copy.moveTo(house.today(), "16:00");
  arriveFromElsewhere(copy.cx(), "restored", "a-computer", 1);
  await copy.run("start");
});
afterEach(() => {
  // Money that nobody is known for is in no household's ledger, and that is what this is about.
  expect(copy.breaches().filter((breach) => !breach.startsWith("not booked"))).toEqual([]);
  copy.db.close();
  house.dispose();
});

const onlyKey = (): string => listNobodys(copy.cx())[0]?.key ?? "";

test("BIL-20 a charge of somebody who joined after the backup waits for a person, with what the processor calls it", () => {
  expect(listNobodys(copy.cx())).toMatchObject([{ amountCents: 3700, chargedOn: "2026-12-05", drawOn: "2026-12-05", processorId: expect.stringMatching(/./) as string }]);
});

test("BIL-20 once a person has said whose it is, it is that household's card payment, once", () => {
  const key = onlyKey();
  const { creditCents } = placeNobodys(copy.cx(), { key, householdId: lee.householdId });
  expect(creditCents).toBe(3700);
  expect(copy.balance(lee.householdId)).toMatchObject({ creditCents: 3700 });
  expect(listNobodys(copy.cx())).toEqual([]);
  expect(refusalOf(() => placeNobodys(copy.cx(), { key, householdId: lee.householdId }))).toBe("charge_not_found");
  expect(refusalOf(() => notePaidBack(copy.cx(), { key, reference: "re_1" }))).toBe("charge_not_found");
});

test("BIL-20 one that was paid back at the processor is off the list, with its reference, and no money is booked", () => {
  const key = onlyKey();
  expect(refusalOf(() => notePaidBack(copy.cx(), { key, reference: "  " }))).toBe("charge_reference_missing");
  expect(notePaidBack(copy.cx(), { key, reference: "re_1" })).toEqual({ noted: true });
  expect(listNobodys(copy.cx())).toEqual([]);
  expect(copy.db.read((db) => db.get("select reference, payment_id as paymentId from charge_attempt where id = ?", key))).toEqual({ reference: "re_1", paymentId: null });
});

test("BIL-20 a charge that is not waiting, and a household that is not there, are refused", () => {
  expect(refusalOf(() => placeNobodys(copy.cx(), { key: "11111111-2222-4333-8444-555555555555", householdId: lee.householdId }))).toBe("charge_not_found");
  expect(refusalOf(() => placeNobodys(copy.cx(), { key: onlyKey(), householdId: 999 as never }))).toBe("payment_household_not_found");
  expect(listNobodys(copy.cx())).toHaveLength(1);
});
