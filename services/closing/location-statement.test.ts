/** The location statement (INV-14): members, money by card and in all, payouts, whether they tie, and kept copies. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { listPayouts } from "#db/closing/payouts.ts";
import { accountBalance } from "#db/ledger.ts";
import { refusalOf } from "#db/testing.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import { asId, type MembershipId, type PaymentId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { openCardClub, type CardClub } from "../charging/card-club.fixture.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { refundPayment } from "../refunds/refund-payment.ts";
import { openFigure, showReport } from "../reports/show-report.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { keepStatement, listKept, monthsToKeep, readMonthPaper, requireKept } from "./keep-statements.ts";
import { readLocationFigures } from "./location-figures.ts";
import { lockDays } from "./lock-days.ts";
import { confirmPayout, fetchPayouts, listPayoutsOf } from "./payouts.ts";

let house: CardClub;
beforeEach(() => {
  house = openCardClub("2026-03-05");
});
afterEach(() => {
  expect(verifyPractice(house.db).breaches).toEqual([]);
  house.dispose();
});

const april = { from: toDay("2026-04-01"), to: toDay("2026-04-30") };
const march = { from: toDay("2026-03-01"), to: toDay("2026-03-31") };
const figures = (period: typeof april) => house.db.read((db) => readLocationFigures(db, period));
/** A statement of a month that is not over goes through today. */
const ask = ({ from, to }: typeof april) => ({ report: "location-statement" as const, from, to: to < house.today() ? to : house.today() });
const sheet = (period: typeof april) => showReport(house.cx(), ask(period));
const notes = (period: typeof april) => sheet(period).notes;
const balance = (account: Parameters<typeof accountBalance>[1]) => house.db.read((db) => accountBalance(db, account));

test("INV-14 two months of a small club: who joined and left, dues and fees apart, by card and in all", async () => {
  house.member("Lee");
  house.member("Ortiz");
  await house.runThrough("2026-03-31");
  const first = figures(march);
  expect(first.members).toEqual({ opening: 0, joins: 2, rejoins: 0, cancels: 0, lapses: 0, closing: 2 });
  expect(first.money.fees.all).toBe(2 * 9900);
  await house.runThrough("2026-04-30");
  const second = figures(april);
  expect(second.members).toEqual({ opening: 2, joins: 0, rejoins: 0, cancels: 0, lapses: 0, closing: 2 });
  expect(second.money.dues).toEqual({ all: 7400, card: 7400 });
  expect([second.grossCents, second.netCents]).toEqual([{ all: 7400, card: 7400 }, { all: 7400, card: 7400 }]);
});

test("INV-14 without a payout it says so plainly, and what is with the processor by our books", async () => {
  house.member("Lee");
  await house.runThrough("2026-04-30");
  const shown = sheet(april);
  const payouts = shown.sections.find(({ id }) => id === "payouts");
  expect([payouts?.rows, payouts?.empty]).toEqual([[], "No payouts are reported for this period."]);
  expect(shown.notes).toEqual(["No payouts are reported for this period. By our books 37.00 is with the processor from this period."]);
});

test("INV-14 a payout with its transactions and fees ties: 37.00 less 1.40 is 35.60 at the bank", async () => {
  house.member("Lee");
  await house.runThrough("2026-04-12");
  house.cards.payOut(toDay("2026-04-12"), { feeCents: 140 });
  expect(await fetchPayouts(house.cx)).toBe(1);
  expect(await fetchPayouts(house.cx)).toBe(0);
  expect([balance("bank"), balance("processor_fees"), balance("card_clearing")]).toEqual([3560, 140, 0]);
  const { money, netCents, tie } = figures(april);
  expect([money.processor, netCents.card]).toEqual([{ all: -140, card: -140 }, 3560]);
  expect(tie).toMatchObject({ booksCents: 3700, processorCents: 3700, paidOutCents: 3560, transactionsCents: 3560, unseen: 1 });
  expect(notes(april)).toEqual([
    "Charges less refunds and disputes tie: 37.00 in our books and at the processor.",
    "The payouts of 35.60 are what their transactions come to.",
    "1 payout was not looked up at the bank yet.",
  ]);
  const [payout] = listPayoutsOf(house.cx(), april).payouts;
  const seen = (cents: number) => confirmPayout(house.cx(), { payoutRowId: payout?.payoutRowId ?? asId(0), bank: { on: toDay("2026-04-12"), cents: toCents(cents) } });
  expect(seen(3560)).toMatchObject({ offCents: 0 });
  expect(notes(april)[2]).toBe("The bank shows every payout.");
  expect(seen(3500)).toMatchObject({ offCents: -60 });
  expect(notes(april)[2]).toBe("The bank shows 0.60 less than was paid out.");
  const transactions = openFigure(house.cx(), ask(april), { sectionId: "payouts", rowKey: String(payout?.payoutRowId), columnId: "transactions" });
  expect(transactions.sections[0]?.rows.map(({ cells }) => cells.slice(1))).toEqual([["Charge", expect.stringContaining("Lee"), 3700, -140, 3560]]);
});

