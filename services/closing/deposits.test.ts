/** Bank deposits (INV-13): picking, locking, confirming, undoing, the slip, and that it all adds up. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { depositOf, isDepositLocked } from "#db/closing/deposits.ts";
import { accountBalance } from "#db/ledger.ts";
import { refusalOf } from "#db/testing.ts";
import { toDay } from "#domain/calendar.ts";
import { asId, type HouseholdId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { openClosingDesk, type ClosingDesk } from "./closing-desk.fixture.ts";
import { reverseAtDesk } from "../payments/reverse.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { countDrawer } from "./close-day.ts";
import { readDepositSlip, writeDepositCsv } from "./deposit-slip.ts";
import { confirmDeposit, listDepositsOf, listUndepositedFunds, makeDeposit, undoDeposit, viewDeposit } from "./deposits.ts";
import { lockDays } from "./lock-days.ts";

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

const open = (today = monday) => listUndepositedFunds(desk.cx(today));
const all = (today = monday) => open(today).items.map(({ postingId }) => postingId);
const balances = () => desk.db.read((db) => [accountBalance(db, "cash_drawer"), accountBalance(db, "undeposited_checks"), accountBalance(db, "bank")]);
const make = (postingIds: readonly number[], depositedOn = monday, today = monday) =>
  makeDeposit(desk.cx(today), { postingIds, depositedOn, note: "" });

/** 87.40 and 12.60 in cash, checks of 40.00 and 60.00, and a card that goes to no bank by hand. */
function takings() {
  return {
    cash: desk.take(lee, 8740, { today: monday }),
    more: desk.take(lee, 1260, { today: monday }),
    first: desk.take(lee, 4000, { today: monday, tender: "check", reference: "1001" }),
    second: desk.take(lee, 6000, { today: monday, tender: "check", reference: "1002" }),
    card: desk.take(lee, 9900, { today: monday, tender: "card_terminal" }),
  };
}

test("INV-13 cash and checks wait for the bank, cards do not; picked ones go to it in one entry", () => {
  takings();
  expect(open().items.map(({ account, amountCents, reference }) => [account, amountCents, reference])).toEqual([
    ["cash_drawer", 8740, ""],
    ["cash_drawer", 1260, ""],
    ["undeposited_checks", 4000, "1001"],
    ["undeposited_checks", 6000, "1002"],
  ]);
  expect(open()).toMatchObject({ cashCents: 10_000, checksCents: 10_000 });
  const [, more = 0, first = 0] = all();
  expect(make([more, first])).toMatchObject({ number: 1, cashCents: 1260, checksCents: 4000, totalCents: 5260 });
  expect(balances()).toEqual([8740, 6000, 5260]);
  expect(open()).toMatchObject({ cashCents: 8740, checksCents: 6000 });
  expect(make(all())).toMatchObject({ number: 2, totalCents: 14_740 });
  expect([balances(), open().items]).toEqual([[0, 0, 20_000], []]);
});

test("INV-13 a payment in a deposit cannot be taken back, and its invoice is locked; undone, it can", () => {
  const { invoiceId } = desk.issue(lee, 4000, { today: monday });
  const { paymentId } = desk.take(lee, 4000, { today: monday, tender: "check", reference: "1001" });
  const { depositId } = make(all());
  expect(desk.db.read((db) => depositOf(db, paymentId))).toEqual({ depositId, number: 1, depositedOn: monday, confirmedOn: null });
  expect(desk.db.read((db) => isDepositLocked(db, invoiceId))).toBe(true);
  expect(refusalOf(() => reverseAtDesk(desk.cx(monday), { paymentId, reason: "Mistake" }))).toBe("payment_deposited");
  undoDeposit(desk.cx(monday), { depositId, reason: "Wrong bag" });
  expect(desk.db.read((db) => [depositOf(db, paymentId), isDepositLocked(db, invoiceId)])).toEqual([undefined, false]);
  expect(balances()).toEqual([0, 4000, 0]);
  reverseAtDesk(desk.cx(monday), { paymentId, reason: "Mistake" });
  expect([balances(), open().items]).toEqual([[0, 0, 0], []]);
});

