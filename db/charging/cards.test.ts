import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay, toInstant, type Day } from "#domain/calendar.ts";
import type { DeclineKind } from "#domain/charging/attempt.ts";
import { toCents } from "#domain/money.ts";
import { Books, someAt, someDay, type Family } from "../books.fixture.ts";
import { insertAttempt, markDeclined, markFailed, type NewAttempt } from "./attempts.ts";
import {
  findCard,
  findCardByToken,
  hasLiveChargeOfCard,
  insertCard,
  isCardRefused,
  listCards,
  listCardsExpiring,
  markProven,
  markRemoved,
  setPaysBy,
} from "./cards.ts";

let books: Books;
let lee: Family;
beforeEach(() => {
  books = new Books();
  lee = books.family(["Rosa Lee", "Ben Lee"]);
});
afterEach(() => books.dispose());

const later = toInstant("2026-03-05T09:00:00.000Z");

type CardLike = { readonly family?: Family; readonly token?: string; readonly month?: number; readonly year?: number; readonly replacesId?: number };

function card(like: CardLike = {}): number {
  return books.write<number>((db) =>
    insertCard(db, {
      householdId: (like.family ?? lee).householdId,
      token: like.token ?? "tok_1",
      brand: "visa",
      last4: "4242",
      expiresMonth: like.month ?? 4,
      expiresYear: like.year ?? 2027,
      funding: "credit",
      replacesId: like.replacesId ?? null,
      provenAt: null,
      collectsThroughOn: null,
      addedBy: null,
      addedAt: someAt,
    }),
  );
}

function remove(id: number, why: "asked" | "replaced" | "updated" = "asked"): void {
  books.write((db) => markRemoved(db, id, { at: later, by: null, why }));
}

function attempt(cardId: number, key: string, over: Partial<NewAttempt> = {}): void {
  const invoiceId = books.invoice(lee.householdId);
  books.write((db) =>
    insertAttempt(db, {
      key,
      invoiceId,
      householdId: lee.householdId,
      cardId,
      cardToken: "tok_1",
      amountCents: toCents(5000),
      ordinal: 1,
      drawOn: someDay,
      epoch: 1,
      origin: "automatic",
      attemptOn: someDay,
      staffId: null,
      state: "sent",
      sentAt: someAt,
      probeAt: null,
      ...over,
    }),
  );
}

describe("BIL-7 a card on file", () => {
  test("BIL-7 is kept as what may be shown of it and the processor's token, nothing more", () => {
    const id = card();
    expect(books.read((db) => findCard(db, id))).toEqual({
      cardId: id,
      householdId: lee.householdId,
      token: "tok_1",
      brand: "visa",
      last4: "4242",
      expiresMonth: 4,
      expiresYear: 2027,
      funding: "credit",
      replacesId: null,
      provenAt: null,
      collectsThroughOn: null,
      addedAt: someAt,
      removedAt: null,
    });
    expect(books.read((db) => findCard(db, id + 1))).toBeUndefined();
  });

  test("BIL-7 a token stands on one card at a time, and may come back after it was taken away", () => {
    const first = card();
    const other = books.family(["Ana Ortiz"]);
    expect(() => card({ family: other })).toThrow(/UNIQUE/);
    expect(books.read((db) => findCardByToken(db, "tok_1")?.cardId)).toBe(first);
    remove(first);
    expect(books.read((db) => findCardByToken(db, "tok_1"))).toBeUndefined();
    const again = card({ family: other });
    expect(books.read((db) => findCardByToken(db, "tok_1"))).toMatchObject({ cardId: again, householdId: other.householdId });
  });

  test("BIL-7 those of a household are told oldest first, without what was taken away or belongs to others", () => {
    const [first, second] = [card({ token: "a" }), card({ token: "b", replacesId: 1 })];
    card({ family: books.family(["Ana Ortiz"]), token: "c" });
    const list = (): number[] => books.read((db) => listCards(db, lee.householdId).map(({ cardId }) => cardId));
    expect(list()).toEqual([first, second]);
    remove(first, "replaced");
    expect(list()).toEqual([second]);
    expect(books.read((db) => findCard(db, second)?.replacesId)).toBe(first);
  });

  test("BIL-7 taken away once, it keeps the first day and the first reason", () => {
    const id = card();
    remove(id, "asked");
    books.write((db) => markRemoved(db, id, { at: toInstant("2026-04-01T00:00:00.000Z"), by: null, why: "updated" }));
    expect(books.read((db) => db.get("select removed_at as moment, removed_why as why from card"))).toEqual({ moment: later, why: "asked" });
  });

  test("BIL-14 its first success is noted once", () => {
    const id = card();
    const prove = (): boolean => books.write<boolean>((db) => markProven(db, id, later));
    expect([prove(), prove()]).toEqual([true, false]);
    expect(books.read((db) => findCard(db, id)?.provenAt)).toBe(later);
  });
});