test("INV-14 what does not tie is told to the cent: a charge nobody booked, a payout that is short", async () => {
  house.member("Lee");
  await house.runThrough("2026-04-12");
  house.cards.payOut(toDay("2026-04-12"), {
    amountCents: toCents(4000),
    items: [
      { kind: "charge", chargeKey: "not ours", happenedOn: toDay("2026-04-11"), amountCents: toCents(4500), feeCents: toCents(150) },
    ],
  });
  await fetchPayouts(house.cx);
  expect(notes(april).slice(0, 2)).toEqual([
    "Charges less refunds and disputes are 37.00 in our books and 45.00 in the processor’s payouts: 8.00 more was paid out than is in our books.",
    "The payouts differ from their transactions by −3.50.",
  ]);
  expect(sheet(april).sections.at(-1)?.rows[0]?.cells).toEqual(["2026-04-11", "Charge", "Not in our books", 4500, -150, 4350]);
  expect(balance("card_clearing")).toBe(3700 - 4150);
});

test("INV-14 a dispute takes the money off and winning brings it back; it is no second payment of dues", async () => {
  const lee = house.member("Lee");
  await house.runThrough("2026-04-12");
  const key = house.attempts(lee.householdId).find(({ state, amountCents }) => state === "succeeded" && amountCents === 3700)?.key ?? "";
  const report = { kind: "dispute" as const, disputeId: "dp_1", key, amountCents: toCents(3700), reason: "fraudulent", evidenceBy: null };
  house.cards.emit({ id: "d1", at: house.now(), ...report, state: "opened" });
  await house.runThrough("2026-04-14");
  expect(figures(april).money).toMatchObject({ dues: { all: 3700, card: 3700 }, disputes: { all: -3700, card: -3700 } });
  expect(figures(april).netCents.card).toBe(0);
  house.cards.emit({ id: "d2", at: house.now(), ...report, state: "won" });
  await house.runThrough("2026-04-16");
  expect(figures(april).money).toMatchObject({ dues: { all: 3700 }, disputes: { all: 0, card: 0 } });
});

test("INV-9 INV-14 a refund to a card counts on the day it went, and ties with the payout that it is in", async () => {
  const lee = house.member("Lee");
  await house.runThrough("2026-04-12");
  const [draw] = house.draws(lee.householdId);
  const paid = house.attempts(lee.householdId).find(({ state, amountCents }) => state === "succeeded" && amountCents === 3700);
  const asked = { paymentId: asId<PaymentId>(paid?.paymentId ?? 0), parts: [{ invoiceId: draw?.invoiceId ?? null, cents: toCents(2960) }] };
  refundPayment(house.cx(), { ...asked, by: "tender", owedAgain: false, reason: "Moves away" });
  // Set aside, not gone.
  expect(figures(april).money.refunds).toEqual({ all: 0, card: 0 });
  await house.runThrough("2026-04-14");
  expect(figures(april).money.refunds).toEqual({ all: -2960, card: -2960 });
  house.cards.payOut(toDay("2026-04-14"));
  await fetchPayouts(house.cx);
  expect(figures(april).tie).toMatchObject({ booksCents: 740, processorCents: 740, paidOutCents: 740 });
  expect([balance("bank"), balance("card_clearing"), balance("refunds_payable")]).toEqual([740, 0, 0]);
  expect(notes(april)[0]).toBe("Charges less refunds and disputes tie: 7.40 in our books and at the processor.");
});

test("INV-14 somebody who cancels counts on the day it takes effect, and the figure opens who it was", async () => {
  const lee = house.member("Lee");
  await house.runThrough("2026-04-15");
  const membershipId = asId<MembershipId>(house.db.read((db) => db.get<{ id: number }>("select id from membership"))?.id ?? 0);
  cancelMembership(house.cx(), { membershipId, when: "now", onDate: null, reason: "Moved" });
  expect(lee.householdId).toBeGreaterThan(0);
  expect(figures({ from: april.from, to: toDay("2026-04-14") }).members).toMatchObject({ opening: 1, cancels: 0, closing: 1 });
  expect(figures(april).members).toEqual({ opening: 1, joins: 0, rejoins: 0, cancels: 1, lapses: 0, closing: 0 });
  const opened = openFigure(house.cx(), ask(april), { sectionId: "members", rowKey: "cancels", columnId: "count" });
  expect(opened.sections[0]?.rows).toMatchObject([{ cells: ["Rosa Lee", "Adult", "Cancelled", "2026-04-15"], link: { to: "patient", id: lee.patientId } }]);
});