test("INV-13 what was taken back before it got to the bank is not in the list, nor is its opposite", () => {
  const { paymentId } = desk.take(lee, 5000, { today: monday });
  desk.take(lee, 700, { today: monday });
  reverseAtDesk(desk.cx(monday), { paymentId, reason: "Mistake" });
  expect(open().items.map(({ amountCents }) => amountCents)).toEqual([700]);
});

test("INV-13 what the drawer was short goes with the deposit, so that the bank gets what is there", () => {
  desk.take(lee, 10_000, { today: monday });
  countDrawer(desk.cx(monday), {
    dayOn: monday,
    countsSeen: 0,
    pieces: { "5000": 1, "2000": 2, "500": 1, "100": 2 },
    floatCents: toCents(0),
    checksCents: toCents(0),
    cardBatchCents: toCents(0),
    reason: "Change given twice",
  });
  expect(open().items.map(({ kind, amountCents }) => [kind, amountCents])).toEqual([
    ["payment_received", 10_000],
    ["drawer_counted", -300],
  ]);
  const [, short = 0] = all();
  expect(refusalOf(() => make([short]))).toBe("deposit_negative");
  expect(make(all())).toMatchObject({ cashCents: 9700 });
  expect(balances()).toEqual([0, 0, 9700]);
});

test("INV-13 the bank's day: not before the deposit, not ahead; a confirmed deposit stays until that is taken back", () => {
  takings();
  const { depositId } = make(all());
  const confirm = (day: string | null, today = tuesday) =>
    confirmDeposit(desk.cx(today), { depositId, confirmedOn: day === null ? null : toDay(day) });
  expect(refusalOf(() => confirm("2026-11-22"))).toBe("deposit_confirmed_early");
  expect(refusalOf(() => confirm("2026-11-25"))).toBe("day_ahead");
  expect(confirm("2026-11-24")).toMatchObject({ confirmedOn: tuesday });
  expect(refusalOf(() => undoDeposit(desk.cx(tuesday), { depositId, reason: "x" }))).toBe("deposit_already_confirmed");
  expect(confirm(null)).toMatchObject({ confirmedOn: null });
  undoDeposit(desk.cx(tuesday), { depositId, reason: "Never got there" });
  expect(refusalOf(() => undoDeposit(desk.cx(tuesday), { depositId, reason: "x" }))).toBe("deposit_already_undone");
  expect(refusalOf(() => confirm("2026-11-24"))).toBe("deposit_already_undone");
  expect(listDepositsOf(desk.cx(tuesday), { from: monday, to: tuesday })).toMatchObject([
    { number: 1, totalCents: 20_000, checks: 2, items: 4, undoneOn: tuesday, undoReason: "Never got there", confirmedOn: null },
  ]);
  expect(make(all(tuesday), tuesday, tuesday)).toMatchObject({ number: 2, totalCents: 20_000 });
});

test("INV-13 two windows pick the same check at once: it is in one deposit, the other is told and saves nothing", () => {
  takings();
  const picked = all();
  make(picked.slice(0, 3));
  expect(refusalOf(() => make(picked.slice(2)))).toBe("deposit_item_gone");
  expect(listDepositsOf(desk.cx(monday), { from: monday, to: monday })).toHaveLength(1);
  expect(balances()).toEqual([0, 6000, 14_000]);
});

test.each<[string, string, () => unknown]>([
  ["with nothing in it", "deposit_empty", () => make([])],
  ["of something that is not there", "deposit_item_gone", () => make([987_654])],
  ["of tomorrow", "day_ahead", () => make(all(), tuesday)],
  ["dated before what is in it", "deposit_before_money", () => make(all(), toDay("2026-11-20"))],
  ["that does not exist", "deposit_not_found", () => undoDeposit(desk.cx(), { depositId: asId(99), reason: "x" })],
  ["to look at that does not exist", "deposit_not_found", () => viewDeposit(desk.cx(), { depositId: asId(99) })],
])("INV-13 a deposit %s is refused", (_, code, work) => {
  takings();
  expect(refusalOf(work)).toBe(code);
  expect(balances()).toEqual([10_000, 10_000, 0]);
});

test("INV-13 a deposit dated in a locked day is refused; one of today is not", () => {
  takings();
  lockDays(desk.cx(tuesday), { throughOn: monday });
  expect(refusalOf(() => make(all(tuesday), monday, tuesday))).toBe("day_locked");
  expect(make(all(tuesday), tuesday, tuesday)).toMatchObject({ totalCents: 20_000 });
});