describe("BIL-10 what its charges say of a card", () => {
  test.each([
    ["hard", true],
    ["soft", false],
    ["authentication", false],
  ] as const)("BIL-10 a %s decline refuses it for ever: %s", (kind: DeclineKind, refused) => {
    const id = card();
    attempt(id, "a");
    expect(books.read((db) => [hasLiveChargeOfCard(db, id), isCardRefused(db, id)])).toEqual([true, false]);
    books.write((db) => markDeclined(db, "a", { kind, code: "some_code", processorId: null, at: later }));
    expect(books.read((db) => [hasLiveChargeOfCard(db, id), isCardRefused(db, id)])).toEqual([false, refused]);
    // A later attempt that goes through does not make a stolen card good again.
    attempt(id, "b");
    expect(books.read((db) => isCardRefused(db, id))).toBe(refused);
  });

  test.each([
    ["no_such_card", true],
    ["not_sent", false],
    ["gave_up", false],
  ])("BIL-10 a charge that failed as %s refuses it: %s", (failure, refused) => {
    const id = card();
    attempt(id, "a");
    books.write((db) => markFailed(db, "a", failure, later));
    expect(books.read((db) => [hasLiveChargeOfCard(db, id), isCardRefused(db, id)])).toEqual([false, refused]);
  });

  test("BIL-10 what was said of one card is not said of another", () => {
    const [first, second] = [card({ token: "a" }), card({ token: "b" })];
    attempt(first, "a");
    books.write((db) => markDeclined(db, "a", { kind: "hard", code: "stolen_card", processorId: null, at: later }));
    attempt(second, "b", { state: "sent" });
    expect(books.read((db) => [isCardRefused(db, second), hasLiveChargeOfCard(db, second), hasLiveChargeOfCard(db, first)])).toEqual([false, true, false]);
  });
});

describe("BIL-16 cards about to expire", () => {
  const expiring = (from: Day, through: Day) => books.read((db) => listCardsExpiring(db, from, through));
  beforeEach(() => {
    books.sql("update household set pays_by = 'card' where id = ?", lee.householdId);
  });

  test.each([
    ["its last day is the last of its month", 4, 2026, "2026-04-30", true],
    ["not the day before", 4, 2026, "2026-04-29", false],
    ["nor the day after", 4, 2026, "2026-05-01", false],
    ["February of a leap year has 29 days", 2, 2028, "2028-02-29", true],
    ["and 28 in the year after", 2, 2029, "2029-02-28", true],
    ["December ends its own year", 12, 2026, "2026-12-31", true],
    ["and not the year after", 12, 2026, "2027-12-31", false],
  ] as const)("BIL-16 %s", (_, month, year, on, isListed) => {
    card({ month, year });
    expect(expiring(toDay(on), toDay(on))).toHaveLength(isListed ? 1 : 0);
  });

  test("BIL-16 are told with who pays and a phone, the soonest first", () => {
    const ortiz = books.family(["Ana Ortiz"]);
    books.sql("update household set pays_by = 'card' where id = ?", ortiz.householdId);
    books.sql("insert into phone (patient_id, kind, number, digits) values (?, 'home', '978-555-0100', '9785550100')", lee.payer);
    books.sql("insert into phone (patient_id, kind, number, digits) values (?, 'mobile', '978-555-0199', '9785550199')", lee.payer);
    card({ token: "a", month: 5, year: 2026 });
    card({ token: "b", month: 4, year: 2026, family: ortiz });
    expect(expiring(someDay, addDays(someDay, 120)).map(({ payerName, phone }) => [payerName, phone])).toEqual([
      ["Ana Ortiz", ""],
      ["Rosa Lee", "978-555-0199"],
    ]);
  });

  test("BIL-16 not when a newer one is on file, when it was taken away, or when the household pays by hand", () => {
    const old = card({ token: "a", month: 4, year: 2026 });
    const list = (): number => expiring(toDay("2026-04-01"), toDay("2026-04-30")).length;
    expect(list()).toBe(1);
    const newer = card({ token: "b", month: 4, year: 2029, replacesId: old });
    expect(list()).toBe(0);
    remove(newer);
    expect(list()).toBe(1);
    const pays = (by: "card" | "manual"): boolean => books.write<boolean>((db) => setPaysBy(db, lee.householdId, by));
    expect([pays("manual"), list(), pays("manual"), pays("card"), list()]).toEqual([true, 0, false, true, 1]);
    remove(old);
    expect(list()).toBe(0);
  });
});
