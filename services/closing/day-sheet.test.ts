/** The day sheet (INV-12): exact figures over days, both dates, providers, late entries, and that everything ties. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { toDay, toInstant, type Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PaymentId, StaffId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { applyCredit } from "../invoices/apply-credit.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { writeOffInvoice } from "../invoices/write-off.ts";
import { serviceLine } from "../payments/desk.fixture.ts";
import { reverseAtDesk } from "../payments/reverse.ts";
import { showReport, openFigure } from "../reports/show-report.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { cash } from "../payments/desk.fixture.ts";
import { openClosingDesk, type ClosingDesk } from "./closing-desk.fixture.ts";
import { countDrawer } from "./close-day.ts";
import { readDaySheet, type DaySheet, type DaySheetAsk } from "./day-sheet.ts";
import { lockDays } from "./lock-days.ts";
import { makeDeposit, listUndepositedFunds } from "./deposits.ts";

const monday = toDay("2026-11-23");
const tuesday = toDay("2026-11-24");
const wednesday = toDay("2026-11-25");
let desk: ClosingDesk;
let lee: HouseholdId;

beforeEach(() => {
  desk = openClosingDesk();
  lee = desk.household("Rosa", "Lee").householdId;
});
afterEach(() => desk.dispose());

const read = (from: Day, to = from, over: Partial<DaySheetAsk> = {}): DaySheet =>
  desk.db.read((db) => readDaySheet(db, { from, to, basis: "effective", knownAt: null, ...over }));
const short = ({ openingCents, sums, closingCents }: Pick<DaySheet, "openingCents" | "sums" | "closingCents">) => [
  openingCents,
  sums.charges,
  sums.payments,
  sums.adjustments,
  closingCents,
];
const close = (day: Day) =>
  countDrawer(desk.cx(day), { dayOn: day, countsSeen: 0, pieces: {}, floatCents: toCents(0), checksCents: toCents(0), cardBatchCents: toCents(0), reason: "Not counted" });
const by = (provider: StaffId, cents: number) => serviceLine(monday, cents, { providerId: provider });

/** Monday: 150.00 and 80.00 charged, 100.00 paid. Tuesday: 60.00 charged, 70.00 paid, 20.00 written off, 80.00 void. */
function twoDays() {
  const cleaning = desk.issue(lee, 15_000, { today: monday });
  const filling = desk.issue(lee, 8000, { today: monday });
  desk.take(lee, 10_000, { today: monday });
  const exam = desk.issue(lee, 6000, { today: tuesday });
  desk.take(lee, 7000, { today: tuesday, tender: "check", reference: "1001" });
  desk.db.write((w) => writeOffInvoice(desk.cx(tuesday), w, { invoiceId: exam.invoiceId, amountCents: toCents(2000), reason: "Small" }));
  voidAtDesk(desk.cx(tuesday), { invoiceId: filling.invoiceId, reason: "Not done" });
  return { cleaning, filling, exam };
}

test("INV-12 opening + charges − payments ± adjustments = closing, and the next day opens with it", () => {
  twoDays();
  expect(short(read(monday))).toEqual([0, 23_000, -10_000, 0, 13_000]);
  // 70.00 paid the cleaning's last 50.00 and 20.00 of the filling, which the void turns into credit.
  expect(short(read(tuesday))).toEqual([13_000, 6000, -7000, -10_000, 2000]);
  expect(short(read(wednesday))).toEqual([2000, 0, 0, 0, 2000]);
  expect(read(tuesday)).toMatchObject({ owedCents: 4000, heldCents: 2000 });
});

test("INV-12 a range is its days one after another: it opens with the first and closes with the last", () => {
  twoDays();
  const range = read(monday, wednesday);
  expect(short(range)).toEqual([0, 29_000, -17_000, -10_000, 2000]);
  expect(range.days.map((day) => [day.dayOn, ...short(day)])).toEqual([
    [monday, 0, 23_000, -10_000, 0, 13_000],
    [tuesday, 13_000, 6000, -7000, -10_000, 2000],
    [wednesday, 2000, 0, 0, 0, 2000],
  ]);
});

test("INV-12 what is paid too much is a payment of the whole, and held as credit; using it moves nothing", () => {
  desk.issue(lee, 3000, { today: monday });
  desk.take(lee, 5000, { today: monday });
  expect(short(read(monday))).toEqual([0, 3000, -5000, 0, -2000]);
  expect(read(monday)).toMatchObject({ owedCents: 0, heldCents: 2000 });
  desk.issue(lee, 2000, { today: tuesday });
  expect(short(read(tuesday))).toEqual([-2000, 2000, 0, 0, 0]);
});

