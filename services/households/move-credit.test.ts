/** Credit of one household that a person gives to another (PPL-3, INV-8, INV-9). */
import { afterEach, beforeEach, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import type { StatementData } from "#domain/statements/document-data.ts";
import { openClub } from "../memberships/club.fixture.ts";
import { openDesk, type Desk } from "../payments/desk.fixture.ts";
import { reverseAtDesk } from "../payments/reverse.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { refundCredit } from "../refunds/refund-credit.ts";
import { readPrintingOf } from "../statements/print-setup.ts";
import { readStatement } from "../statements/statement-data.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { mergeHouseholds } from "./merge-households.ts";
import { listMovedCredit, moveCredit, previewMoveCredit, undoMoveCredit, type CreditMoveInput } from "./move-credit.ts";

let desk: Desk;
let lee: HouseholdId;
let ortiz: HouseholdId;
beforeEach(() => {
  desk = openDesk();
  lee = desk.household("Rosa", "Lee").householdId;
  ortiz = desk.household("Ben", "Ortiz").householdId;
});
afterEach(() => {
  expect(verifyPractice(desk.db).breaches).toEqual([]);
  desk.dispose();
});

const move = (cents: number, over: Partial<CreditMoveInput> = {}): CreditMoveInput => ({
  fromHouseholdId: lee,
  toHouseholdId: ortiz,
  cents: toCents(cents),
  reason: "Paid for the grandchildren",
  ...over,
});
const credits = () => [desk.money(lee).creditCents, desk.money(ortiz).creditCents];

test("INV-8 30.00 of 50.00 goes over in one entry whose postings offset each other, oldest credit first", () => {
  desk.take(lee, 2000);
  desk.take(lee, 3000);
  expect(previewMoveCredit(desk.cx(), move(3000))).toMatchObject({ fromCreditCents: 2000, toCreditCents: 3000 });
  expect(credits()).toEqual([5000, 0]);
  const { moveIds, toName } = moveCredit(desk.cx(), move(3000));
  expect([moveIds.length, toName, credits()]).toEqual([2, "Ben Ortiz", [2000, 3000]]);
  const postings = desk.db.read((r) =>
    r.all("select p.household_id as householdId, p.amount_cents as cents from posting p join entry e on e.id = p.entry_id where e.kind = 'transferred' order by p.id"),
  );
  expect(postings).toEqual([
    { householdId: lee, cents: 2000 },
    { householdId: ortiz, cents: -2000 },
    { householdId: lee, cents: 1000 },
    { householdId: ortiz, cents: -1000 },
  ]);
  expect(desk.db.read((r) => r.all("select left_cents as cents from credit order by id"))).toEqual([{ cents: 0 }, { cents: 2000 }, { cents: 2000 }, { cents: 1000 }]);
});

test("INV-8 the statements of both tell of it, and their unused credit is what they have", () => {
  const club = openClub("2027-01-05");
  try {
    const [from, to] = [club.family("Lee", ["Rosa", "1980-01-01"]).householdId, club.family("Ortiz", ["Ben", "1980-01-01"]).householdId];
    takeAtDesk(club.cx(), { householdId: from, tender: "cash", amountCents: toCents(5000), tenderedCents: null, reference: "", choices: null, note: "" });
    moveCredit(club.cx(), { fromHouseholdId: from, toHouseholdId: to, cents: toCents(3000), reason: "For the nephew" });
    const printing = readPrintingOf(club.cx());
    const read = (householdId: HouseholdId) =>
      club.db.read<StatementData>((db) => readStatement(db, printing, { householdId, fromOn: toDay("2027-01-01"), note: "" }, club.today()));
    const description = "Credit of household 1 moved to household 2: For the nephew";
    expect(read(from)).toMatchObject({ unusedCreditCents: 2000, lines: expect.arrayContaining([expect.objectContaining({ description, chargeCents: 3000 })]) as unknown });
    expect(read(to)).toMatchObject({ unusedCreditCents: 3000, lines: [{ description, creditCents: 3000 }] });
  } finally {
    club.dispose();
  }
});

test("F-11 both households' audit trails say what moved and why", () => {
  desk.take(lee, 2000);
  moveCredit(desk.cx(), move(2000));
  const trail = desk.db.read((r) => r.all<{ subject: string; after: string }>("select subject, after from audit where action = 'credit.moved' order by id"));
  expect(trail.map(({ subject }) => subject)).toEqual([`household/${lee}`, `household/${ortiz}`]);
  expect(trail.map(({ after }) => (JSON.parse(after) as { cents: number; reason: string }).cents)).toEqual([-2000, 2000]);
});

test("INV-8 what arrived pays the other household's invoices and can be given back as money", () => {
  desk.take(lee, 5000);
  moveCredit(desk.cx(), move(5000));
  const { invoiceId } = desk.issue(ortiz, 3000);
  expect(desk.money(ortiz)).toEqual({ balanceCents: 0, creditCents: 2000 });
  expect(invoiceId).toBeGreaterThan(0);
  refundCredit(desk.cx(), { householdId: ortiz, cents: toCents(2000), by: "cash", reason: "Moves away" });
  expect(credits()).toEqual([0, 0]);
});

test("INV-8 it is taken back while all of it is there, and the credit is what it was", () => {
  desk.take(lee, 5000);
  const [moveId = 0] = moveCredit(desk.cx(), move(3000)).moveIds;
  expect(listMovedCredit(desk.cx(), ortiz)).toMatchObject([{ fromName: "Rosa Lee", toName: "Ben Ortiz", amountCents: 3000, canBeUndone: true, isUndone: false }]);
  expect(undoMoveCredit(desk.cx(), { moveId, reason: "The other Ortiz" })).toEqual({ cents: 3000 });
  expect(credits()).toEqual([5000, 0]);
  expect(listMovedCredit(desk.cx(), lee)).toMatchObject([{ isUndone: true, canBeUndone: false }]);
  expect(refusalOf(() => undoMoveCredit(desk.cx(), { moveId, reason: "Again" }))).toBe("credit_move_undone");
  moveCredit(desk.cx(), move(5000));
  expect(credits()).toEqual([0, 5000]);
});

test("INV-8 what was used of it stays where it is", () => {
  desk.take(lee, 5000);
  const [moveId = 0] = moveCredit(desk.cx(), move(5000)).moveIds;
  desk.issue(ortiz, 1000);
  expect(listMovedCredit(desk.cx(), lee)[0]?.canBeUndone).toBe(false);
  expect(refusalOf(() => undoMoveCredit(desk.cx(), { moveId, reason: "Wrong" }))).toBe("credit_move_used");
  expect(moveCredit(desk.cx(), move(4000, { fromHouseholdId: ortiz, toHouseholdId: lee })).moveIds).toHaveLength(1);
  expect(credits()).toEqual([4000, 0]);
});

test("F-17 what cannot move is refused in words, and nothing of it stays", () => {
  desk.take(lee, 2000);
  expect(refusalOf(() => moveCredit(desk.cx(), move(2001)))).toBe("refund_credit_too_much");
  expect(refusalOf(() => moveCredit(desk.cx(), move(0)))).toBe("credit_move_nothing");
  expect(refusalOf(() => moveCredit(desk.cx(), move(100, { toHouseholdId: lee })))).toBe("credit_same_household");
  expect(refusalOf(() => moveCredit(desk.cx(), move(100, { toHouseholdId: 99 as HouseholdId })))).toBe("household_not_found");
  expect(refusalOf(() => undoMoveCredit(desk.cx(), { moveId: 99, reason: "x" }))).toBe("credit_move_not_found");
  expect(credits()).toEqual([2000, 0]);
});

test("MEM-15 a household that was merged into another gets and gives nothing", () => {
  const khan = desk.household("Sana", "Khan").householdId;
  desk.take(lee, 2000);
  const [moveId = 0] = moveCredit(desk.cx(), move(500)).moveIds;
  mergeHouseholds(desk.cx(), { survivorId: khan, absorbedId: ortiz });
  expect(refusalOf(() => moveCredit(desk.cx(), move(500)))).toBe("merge_already_done");
  // The credit went along, and is taken back from where it is now.
  expect(desk.money(khan).creditCents).toBe(500);
  expect(moveId).toBeGreaterThan(0);
});

test("BIL-8 while a card charge or refund of one of the two has no outcome, its credit waits", () => {
  desk.take(lee, 2000);
  desk.db.write((db) => {
    db.exec(
      "insert into refund_attempt (id, origin, household_id, amount_cents, attempt_on, sent_at, state) values ('r', 'found', ?, 100, 'x', 'x', 'unknown')",
      ortiz,
    );
  });
  expect(refusalOf(() => moveCredit(desk.cx(), move(100)))).toBe("credit_move_charge_open");
});

test("INV-9 a payment of today that is taken back takes its moved credit along, unless that was used", () => {
  const { paymentId } = desk.take(lee, 2000);
  moveCredit(desk.cx(), move(500));
  reverseAtDesk(desk.cx(), { paymentId, reason: "Wrong amount" });
  expect(credits()).toEqual([0, 0]);
  const second = desk.take(lee, 2000);
  moveCredit(desk.cx(), move(500));
  desk.issue(ortiz, 100);
  expect(refusalOf(() => reverseAtDesk(desk.cx(), { paymentId: second.paymentId, reason: "Wrong amount" }))).toBe("credit_move_used");
  expect(credits()).toEqual([1500, 400]);
});
