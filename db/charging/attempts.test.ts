import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay, toInstant, type Day, type Instant } from "#domain/calendar.ts";
import { asId, type InvoiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Books, someAt, someDay, type Family } from "../books.fixture.ts";
import { insertRow } from "../schema.fixture.ts";
import {
  findAttempt,
  findAttemptOfPayment,
  findLiveAttempt,
  insertAttempt,
  listAttemptsOfHousehold,
  listAttemptsOfInvoice,
  listChargingDays,
  listUnfinished,
  listUnfinishedDue,
  markDeclined,
  markFailed,
  markSucceeded,
  markWaiting,
  nextOrdinal,
  noteProcessorId,
  noteResolution,
  type AttemptRow,
  type NewAttempt,
} from "./attempts.ts";
import { closeDispute, findDispute, findDisputeById, findDisputeOfCharge, insertDispute, listDisputes, releaseDispute } from "./disputes.ts";
import { approvePause, askPause, findApproved, findWaitingPause } from "./pauses.ts";

let books: Books;
let lee: Family;
let invoice: InvoiceId;
let cardId: number;
beforeEach(() => {
  books = new Books();
  lee = books.family(["Rosa Lee"]);
  invoice = books.invoice(lee.householdId, { cents: 3700 });
  cardId = books.write<number>((db) => insertRow(db, "card", { household_id: lee.householdId, last4: "4242" }));
});
afterEach(() => books.dispose());

const at = (minute: number): Instant => toInstant(`2026-03-01T10:${String(minute).padStart(2, "0")}:00.000Z`);
const newAttempt = (key: string, over: Partial<NewAttempt> = {}): NewAttempt => ({
  key,
  invoiceId: invoice,
  householdId: lee.householdId,
  cardId,
  cardToken: "tok",
  amountCents: toCents(3700),
  ordinal: 1,
  drawOn: someDay,
  epoch: 1,
  origin: "automatic",
  attemptOn: someDay,
  staffId: null,
  state: "sent",
  sentAt: at(0),
  probeAt: at(5),
  ...over,
});
const send = (key: string, over: Partial<NewAttempt> = {}): void => books.write((db) => insertAttempt(db, newAttempt(key, over)));
const find = (key = "a"): AttemptRow | undefined => books.read((db) => findAttempt(db, key));
const keys = (rows: readonly AttemptRow[]): string[] => rows.map(({ key }) => key);