test("INV-12 by the day of entry an invoice that was meant for Monday counts on the day somebody typed it", () => {
  const late = { ...desk.cx(wednesday) };
  desk.db.write((w) =>
    issueInvoice(late, w, { kind: "manual", householdId: lee, patientId: null, drawOn: null, invoicedOn: monday, dueOn: monday, termsDays: 0, lines: [serviceLine(monday, 4000)] }),
  );
  expect(short(read(monday))).toEqual([0, 4000, 0, 0, 4000]);
  expect(short(read(monday, monday, { basis: "entered" }))).toEqual([0, 0, 0, 0, 0]);
  expect(short(read(wednesday, wednesday, { basis: "entered" }))).toEqual([0, 4000, 0, 0, 4000]);
});

test("INV-12 a day is the practice's: 23:59 in New York is Monday, a minute later is Tuesday, whatever London says", () => {
  // In November New York is five hours behind: 04:59 UTC is 23:59 of the day before.
  takeAtDesk(desk.at("2026-11-24T04:59:59.999Z", monday), cash(lee, 1100));
  takeAtDesk(desk.at("2026-11-24T05:00:00.000Z", tuesday), cash(lee, 2200));
  const entered = (day: Day) => short(read(day, day, { basis: "entered" }));
  expect(entered(monday)).toEqual([0, 0, -1100, 0, -1100]);
  expect(entered(tuesday)).toEqual([-1100, 0, -2200, 0, -3300]);
  const days = read(monday, tuesday, { basis: "entered" }).days.map(({ dayOn, sums }) => [dayOn, sums.payments]);
  expect(days).toEqual([[monday, -1100], [tuesday, -2200]]);
});

test("INV-12 the day the clocks go back has 25 hours, and each of its entries is on it once", () => {
  const sunday = toDay("2026-11-01");
  takeAtDesk(desk.at("2026-11-01T04:00:00.000Z", sunday), cash(lee, 100));
  takeAtDesk(desk.at("2026-11-02T04:59:59.000Z", sunday), cash(lee, 200));
  takeAtDesk(desk.at("2026-11-02T05:00:00.000Z", toDay("2026-11-02")), cash(lee, 400));
  expect(short(read(sunday, sunday, { basis: "entered" }))).toEqual([0, 0, -300, 0, -300]);
});

test("INV-12 what is entered after the first close of its day stands in its own block, until the lock", () => {
  desk.issue(lee, 5000, { today: monday });
  desk.take(lee, 1000, { today: monday });
  close(monday);
  desk.take(lee, 1500, { today: monday });
  const sheet = read(monday);
  expect(short(sheet)).toEqual([0, 5000, -2500, 0, 2500]);
  expect(sheet.lateSums).toEqual({ charges: 0, payments: -1500, adjustments: 0 });
  lockDays(desk.cx(tuesday), { throughOn: monday });
  expect([short(read(monday)), read(monday).lateSums]).toEqual([short(sheet), sheet.lateSums]);
  expect(read(tuesday).lateSums).toEqual({ charges: 0, payments: 0, adjustments: 0 });
  expect(read(monday, monday, { basis: "entered" }).lateSums.payments).toBe(0);
});

test("REP-3 INV-12 as known before the late entry, the sheet is what was printed then", () => {
  desk.issue(lee, 5000, { today: monday });
  takeAtDesk(desk.at("2026-11-23T22:00:00.000Z", monday), cash(lee, 1000));
  const printed = read(monday);
  takeAtDesk(desk.at("2026-11-24T02:00:00.000Z", monday), cash(lee, 1500));
  desk.take(lee, 300, { today: tuesday });
  const again = read(monday, monday, { knownAt: toInstant("2026-11-23T23:00:00.000Z") });
  expect(short(again)).toEqual(short(printed));
  expect(short(again)).toEqual([0, 5000, -1000, 0, 4000]);
  expect(short(read(monday))).toEqual([0, 5000, -2500, 0, 2500]);
});

