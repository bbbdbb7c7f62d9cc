import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { insertDayLock } from "#db/closing/locks.ts";
import { insertCouponUses, insertHeldCoupon, listHeldCoupons } from "#db/coupons/held-coupons.ts";
import { toDay } from "#domain/calendar.ts";
import { asId, type CouponId, type InvoiceId, type InvoiceLineId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { CouponTerms } from "#domain/pricing/coupon.ts";
import { applyCredit } from "./apply-credit.ts";
import { listUndepositedFunds, makeDeposit } from "../closing/deposits.ts";
import { sellCertificate } from "../gift-certificates/sell.ts";
import { agreePlan } from "../payment-plans/agree-plan.ts";
import { addService, setServicePrice } from "../catalogue/manage-services.ts";
import { readInvoiceToPrint } from "../statements/invoice-data.ts";
import { readPrinting } from "../statements/print-setup.ts";
import { readStatement } from "../statements/statement-data.ts";
import { addPackage } from "../packages/catalogue.ts";
import { redeemVisit } from "../packages/redeem.ts";
import { sellPackage } from "../packages/sell.ts";
import { tenMassages } from "../packages/shop.fixture.ts";
import { listCreditable, makeCreditNote } from "./credit-note.ts";
import { openEditorDesk, refusal, type EditorDesk } from "./editor.fixture.ts";
import { invoiceHistory } from "./invoice-history.ts";
import { openInEditor } from "./open-editor.ts";
import { previewRevision, reviseInvoice } from "./revise.ts";
import { voidAtDesk } from "./void.ts";
import { writeOffInvoice } from "./write-off.ts";

let e: EditorDesk;
beforeEach(() => {
  e = openEditorDesk();
});
afterEach(() => e.close());

const two = () => e.issue([e.line({ description: "Exam", unitCents: toCents(5000) }), e.line({ description: "X-ray", unitCents: toCents(4000), taxRatePpm: 88_750 })]);
const entriesOf = (invoiceId: InvoiceId) =>
  e.desk.db.read((r) =>
    r.all<{ kind: string; on: string; cents: number | null }>(
      `select e.kind, e.effective_on as "on", (select sum(amount_cents) from posting where entry_id = e.id and account = 'receivable') as cents
       from entry e where e.invoice_id = ? order by e.id`,
      invoiceId,
    ),
  );

describe("INV-3 an edited invoice", () => {
  test("INV-3 keeps its number, says what is different, and keeps what it said before", () => {
    const invoiceId = two();
    const { lines } = e.opened(invoiceId);
    const [exam, xray] = lines;
    if (!exam || !xray) throw new Error("two lines");
    const revised = e.revise(invoiceId, { reason: "One film more", lines: [{ ...xray, quantity: 2 }, e.line({ description: "Polish", unitCents: toCents(3000) })] });
    expect(revised).toMatchObject({ number: 1, revision: 1, balanceBeforeCents: 9355, balanceCents: 11_710, toCreditCents: 0, wasSent: false });
    expect(revised.diff.lines).toEqual([
      { kind: "changed", description: "X-ray", beforeCents: 4355, afterCents: 8710, parts: ["quantity"] },
      { kind: "added", description: "Polish", beforeCents: null, afterCents: 3000, parts: [] },
      { kind: "removed", description: "Exam", beforeCents: 5000, afterCents: null, parts: [] },
    ]);
    expect(e.view(invoiceId)).toMatchObject({ number: 1, totalCents: 11_710, taxCents: 710, status: "unpaid" });
    const history = invoiceHistory(e.desk.cx(), invoiceId);
    expect(history).toMatchObject({ revision: 1, revisions: [{ revision: 1, reason: "One film more", diff: { beforeCents: 9355, afterCents: 11_710 } }] });
    expect(e.desk.db.read((r) => r.get("select json_array_length(content, '$.lines') as n, total_cents as cents from invoice_revision"))).toEqual({ n: 2, cents: 9355 });
  });

  test("INV-3 F-10 its entry is taken back and booked anew, both on the invoice's own days; nothing is edited", () => {
    const invoiceId = e.issue([e.line()], { invoicedOn: toDay("2026-11-10") });
    e.revise(invoiceId, { invoicedOn: toDay("2026-11-15"), lines: e.opened(invoiceId).lines.map((line) => ({ ...line, unitCents: toCents(8000) })) });
    expect(entriesOf(invoiceId)).toEqual([
      { kind: "invoice_issued", on: "2026-11-10", cents: 9000 },
      { kind: "invoice_revised", on: "2026-11-10", cents: -9000 },
      { kind: "invoice_revised", on: "2026-11-15", cents: 8000 },
    ]);
  });

  test("INV-3 other days or terms alone make the due day anew", () => {
    const invoiceId = e.issue([e.line()], { termsDays: 30 });
    const first = e.revise(invoiceId, { termsDays: 7 });
    expect(first.diff).toMatchObject({ lines: [], dueOn: { before: "2026-12-22", after: "2026-11-29" }, invoicedOn: null });
    const second = e.revise(invoiceId, { invoicedOn: toDay("2026-11-20") });
    expect(second.diff).toMatchObject({ invoicedOn: { before: "2026-11-22", after: "2026-11-20" }, dueOn: { before: "2026-11-29", after: "2026-11-27" } });
    expect(e.view(invoiceId)).toMatchObject({ invoicedOn: "2026-11-20", dueOn: "2026-11-27" });
    expect(invoiceHistory(e.desk.cx(), invoiceId).revisions.map(({ revision }) => revision)).toEqual([2, 1]);
  });

  test("INV-3 saved again as it is is refused: there is no revision without a difference", () => {
    const invoiceId = two();
    expect(() => e.revise(invoiceId, {})).toThrow(refusal("invoice_nothing_changed", { number: 1 }));
    expect(invoiceHistory(e.desk.cx(), invoiceId).revision).toBe(0);
  });

  test("INV-3 from two windows: the second is told to look again", () => {
    const invoiceId = two();
    const stale = e.opened(invoiceId);
    e.revise(invoiceId, { termsDays: 7 });
    expect(() => reviseInvoice(e.desk.cx(), { ...stale, termsDays: 15 })).toThrow(refusal("invoice_changed_meanwhile"));
  });

  test("INV-3 MEM-21 the preview is the edit itself, taken back", () => {
    const invoiceId = two();
    const input = { ...e.opened(invoiceId), termsDays: 15, lines: [e.line({ unitCents: toCents(1234), taxRatePpm: 70_000 })] };
    const shown = previewRevision(e.desk.cx(), input);
    expect(e.view(invoiceId).totalCents).toBe(9355);
    expect(shown.priced).toMatchObject({ netCents: 1234, taxCents: 86, totalCents: 1320 });
    const { priced: _priced, ...rest } = shown;
    expect(reviseInvoice(e.desk.cx(), { ...input, expectedTotalCents: toCents(1320) })).toEqual(rest);
  });

  test("INV-3 another total than was shown is refused", () => {
    const invoiceId = two();
    expect(() => e.revise(invoiceId, { termsDays: 7, expectedTotalCents: toCents(1) })).toThrow(refusal("amount_changed_meanwhile", { shownCents: 1, nowCents: 9355 }));
  });

  test("INV-3 INV-1 on paper it says its revision and who did what", () => {
    e.practice();
    const invoiceId = e.issue([e.line({ providerId: e.staff("Ana") })]);
    const paper = () => readInvoiceToPrint(e.desk.cx(), invoiceId).data;
    expect(paper()).toMatchObject({ revision: 0, lines: [{ providerName: "Ana" }] });
    e.revise(invoiceId, { termsDays: 7 });
    expect(paper()).toMatchObject({ revision: 1, dueOn: "2026-11-29" });
  });

  test("INV-3 that was sent offers to be sent again", () => {
    const invoiceId = two();
    e.desk.db.write((w) => w.exec("update invoice set last_sent_at = '2026-11-22T15:00:00.000Z', last_channel = 'print' where id = ?", invoiceId));
    expect(e.revise(invoiceId, { termsDays: 7 }).wasSent).toBe(true);
  });

  test("INV-3 a line of another invoice is no line of this one: it is added", () => {
    const other = e.opened(two()).lines[0]?.lineId ?? null;
    const invoiceId = e.issue([e.line()]);
    e.revise(invoiceId, { lines: [e.line({ lineId: other, description: "Borrowed" })] });
    expect(e.view(invoiceId).lines.map(({ description }) => description)).toEqual(["Borrowed"]);
    expect(e.count("invoice_line")).toBe(3);
  });

  test("DOC-4 a statement shows what an edited invoice says now, once", () => {
    e.practice();
    const invoiceId = two();
    const [exam] = e.opened(invoiceId).lines;
    if (!exam) throw new Error("a line");
    e.revise(invoiceId, { lines: [{ ...exam, unitCents: toCents(6000) }] });
    const statement = e.desk.db.read((r) => readStatement(r, readPrinting(r), { householdId: e.home, fromOn: null, note: "" }, e.desk.cx().today));
    expect(statement.lines.map(({ description, chargeCents }) => [description, chargeCents])).toEqual([["Exam", 6000]]);
    expect(statement.closingCents).toBe(6000);
  });
});

describe("INV-3 money on an edited invoice", () => {
  test("INV-3 stays while the new total is as much or more", () => {
    const invoiceId = two();
    e.desk.take(e.home, 5000);
    const revised = e.revise(invoiceId, { lines: [...e.opened(invoiceId).lines, e.line({ unitCents: toCents(1000) })] });
    expect(revised).toMatchObject({ balanceBeforeCents: 4355, balanceCents: 5355, toCreditCents: 0 });
  });

  test("INV-3 beyond the new total it becomes household credit, and the payment can still be followed", () => {
    const invoiceId = two();
    const { paymentId } = e.desk.take(e.home, 9355);
    const [exam] = e.opened(invoiceId).lines;
    if (!exam) throw new Error("a line");
    expect(e.revise(invoiceId, { lines: [exam] })).toMatchObject({ balanceCents: 0, toCreditCents: 4355 });
    expect(e.desk.money(e.home)).toEqual({ balanceCents: 0, creditCents: 4355 });
    expect(e.desk.db.read((r) => r.get("select payment_id as id, left_cents as cents from credit"))).toEqual({ id: paymentId, cents: 4355 });
    expect(e.view(invoiceId)).toMatchObject({ status: "paid", paidCents: 5000 });
  });

  test.each<[what: string, newTotal: number, writtenOff: number, credit: number]>([
    ["a write-off goes first and is nobody's credit", 8355, 0, 0],
    ["then credit that was used comes back", 7355, 0, 1000],
    ["then what was paid, the youngest first", 3000, 0, 5355],
    ["a part of a write-off stays", 8855, 500, 0],
  ])("INV-3 %s (%i)", (_, newTotal, writtenOff, credit) => {
    e.desk.take(e.home, 2000);
    const invoiceId = two();
    applyCreditIfAny();
    e.desk.take(e.home, 3000);
    e.desk.take(e.home, 3355);
    e.desk.db.write((w) => writeOffInvoice(e.desk.cx(), w, { invoiceId, amountCents: toCents(1000), reason: "Goodwill" }));
    expect(e.view(invoiceId)).toMatchObject({ balanceCents: 0, paidCents: 8355, writtenOffCents: 1000 });
    e.revise(invoiceId, { lines: [e.line({ unitCents: toCents(newTotal) })] });
    expect(e.view(invoiceId)).toMatchObject({ balanceCents: 0, totalCents: newTotal, writtenOffCents: writtenOff, paidCents: newTotal - writtenOff });
    expect(e.desk.money(e.home)).toEqual({ balanceCents: 0, creditCents: credit });

    function applyCreditIfAny(): void {
      if (e.view(invoiceId).paidCents === 0) applyCredit(e.desk.cx(), { invoiceId });
    }
  });

  test("INV-8 a higher total uses the household's credit by itself", () => {
    const invoiceId = e.issue([e.line()]);
    e.desk.take(e.home, 10_000);
    expect(e.revise(invoiceId, { lines: e.opened(invoiceId).lines.map((line) => ({ ...line, quantity: 2 })) })).toMatchObject({ creditUsedCents: 1000, balanceCents: 8000 });
  });

  test("INV-3 an invoice edited and then void gives everything back", () => {
    const invoiceId = two();
    e.desk.take(e.home, 9355);
    e.revise(invoiceId, { lines: [e.line({ unitCents: toCents(4000) })] });
    e.revise(invoiceId, { lines: [e.line({ unitCents: toCents(7000) })] });
    voidAtDesk(e.desk.cx(), { invoiceId, reason: "Not theirs" });
    expect(e.view(invoiceId)).toMatchObject({ status: "void", number: 1, balanceCents: 0 });
    expect(e.desk.money(e.home)).toEqual({ balanceCents: 0, creditCents: 9355 });
    expect(() => e.revise(invoiceId, { termsDays: 7 })).toThrow(refusal("invoice_already_void"));
  });

  test("INV-3 edited to nothing it is paid, and edited again it is owed", () => {
    const invoiceId = e.issue([e.line()]);
    e.revise(invoiceId, { lines: [e.line({ unitCents: toCents(0) })] });
    expect(e.view(invoiceId)).toMatchObject({ status: "paid", totalCents: 0 });
    e.revise(invoiceId, { lines: [e.line({ unitCents: toCents(100) })] });
    expect(e.view(invoiceId)).toMatchObject({ status: "unpaid", balanceCents: 100 });
  });

  test("INV-3 is not dated after the day on which money was put on it", () => {
    const invoiceId = e.issue([e.line()], { today: "2026-11-10" });
    e.desk.take(e.home, 1000, { today: "2026-11-12" });
    expect(() => e.revise(invoiceId, { invoicedOn: toDay("2026-11-13") })).toThrow(refusal("invoice_day_after_money", { number: 1, settledOn: "2026-11-12" }));
    expect(e.revise(invoiceId, { invoicedOn: toDay("2026-11-12") }).diff.invoicedOn).toEqual({ before: "2026-11-10", after: "2026-11-12" });
  });
});

describe("INV-3 what needs a credit note instead", () => {
  const why = (invoiceId: InvoiceId, expected: string) => {
    const told = refusal("invoice_not_editable", { number: e.view(invoiceId).number, why: expected });
    expect(() => openInEditor(e.desk.cx(), invoiceId)).toThrow(told);
    expect(() => reviseInvoice(e.desk.cx(), { invoiceId, revision: 1, reason: "x", lines: [e.line()], termsDays: 7 })).toThrow(told);
  };

  test("INV-3 an invoice that a membership has made", () => {
    const { invoiceId } = e.desk.issue(e.home, 3700, { kind: "draw", drawOn: toDay("2026-11-22") });
    why(invoiceId, "membership");
  });

  test("INV-3 one of which a part was given back", () => {
    const invoiceId = two();
    makeCreditNote(e.desk.cx(), { invoiceId, lines: [{ lineId: e.opened(invoiceId).lines[0]?.lineId as InvoiceLineId, netCents: toCents(100) }], reason: "Sorry" });
    why(invoiceId, "credited");
  });

  test("INV-3 one on which package units were used", () => {
    const { serviceId } = addService(e.desk.cx(), { code: "W", name: "Whitening", category: "Cosmetic", durationMinutes: 30, taxable: false, taxRatePpm: 0, priceCents: toCents(9000) });
    const contents = { kind: "pool", quantity: 6, serviceIds: [serviceId] } as const;
    const { packageId } = addPackage(e.desk.cx(), { terms: { ...tenMassages(serviceId), contents } });
    const { saleId, totalCents } = sellPackage(e.desk.cx(), { packageId, patientId: e.line().patientId });
    e.desk.take(e.home, totalCents);
    const { invoiceId } = redeemVisit(e.desk.cx(), { patientId: e.line().patientId, serviceId, serviceOn: e.desk.cx().today, providerId: null, saleId });
    why(invoiceId, "units");
  });

  test("INV-3 one that sold a package or a gift certificate, and its lines are not credited here either", () => {
    const { invoiceId } = sellCertificate(e.desk.cx(), { householdId: e.home, amountCents: toCents(30_000), recipient: "", tender: { tender: "cash", tenderedCents: null, reference: "" } });
    why(invoiceId, "package");
    const { lines } = listCreditable(e.desk.cx(), invoiceId);
    expect(() => makeCreditNote(e.desk.cx(), { invoiceId, lines: lines.map(({ lineId }) => ({ lineId, netCents: toCents(1) })), reason: "x" })).toThrow(refusal("credit_note_dues"));
  });

  test("INV-3 INV-6 one on which a payment plan runs", () => {
    const invoiceId = e.issue([e.line()]);
    agreePlan(e.desk.cx(), { invoiceIds: [invoiceId], downCents: toCents(0), by: { kind: "count", count: 3 }, every: "month", firstOn: toDay("2026-12-01"), payBy: "desk" });
    why(invoiceId, "plan");
  });

  test("INV-3 INV-13 one whose money lies in a deposit", () => {
    const invoiceId = e.issue([e.line()]);
    e.desk.take(e.home, 4000);
    const postingIds = listUndepositedFunds(e.desk.cx()).items.map(({ postingId }) => postingId);
    makeDeposit(e.desk.cx(), { postingIds, depositedOn: e.desk.cx().today, note: "" });
    why(invoiceId, "deposit");
  });

  test("INV-3 one of a closed day, also when it would be dated into one", () => {
    const invoiceId = e.issue([e.line()], { invoicedOn: toDay("2026-11-18") });
    const open = e.issue([e.line()]);
    e.desk.db.write((w) => insertDayLock(w, { throughOn: toDay("2026-11-19"), reason: "Counted", by: null, at: e.desk.cx().now }));
    why(invoiceId, "closed");
    expect(() => e.revise(open, { invoicedOn: toDay("2026-11-19") })).toThrow(refusal("day_locked"));
  });

  test("INV-3 one that is not there, a draft, and one whose last line would go", () => {
    expect(() => openInEditor(e.desk.cx(), 77 as InvoiceId)).toThrow(refusal("invoice_not_found"));
    const invoiceId = e.issue([e.line()]);
    expect(() => e.revise(invoiceId, { lines: [] })).toThrow(refusal("invoice_no_lines"));
  });
});

describe("MEM-6 PPL-14 prices on an edited invoice", () => {
  const terms = (over: Partial<CouponTerms>): CouponTerms => ({
    code: "TEN",
    off: { kind: "amount", cents: toCents(1000) },
    charges: 1,
    scope: { kind: "services", codes: ["CLEAN"] },
    planIds: [],
    redeemBy: null,
    maxUses: null,
    oncePerHousehold: false,
    ...over,
  });
  const giveCoupon = (over: Partial<CouponTerms> = {}) =>
    e.desk.db.write((w) => {
      const { id } = w.exec("insert into coupon (code, terms, created_at) values ('TEN', '{}', ?)", e.desk.cx().now);
      return insertHeldCoupon(w, { couponId: asId<CouponId>(id), householdId: e.home, terms: terms(over), appliedOn: toDay("2026-11-01"), appliedBy: null, createdAt: e.desk.cx().now });
    });
  const clean = () => addService(e.desk.cx(), { code: "CLEAN", name: "Cleaning", category: "Hygiene", durationMinutes: null, taxable: false, taxRatePpm: 0, priceCents: toCents(9000) }).serviceId;
  const uses = () => e.desk.db.read((r) => listHeldCoupons(r, e.home).map(({ chargesUsed, offCents }) => [chargesUsed, offCents]));

  test("PPL-14 a line that is not touched keeps its price when the list price and the coupon have changed since", () => {
    giveCoupon();
    const serviceId = clean();
    const invoiceId = e.issue([e.line({ serviceId }), e.line({ description: "Chat", unitCents: toCents(500) })]);
    expect(e.view(invoiceId).totalCents).toBe(8500);
    setServicePrice(e.desk.cx(), { serviceId, effectiveOn: toDay("2026-11-22"), priceCents: toCents(12_000) });
    e.desk.db.write((w) => w.exec("update held_coupon set ended_on = '2026-11-22'"));
    e.revise(invoiceId, { lines: e.opened(invoiceId).lines.slice(0, 1).map((line) => ({ ...line, description: "Cleaning, upper jaw" })) });
    expect(e.view(invoiceId)).toMatchObject({ totalCents: 8000, lines: [{ description: "Cleaning, upper jaw", netCents: 8000 }] });
    expect(uses()).toEqual([[1, 1000]]);
  });

  test("PPL-14 a coupon whose line goes comes back, and is used on what is put in its place", () => {
    giveCoupon();
    const serviceId = clean();
    const invoiceId = e.issue([e.line({ serviceId })]);
    e.revise(invoiceId, { lines: [e.line({ description: "Chat" })] });
    expect(uses()).toEqual([[0, 0]]);
    e.revise(invoiceId, { lines: [e.line({ serviceId, quantity: 2 })] });
    expect(e.view(invoiceId).totalCents).toBe(17_000);
    expect(uses()).toEqual([[1, 1000]]);
  });

  test("PPL-14 an amount off is taken once an invoice, a percent off also from a line that is added", () => {
    giveCoupon();
    const serviceId = clean();
    const amount = e.issue([e.line({ serviceId })]);
    e.revise(amount, { lines: [...e.opened(amount).lines, e.line({ serviceId, serviceOn: toDay("2026-11-21") })] });
    expect(e.view(amount).totalCents).toBe(17_000);
    voidAtDesk(e.desk.cx(), { invoiceId: amount, reason: "Again" });
    e.desk.db.write((w) => w.exec("update held_coupon set terms = ?", JSON.stringify(terms({ off: { kind: "percent", basisPoints: 1000 } }))));
    const percent = e.issue([e.line({ serviceId })]);
    e.revise(percent, { lines: [...e.opened(percent).lines, e.line({ serviceId, serviceOn: toDay("2026-11-21") })] });
    expect(e.view(percent).totalCents).toBe(16_200);
    expect(uses()).toEqual([[1, 1800]]);
  });

  test("INV-3 a void gives the coupon's use back", () => {
    giveCoupon();
    const invoiceId = e.issue([e.line({ serviceId: clean() })]);
    expect(uses()).toEqual([[1, 1000]]);
    voidAtDesk(e.desk.cx(), { invoiceId, reason: "Typed twice" });
    expect(uses()).toEqual([[0, 0]]);
  });

  test("F-16 a use that no line tells of is not lost in silence: it comes back with the edit", () => {
    const held = giveCoupon({ scope: { kind: "dues" } });
    const invoiceId = e.issue([e.line()]);
    e.desk.db.write((w) => insertCouponUses(w, invoiceId, [{ couponId: held, offCents: toCents(1) }], e.desk.cx().now));
    e.revise(invoiceId, { termsDays: 7 });
    expect(uses()).toEqual([[0, 0]]);
  });
});
