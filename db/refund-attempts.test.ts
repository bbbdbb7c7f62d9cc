/** The rows of refunds to cards: what is claimed, what waits, what ended, and what they carry. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay, toInstant } from "#domain/calendar.ts";
import type { HouseholdId, PaymentId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import {
  deleteRefund,
  findRefundAttempt,
  insertRefundAttempt,
  listCarried,
  listClaimedBy,
  listOpenRefunds,
  listRefundAttemptsOf,
  listRefundsToAsk,
  markRefundEnded,
  markRefundWaiting,
  nettedOf,
  noteReduced,
  onTheWayOf,
  setPaidBy,
  type NewRefundAttempt,
} from "./refund-attempts.ts";
import { insertRow } from "./schema.fixture.ts";
import { openTestFile, type TestFile } from "./testing.ts";

const at = toInstant("2026-12-05T15:00:00.000Z");
const on = toDay("2026-12-05");
let file: TestFile;
let paymentId: PaymentId;
let householdId: HouseholdId;
beforeEach(() => {
  file = openTestFile();
  file.db.write((db) => {
    paymentId = insertRow(db, "payment", { amount_cents: 3700, refunded_cents: 0, tender: "card_on_file", reversed_on: null, reversed_as: null }) as PaymentId;
    householdId = (db.get<{ id: HouseholdId }>("select household_id as id from payment where id = ?", paymentId)?.id ?? 0) as HouseholdId;
  });
});
afterEach(() => file.dispose());

function claim(key: string, over: Partial<NewRefundAttempt> = {}): void {
  file.db.write((db) => {
    insertRefundAttempt(db, {
      key,
      chargeKey: null,
      paymentId,
      householdId,
      amountCents: toCents(1000),
      epoch: 1,
      origin: "found",
      claimedBy: "this start",
      attemptOn: on,
      staffId: null,
      reason: "Moves away",
      sentAt: at,
      ...over,
    });
  });
}

function end(key: string, state: "succeeded" | "declined" | "failed", bookedAs: "taken_back" | "netted" | "unplaced" | "check"): void {
  file.db.write((db) => {
    markRefundEnded(db, key, { state, bookedAs, entryId: null, processorId: "re_1", declineCode: state === "declined" ? "no" : null, failure: null, at, on });
  });
}

/** A refund row that a request carries; the fixture's row beside what counts here. */
function carried(key: string, cents: number): void {
  file.db.write((db) => {
    insertRow(db, "refund", { payment_id: paymentId, household_id: householdId, amount_cents: cents, paid_by: "tender", owed_again: 0, attempt_id: key });
    db.exec("update payment set refunded_cents = refunded_cents + ? where id = ?", cents, paymentId);
    db.exec("update invoice set refunded_cents = refunded_cents + ? where id = (select max(invoice_id) from refund)", cents);
  });
}

const read = <T>(work: Parameters<typeof file.db.read<T>>[0]): T => file.db.read(work) as T;

test("BIL-8 a claim is sent, waits for nobody but its own start, and is on its way", () => {
  claim("one");
  claim("two", { claimedBy: "another start" });
  expect(read((db) => findRefundAttempt(db, "one"))).toMatchObject({ state: "sent", bookedAs: null, amountCents: 1000, probeAt: null });
  expect(read((db) => listClaimedBy(db, "this start"))).toEqual(["one"]);
  expect(read((db) => onTheWayOf(db, paymentId))).toBe(2000);
  expect(read((db) => listRefundAttemptsOf(db, paymentId)).map(({ key }) => key)).toEqual(["one", "two"]);
});

test("BIL-8 the same key is written down once", () => {
  claim("one");
  expect(() => claim("one")).toThrow("UNIQUE");
});