test("INV-12 by provider: 60.00 of Ana's and 40.00 of Ben's share a payment of 50.00 as 30.00 and 20.00", () => {
  const [ana, ben] = [desk.staff("Ana"), desk.staff("Ben")];
  desk.issue(lee, 0, { today: monday, lines: [by(ana, 6000), by(ben, 4000)] });
  desk.take(lee, 5000, { today: tuesday });
  expect(read(tuesday).providers.map(({ name, openingCents, sums, closingCents }) => [name, openingCents, sums.payments, closingCents])).toEqual([
    ["Ana", 6000, -3000, 3000],
    ["Ben", 4000, -2000, 2000],
    ["No provider", 0, 0, 0],
  ]);
});

test("INV-12 a paid invoice leaves no provider a cent, however its payments round", () => {
  const [ana, ben] = [desk.staff("Ana"), desk.staff("Ben")];
  desk.issue(lee, 0, { today: monday, lines: [by(ana, 333), by(ben, 667)] });
  for (const cents of [1, 499, 250, 249, 1]) desk.take(lee, cents, { today: tuesday });
  expect(read(tuesday).providers.map(({ closingCents }) => closingCents)).toEqual([0, 0, 0]);
});

test("REP-5 INV-12 every figure of the sheet opens the entries that make it", () => {
  twoDays();
  const ask = { report: "day-sheet", from: monday, to: tuesday, basis: "effective", knownAt: null } as const;
  const cx = desk.cx(tuesday);
  const sheet = showReport(cx, ask);
  expect(sheet.sections.map(({ id }) => id)).toEqual(["balance", "days", "providers", "money", "late"]);
  let opened = 0;
  for (const section of sheet.sections)
    for (const row of section.rows)
      for (const columnId of section.opens) {
        if (row.key === null) continue;
        const cents: unknown = row.cells[section.columns.findIndex(({ id }) => id === columnId)];
        if (cents === null) continue;
        const rows = openFigure(cx, ask, { sectionId: section.id, rowKey: row.key, columnId });
        expect([section.id, row.key, columnId, rows.sections[0]?.totals?.at(-1)]).toEqual([section.id, row.key, columnId, cents]);
        opened += 1;
      }
  expect(opened).toBeGreaterThan(20);
  const closing = openFigure(cx, ask, { sectionId: "balance", rowKey: "closing", columnId: "all" }).sections[0];
  expect(closing?.rows.map(({ cells }) => [cells[0], cells.at(-1)])).toEqual([["Invoice 3", 4000], ["Credit held for households", -2000]]);
  expect(openFigure(cx, ask, { sectionId: "providers", rowKey: null, columnId: "charges" }).sections[0]?.totals?.at(-1)).toBe(29_000);
  expect(refusalOf(() => openFigure(cx, ask, { sectionId: "balance", rowKey: "nonsense", columnId: "all" }))).toBe("report_row_unknown");
  expect(refusalOf(() => openFigure(cx, ask, { sectionId: "providers", rowKey: "99", columnId: "charges" }))).toBe("report_row_unknown");
});

test("INV-12 money by tender: received, and taken back, and net; neither a count nor a deposit is money taken", () => {
  desk.take(lee, 4000, { today: monday });
  const wrong = desk.take(lee, 1500, { today: monday });
  desk.take(lee, 2500, { today: monday, tender: "check", reference: "1001" });
  desk.take(lee, 900, { today: monday, tender: "card_terminal" });
  reverseAtDesk(desk.cx(monday), { paymentId: wrong.paymentId, reason: "Wrong payer" });
  countDrawer(desk.cx(monday), { dayOn: monday, countsSeen: 0, pieces: { "5000": 1 }, floatCents: toCents(0), checksCents: toCents(2500), cardBatchCents: toCents(900), reason: "Tip in the drawer" });
  const { items } = listUndepositedFunds(desk.cx(monday));
  makeDeposit(desk.cx(monday), { postingIds: items.map(({ postingId }) => postingId), depositedOn: monday, note: "" });
  const sheet = showReport(desk.cx(monday), { report: "day-sheet", from: monday, to: monday, basis: "effective", knownAt: null });
  const money = sheet.sections.find(({ id }) => id === "money");
  expect(money?.rows.map(({ cells }) => cells)).toEqual([
    ["Card terminal", 900, 0, 900],
    ["Cash", 5500, -1500, 4000],
    ["Checks", 2500, 0, 2500],
  ]);
  expect(money?.totals).toEqual([null, 8900, -1500, 7400]);
});