describe("BIL-8 control 46 an attempt", () => {
  test("keeps its parameters as they were sent, with no outcome yet", () => {
    send("a");
    expect(find()).toMatchObject({ ...newAttempt("a"), processorId: null, declineKind: null, failure: null, doubt: null, probes: 0, settledAt: null, paymentId: null, resolution: null });
    expect([find("b"), books.read((db) => findLiveAttempt(db, invoice)?.key)]).toEqual([undefined, "a"]);
  });

  test("F-13 is the only live one of its invoice, and its key the only one ever", () => {
    send("a");
    expect(() => send("b", { ordinal: 2 })).toThrow(/UNIQUE/);
    books.write((db) => markFailed(db, "a", "not_sent", at(1)));
    send("b", { ordinal: 2 });
    expect(() => send("a", { ordinal: 3, invoiceId: books.invoice(lee.householdId) })).toThrow(/UNIQUE/);
    expect(books.read((db) => [findLiveAttempt(db, invoice)?.key, nextOrdinal(db, invoice), nextOrdinal(db, asId<InvoiceId>(99))])).toEqual(["b", 3, 1]);
  });

  test("waits, and is asked about again when its time has come, the oldest first", () => {
    const second = books.invoice(lee.householdId);
    send("a", { probeAt: at(5) });
    send("b", { invoiceId: second, probeAt: null });
    const due = (minute: number, limit = 9) => books.read((db) => keys(listUnfinishedDue(db, at(minute), limit)));
    expect([due(4), due(5), due(9, 1)]).toEqual([["b"], ["a", "b"], ["a"]]);
    books.write((db) => markWaiting(db, "a", { state: "unknown", processorId: null, doubt: "no_answer", probeAt: at(30) }));
    books.write((db) => markWaiting(db, "a", { state: "pending", processorId: "ch_1", doubt: null, probeAt: at(40) }));
    expect(find()).toMatchObject({ state: "pending", processorId: "ch_1", doubt: null, probes: 2, probeAt: at(40) });
    expect([due(39), books.read((db) => keys(listUnfinished(db, 9)))]).toEqual([["b"], ["a", "b"]]);
  });

  test("that succeeded has its payment once, and no second payment takes its place", () => {
    send("a");
    const [first, second] = [books.pay(lee.householdId, 3700, { tender: "card_on_file" }), books.pay(lee.householdId, 3700)];
    const succeed = (paymentId: typeof first, isLate: boolean): void =>
      books.write((db) => markSucceeded(db, "a", { processorId: "ch_1", paymentId, at: at(2), isLate }));
    succeed(first, false);
    succeed(second, true);
    expect(find()).toMatchObject({ state: "succeeded", processorId: "ch_1", paymentId: first, settledAt: at(2), probeAt: null, failure: null });
    expect(books.read((db) => [findAttemptOfPayment(db, first)?.key, findAttemptOfPayment(db, second), keys(listUnfinished(db, 9))])).toEqual(["a", undefined, []]);
    expect(() => books.write((db) => markDeclined(db, "a", { kind: "hard", code: "stolen_card", processorId: null, at: at(3) }))).toThrow(/CHECK/);
  });

  test("that failed and then succeeded after all says that it was late", () => {
    send("a");
    books.write((db) => markFailed(db, "a", "gave_up", at(1)));
    expect(find()).toMatchObject({ state: "failed", failure: "gave_up", settledAt: at(1), probeAt: null });
    const paymentId = books.pay(lee.householdId, 3700);
    books.write((db) => markSucceeded(db, "a", { processorId: null, paymentId, at: at(9), isLate: true }));
    expect(find()).toMatchObject({ state: "succeeded", failure: "gave_up", paymentId });
  });

  test("that was declined says how, keeps the processor's id it had, and may be followed by another", () => {
    send("a");
    books.write((db) => {
      noteProcessorId(db, "a", "ch_1");
      noteProcessorId(db, "a", "ch_2");
      markDeclined(db, "a", { kind: "soft", code: "insufficient_funds", processorId: null, at: at(3) });
    });
    expect(find()).toMatchObject({ state: "declined", declineKind: "soft", declineCode: "insufficient_funds", processorId: "ch_1", settledAt: at(3), probeAt: null });
    send("b", { ordinal: 2, sentAt: at(10) });
    expect(books.read((db) => [keys(listAttemptsOfInvoice(db, invoice)), keys(listAttemptsOfHousehold(db, lee.householdId, 9)), keys(listAttemptsOfHousehold(db, lee.householdId, 1))])).toEqual([["a", "b"], ["b", "a"], ["b"]]);
  });

  test("that a person looked up says what they found", () => {
    const ada = books.staff("Ada");
    send("a");
    books.write((db) => noteResolution(db, "a", { resolution: "not_charged", reference: "seen at 10:20", by: ada, at: at(20) }));
    expect(find()).toMatchObject({ resolution: "not_charged", reference: "seen at 10:20" });
    expect(books.read((db) => db.get("select resolved_by as who, resolved_at as moment from charge_attempt"))).toEqual({ who: ada, moment: at(20) });
  });

  test("control 49 counts for the ceiling of its day when the machine made it and something was sent", () => {
    const days: readonly (readonly [key: string, on: Day, over: Partial<NewAttempt>])[] = [
      ["a", someDay, {}],
      ["b", someDay, { origin: "catch_up", amountCents: toCents(100) }],
      ["c", addDays(someDay, 1), { origin: "new_card" }],
      ["d", someDay, { origin: "staff" }],
      ["e", someDay, {}],
      ["f", addDays(someDay, 2), {}],
    ];
    for (const [key, attemptOn, over] of days) send(key, { invoiceId: books.invoice(lee.householdId), attemptOn, ...over });
    books.write((db) => markFailed(db, "e", "not_sent", at(1)));
    expect(books.read((db) => listChargingDays(db, someDay, addDays(someDay, 2))).toSorted((x, y) => x.on.localeCompare(y.on))).toEqual([
      { on: "2026-03-01", count: 2, cents: 3800 },
      { on: "2026-03-02", count: 1, cents: 3700 },
    ]);
  });
});