test("INV-14 a payout that arrived on a locked day is booked on the first open day, and belongs to its own", async () => {
  house.member("Lee");
  await house.runThrough("2026-04-12");
  lockDays(house.cx(), { throughOn: toDay("2026-04-11") });
  house.cards.payOut(toDay("2026-04-11"), { feeCents: 100 });
  await fetchPayouts(house.cx);
  expect(house.db.read((db) => db.all("select effective_on as e, belongs_on as b from entry where kind = 'payout_received'"))).toEqual([
    { e: "2026-04-12", b: "2026-04-11" },
  ]);
  expect(house.db.read((db) => listPayouts(db, april.from, april.to, 9))).toMatchObject([{ arrivedOn: "2026-04-11", amountCents: 3600 }]);
});

test("INV-14 a processor that does not answer leaves everything as it is; the next time brings all", async () => {
  house.member("Lee");
  await house.runThrough("2026-04-12");
  house.cards.payOut(toDay("2026-04-12"));
  house.questionFaults.push("lost_before");
  expect(await fetchPayouts(house.cx)).toBe(0);
  expect(await fetchPayouts(house.cx)).toBe(1);
  expect(refusalOf(() => confirmPayout(house.cx(), { payoutRowId: asId(99), bank: null }))).toBe("payout_not_found");
  const [payout] = listPayoutsOf(house.cx(), april).payouts;
  const ahead = addDays(house.today(), 1);
  expect(refusalOf(() => confirmPayout(house.cx(), { payoutRowId: payout?.payoutRowId ?? asId(0), bank: { on: ahead, cents: toCents(1) } }))).toBe("day_ahead");
});

test("INV-14 on the 1st the month before is kept, once; its copy stays as it was when the books change", async () => {
  house.member("Lee");
  await house.runThrough("2026-03-31");
  expect(monthsToKeep(house.cx())).toEqual([]);
  house.moveTo("2026-04-01");
  expect(monthsToKeep(house.cx())).toEqual([march]);
  const paper = readMonthPaper(house.cx(), march);
  expect(paper.sheet).toMatchObject({ title: "Location statement", period: { kind: "range", ...march } });
  const file = { sha256: "a".repeat(64), bytes: 1, pages: 1 };
  expect(keepStatement(house.cx(), march, paper, file)).toBe(true);
  expect(keepStatement(house.cx(), march, paper, file)).toBe(false);
  expect(monthsToKeep(house.cx())).toEqual([]);
  const [kept] = listKept(house.cx());
  expect(kept).toMatchObject({ fromOn: march.from, toOn: march.to });
  expect(requireKept(house.cx(), { statementId: kept?.statementId ?? asId(0) })).toEqual({
    fileName: "location-statement-2026-03-01-2026-03-31.pdf",
    sha256: file.sha256,
  });
  expect(refusalOf(() => requireKept(house.cx(), { statementId: asId(99) }))).toBe("statement_not_kept");
  expect(() => house.db.write((db) => db.exec("update location_statement set figures = '{}'"))).toThrow("append-only");
  house.moveTo("2026-06-02");
  expect(monthsToKeep(house.cx()).map(({ from }) => from)).toEqual(["2026-04-01", "2026-05-01"]);
});

test("REP-5 INV-14 every amount opens rows that come to it", async () => {
  house.member("Lee");
  house.member("Ortiz");
  await house.runThrough("2026-04-14");
  house.cards.payOut(toDay("2026-04-13"), { feeCents: 120 });
  await fetchPayouts(house.cx);
  const money = sheet(april).sections.find(({ id }) => id === "money");
  for (const row of money?.rows ?? [])
    for (const [index, columnId] of ["all", "card"].entries()) {
      const rows = openFigure(house.cx(), ask(april), { sectionId: "money", rowKey: row.key, columnId });
      expect([row.key, columnId, rows.sections[0]?.totals?.at(-1)]).toEqual([row.key, columnId, row.cells[index + 1]]);
    }
  expect(openFigure(house.cx(), ask(march), { sectionId: "members", rowKey: "joins", columnId: "count" }).sections[0]?.rows).toHaveLength(2);
  expect(refusalOf(() => openFigure(house.cx(), ask(april), { sectionId: "money", rowKey: "luck", columnId: "all" }))).toBe("report_row_unknown");
  expect(refusalOf(() => openFigure(house.cx(), ask(april), { sectionId: "members", rowKey: "luck", columnId: "count" }))).toBe("report_row_unknown");
  expect(refusalOf(() => openFigure(house.cx(), ask(april), { sectionId: "payouts", rowKey: "99", columnId: "transactions" }))).toBe("report_row_unknown");
});