test("INV-12 more than 400 days at once, days ahead and days backwards are refused", () => {
  expect(refusalOf(() => read(toDay("2025-01-01"), toDay("2026-11-23")))).toBe("period_too_long");
  const ask = { report: "day-sheet", basis: "effective", knownAt: null } as const;
  expect(refusalOf(() => showReport(desk.cx(monday), { ...ask, from: monday, to: tuesday }))).toBe("report_day_ahead");
  expect(refusalOf(() => showReport(desk.cx(tuesday), { ...ask, from: tuesday, to: monday }))).toBe("report_range_backwards");
});

const days = [monday, tuesday, wednesday, toDay("2026-11-26")] as const;
const step = fc.record({
  do: fc.constantFrom("issue" as const, "issue" as const, "pay" as const, "pay" as const, "reverse" as const, "void" as const, "write off" as const, "credit" as const, "close" as const),
  day: fc.nat(days.length - 1),
  which: fc.nat(12),
  cents: fc.integer({ min: 1, max: 9000 }),
  split: fc.integer({ min: 0, max: 100 }),
});

test("INV-12 over any history the sheets chain, providers sum to the practice, ranges are their days, and the end is the ledger", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 25 }), (steps) => {
      const own = openClosingDesk();
      try {
        const staff = [own.staff("Ana"), own.staff("Ben")];
        const homes = [own.household("Ben", "Ortiz").householdId, own.household("Cara", "Diaz").householdId];
        const invoices: InvoiceId[] = [];
        const payments: PaymentId[] = [];
        for (const { do: act, day, which, cents, split } of steps.toSorted((a, b) => a.day - b.day)) {
          const today = days[day] ?? monday;
          const home = homes[which % homes.length] ?? lee;
          const invoiceId = invoices[which % Math.max(1, invoices.length)];
          const paymentId = payments[which % Math.max(1, payments.length)];
          try {
            if (act === "issue") {
              const first = Math.floor((cents * split) / 100);
              const lines = [first, cents - first].map((part, index) => serviceLine(today, part, { providerId: split % 3 === 0 ? null : (staff[index] ?? null), taxRatePpm: 88_750 }));
              invoices.push(own.issue(home, 0, { today, lines }).invoiceId);
            }
            if (act === "pay") payments.push(own.take(home, cents, { today }).paymentId);
            if (act === "reverse" && paymentId) reverseAtDesk(own.cx(today), { paymentId, reason: "Mistake" });
            if (act === "void" && invoiceId) voidAtDesk(own.cx(today), { invoiceId, reason: "Mistake" });
            if (act === "credit" && invoiceId) applyCredit(own.cx(today), { invoiceId });
            if (act === "write off" && invoiceId) own.db.write((w) => writeOffInvoice(own.cx(today), w, { invoiceId, amountCents: toCents(cents), reason: "Small" }));
            if (act === "close") countDrawer(own.cx(today), { dayOn: today, countsSeen: 0, pieces: {}, floatCents: toCents(0), checksCents: toCents(0), cardBatchCents: toCents(0), reason: "x" });
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
        }
        const sheetOf = (from: Day, to: Day, basis: DaySheetAsk["basis"] = "effective"): DaySheet =>
          own.db.read((db) => readDaySheet(db, { from, to, basis, knownAt: null }));
        const [first, last] = [monday, days[3]];
        const whole = sheetOf(first, last);
        expect(sheetOf(first, last, "entered").sums).toEqual(whole.sums);
        let opening = 0;
        for (const [index, day] of days.entries()) {
          const sheet = sheetOf(day, day);
          expect(sheet.openingCents).toBe(opening);
          expect(short(sheet)).toEqual(short(whole.days[index] ?? whole));
          const sum = (cents: (one: DaySheet["providers"][number]) => number): number => sheet.providers.reduce((total, one) => total + cents(one), 0);
          expect([sum((one) => one.openingCents), sum((one) => one.closingCents)]).toEqual([sheet.openingCents, sheet.closingCents]);
          for (const block of ["charges", "payments", "adjustments"] as const) expect(sum((one) => one.sums[block])).toBe(sheet.sums[block]);
          opening = sheet.closingCents;
        }
        const { owed, held } = own.db.read((db) =>
          db.get<{ owed: number; held: number }>("select sum(balance_cents) as owed, sum(credit_cents) as held from household"),
        ) ?? { owed: 0, held: 0 };
        expect([whole.closingCents, whole.owedCents, whole.heldCents]).toEqual([owed - held, owed, held]);
      } finally {
        own.dispose();
      }
    }),
    { numRuns: 25 },
  );
});