describe("BIL-17 a dispute", () => {
  const open = (disputeId: string, key: string | null = "a"): number =>
    books.write<number>((db) =>
      insertDispute(db, { disputeId, key, householdId: lee.householdId, invoiceId: invoice, amountCents: toCents(3700), reason: "fraudulent", state: "opened", evidenceByOn: toDay("2026-03-20"), openedAt: someAt }),
    );
  beforeEach(() => send("a"));

  test("is one row, however often it is told, and is found by the processor's name, ours and the charge's", () => {
    const id = open("dp_1");
    expect(() => open("dp_1")).toThrow(/UNIQUE/);
    const seen = books.read((db) => [findDispute(db, "dp_1"), findDisputeById(db, id), findDisputeOfCharge(db, "a")].map((one) => one?.id));
    expect(seen).toEqual([id, id, id]);
    expect(books.read((db) => [findDispute(db, "dp_2"), findDisputeOfCharge(db, "b")])).toEqual([undefined, undefined]);
    expect(books.read((db) => findDispute(db, "dp_1"))).toMatchObject({ state: "opened", amountCents: 3700, evidenceByOn: "2026-03-20", closedAt: null, releasedAt: null });
  });

  test.each([
    ["lost", true],
    ["won", false],
  ] as const)("that was %s stands against its charge: %s", (state, stands) => {
    const id = open("dp_1");
    books.write((db) => closeDispute(db, id, { state, at: at(5), returnedPaymentId: null }));
    expect(books.read((db) => [findDisputeById(db, id)?.closedAt, findDisputeOfCharge(db, "a") !== undefined])).toEqual([at(5), stands]);
  });

  test("is released once, and listed unreleased first, then the newest", () => {
    const ids = ["dp_1", "dp_2", "dp_3"].map((name) => open(name));
    const release = (minute: number): void => books.write((db) => releaseDispute(db, ids[2] ?? 0, null, at(minute)));
    release(1);
    release(2);
    const list = books.read((db) => listDisputes(db, 9));
    expect(list.map(({ id }) => id)).toEqual([ids[1], ids[0], ids[2]]);
    expect(list[2]).toMatchObject({ releasedAt: at(1), payerName: "Rosa Lee", invoiceNumber: 1, last4: "4242", receiptNumber: null });
    expect(books.read((db) => listDisputes(db, 1))).toHaveLength(1);
  });
});

describe("control 49 a day above the ceiling", () => {
  const ask = (todayOn: Day, plannedCount: number): void =>
    books.write((db) => askPause(db, { todayOn, plannedCount, plannedCents: plannedCount * 100, ceilingCount: 10, ceilingCents: 1000, askedAt: someAt }));

  test("is one question with the newest figures until a person answers; then its most is what was allowed", () => {
    expect(books.read((db) => [findWaitingPause(db, someDay), findApproved(db, someDay)])).toEqual([undefined, undefined]);
    ask(someDay, 20);
    ask(someDay, 25);
    const waiting = books.read((db) => findWaitingPause(db, someDay));
    expect(waiting).toMatchObject({ plannedCount: 25, plannedCents: 2500 });
    const approve = (): boolean => books.write<boolean>((db) => approvePause(db, waiting?.pauseId ?? 0, null, at(1)));
    expect([approve(), approve()]).toEqual([true, false]);
    expect(books.read((db) => [findWaitingPause(db, someDay), findApproved(db, someDay), findApproved(db, addDays(someDay, 1))])).toEqual([undefined, { count: 25, cents: 2500 }, undefined]);
    ask(someDay, 40);
    expect(books.read((db) => [findWaitingPause(db, someDay)?.plannedCount, findApproved(db, someDay)?.count])).toEqual([40, 25]);
  });
});