test("BIL-8 one that waits is asked about when its time has come, and no sooner", () => {
  claim("one");
  const probeAt = toInstant("2026-12-05T15:05:00.000Z");
  expect(read((db) => listRefundsToAsk(db, at, 9)).map(({ key }) => key)).toEqual(["one"]);
  file.db.write((db) => markRefundWaiting(db, "one", { state: "unknown", processorId: null, doubt: "no_answer", probeAt }));
  expect(read((db) => listRefundsToAsk(db, at, 9))).toEqual([]);
  expect(read((db) => listRefundsToAsk(db, probeAt, 9))).toMatchObject([{ state: "unknown", doubt: "no_answer" }]);
  expect(read((db) => listClaimedBy(db, "this start"))).toEqual([]);
});

test("INV-9 what a person has to know of: on its way, refused lately, or gone with nothing to stand on", () => {
  for (const key of ["lives", "refused", "netted", "unplaced"]) claim(key);
  end("refused", "declined", "taken_back");
  end("netted", "succeeded", "netted");
  end("unplaced", "succeeded", "unplaced");
  expect(read((db) => listOpenRefunds(db, on, 9)).map(({ key }) => key)).toEqual(["lives", "refused", "unplaced"]);
  expect(read((db) => listOpenRefunds(db, toDay("2026-12-06"), 9)).map(({ key }) => key)).toEqual(["lives", "unplaced"]);
  expect(read((db) => onTheWayOf(db, paymentId))).toBe(1000);
});

test("BIL-20 what of a found charge was netted is counted by charge", () => {
  const chargeKey = file.db.write((db): string => {
    insertRow(db, "charge_attempt", { id: "charge", origin: "found", state: "succeeded", payment_id: null, household_id: householdId });
    return "charge";
  });
  claim("one", { chargeKey });
  claim("two", { chargeKey });
  end("one", "succeeded", "netted");
  end("two", "succeeded", "unplaced");
  expect(read((db) => nettedOf(db, chargeKey))).toBe(1000);
});

test("INV-9 what a request carries, and that it goes without a trace on the payment and the invoice", () => {
  claim("one", { amountCents: toCents(1500) });
  carried("one", 1000);
  carried("one", 500);
  const rows = read((db) => listCarried(db, "one"));
  expect(rows.map(({ amountCents, reduced }) => [amountCents, reduced])).toEqual([[1000, "[]"], [500, "[]"]]);
  file.db.write((db) => {
    for (const { refundId } of rows) noteReduced(db, refundId, [[7, toCents(5)]]);
    setPaidBy(db, "one", "check");
  });
  expect(read((db) => listCarried(db, "one"))).toMatchObject([{ paidBy: "check", reduced: "[[7,5]]" }, { paidBy: "check" }]);
  file.db.write((db) => {
    for (const refund of rows) deleteRefund(db, refund);
  });
  expect(read((db) => listCarried(db, "one"))).toEqual([]);
  expect(read((db) => db.get("select refunded_cents as cents from payment where id = ?", paymentId))).toEqual({ cents: 0 });
  expect(read((db) => db.get("select count(*) as n from invoice where refunded_cents <> 0"))).toEqual({ n: 0 });
});

test("INV-9 a refund of credit that goes gives the credit back", () => {
  claim("one");
  const creditId = file.db.write((db): number => {
    const id = insertRow(db, "credit", { amount_cents: 500, left_cents: 500, household_id: householdId, taken_back_on: null });
    insertRow(db, "refund", { payment_id: paymentId, household_id: householdId, amount_cents: 300, paid_by: "tender", owed_again: 0, attempt_id: "one", invoice_id: null, credit_id: id });
    db.exec("update payment set refunded_cents = 300 where id = ?", paymentId);
    return id;
  });
  const left = () => read((db) => db.get<{ cents: number }>("select left_cents as cents from credit where id = ?", creditId)?.cents);
  expect(left()).toBe(200);
  file.db.write((db) => {
    for (const refund of listCarried(db, "one")) deleteRefund(db, refund);
  });
  expect(left()).toBe(500);
});