test("INV-13 the same posting picked twice counts once", () => {
  takings();
  const [one = 0] = all();
  expect(make([one, one, one])).toMatchObject({ totalCents: 8740 });
});

test("INV-13 the slip lists every check with its number and payer, then the cash, and totals to the deposit", () => {
  takings();
  const { depositId } = make(all());
  const { sheet } = readDepositSlip(desk.cx(monday), { depositId });
  expect(sheet.title).toBe("Deposit 1");
  expect(sheet.sections.map(({ id, totals }) => [id, totals?.at(-1)])).toEqual([
    ["summary", 20_000],
    ["checks", 10_000],
    ["cash", 10_000],
  ]);
  expect(sheet.sections[1]?.rows.map(({ cells }) => cells)).toEqual([
    ["1001", "Rosa Lee", 3, monday, 4000],
    ["1002", "Rosa Lee", 4, monday, 6000],
  ]);
  const { fileName, text } = writeDepositCsv(desk.cx(monday), { depositId });
  expect(fileName).toBe("deposit-1-2026-11-23.csv");
  expect(text).toContain("1002,Rosa Lee,4,2026-11-23,60.00");
  undoDeposit(desk.cx(monday), { depositId, reason: "Torn bag" });
  expect(readDepositSlip(desk.cx(monday), { depositId }).sheet.notes).toEqual(["This deposit was undone: Torn bag"]);
});

const step = fc.oneof(
  fc.record({ do: fc.constant("take" as const), cents: fc.integer({ min: 1, max: 9000 }), tender: fc.constantFrom("cash" as const, "check" as const) }),
  fc.record({ do: fc.constant("reverse" as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant("deposit" as const), picks: fc.array(fc.nat(20), { minLength: 1, maxLength: 6 }) }),
  fc.record({ do: fc.constant("undo" as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant("confirm" as const), which: fc.nat(20) }),
);

test("INV-13 whatever is taken, taken back, deposited and undone: what waits is drawer and checks, and deposits are the rest", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const own = openClosingDesk();
      try {
        const home = own.household("Ben", "Ortiz").householdId;
        const cx = own.cx(monday);
        const payments: Parameters<typeof reverseAtDesk>[1]["paymentId"][] = [];
        for (const one of steps) {
          const deposits = listDepositsOf(cx, { from: monday, to: monday });
          const deposit = "which" in one ? deposits[one.which % Math.max(1, deposits.length)] : undefined;
          const items = listUndepositedFunds(cx).items;
          try {
            if (one.do === "take") payments.push(own.take(home, one.cents, { today: monday, tender: one.tender, reference: "1" }).paymentId);
            if (one.do === "reverse") {
              const paymentId = payments[one.which % Math.max(1, payments.length)];
              if (paymentId !== undefined) reverseAtDesk(cx, { paymentId, reason: "Mistake" });
            }
            if (one.do === "deposit")
              makeDeposit(cx, { postingIds: one.picks.flatMap((pick) => items[pick % Math.max(1, items.length)]?.postingId ?? []), depositedOn: monday, note: "" });
            if (one.do === "undo" && deposit) undoDeposit(cx, { depositId: deposit.depositId, reason: "Mistake" });
            if (one.do === "confirm" && deposit) confirmDeposit(cx, { depositId: deposit.depositId, confirmedOn: monday });
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
          const funds = listUndepositedFunds(cx);
          const sum = (account: string) => funds.items.filter((item) => item.account === account).reduce((total, item) => total + item.amountCents, 0);
          expect([sum("cash_drawer"), sum("undeposited_checks")]).toEqual([funds.cashCents, funds.checksCents]);
          const standing = listDepositsOf(cx, { from: monday, to: monday }).filter(({ undoneOn }) => undoneOn === null);
          expect(own.db.read((db) => accountBalance(db, "bank"))).toBe(standing.reduce((total, { totalCents }) => total + totalCents, 0));
        }
        expect(verifyPractice(own.db).breaches).toEqual([]);
      } finally {
        own.dispose();
      }
    }),
    { numRuns: 25 },
  );
});
