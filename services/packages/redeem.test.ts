/** Selling and redeeming packages at the desk (PKG-2, PKG-3): the chapter's figures, refusals one by one, and undoing. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toCents } from "#domain/money.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { cancelPackage } from "./cancel.ts";
import { previewRedeem, redeemOnLine } from "./redeem.ts";
import { previewRedemption, redeem, undoRedemption } from "./redeem-any.ts";
import { redeemableOnInvoice } from "./show.ts";
import { openShop, type Shop } from "./shop.fixture.ts";
import { undoRedeem } from "./undo-redeem.ts";

let shop: Shop;
beforeEach(() => {
  shop = openShop();
});
afterEach(() => expect(shop.close()).toEqual([]));

describe("PKG-2 sold", () => {
  test("PKG-2 a package of 1,000.00 for ten is owed until it is used, 100.00 a use, and no revenue yet", () => {
    const sold = shop.sell();
    expect(sold).toMatchObject({ totalCents: 100_000, units: 10, leastUnitCents: 10_000, mostUnitCents: 10_000, expiresOn: "2027-11-22" });
    expect([shop.account("package_liability"), shop.account("cash_drawer"), shop.account("revenue_services"), shop.account("revenue_packages")]).toEqual([-100_000, 100_000, 0, 0]);
  });

  test("PKG-2 the price is spread by list price × quantity and sums exactly: 299.99 over 2 × 100.00 and 120.00", () => {
    const { saleId } = shop.sell({ contents: { kind: "fixed", items: [{ serviceId: shop.massage60, quantity: 2 }, { serviceId: shop.facial, quantity: 1 }] }, priceCents: toCents(29_999) });
    const values = shop.desk.db.read((r) => r.all<{ v: number }>("select value_cents as v from package_unit where sale_id = ? order by position", saleId)).map(({ v }) => v);
    expect(values).toEqual([9375, 9375, 11_249]);
  });

  test("PKG-2 nothing is redeemable before it is paid, and the desk reads what is missing", () => {
    const { saleId } = shop.sell({}, { paid: 40_000 });
    expect(shop.refusal(() => shop.redeem(saleId))).toBe("package_not_paid");
    shop.pay(60_000);
    expect(shop.redeem(saleId)).toMatchObject({ unitsLeft: 9, balanceCents: 0 });
  });

  test("PKG-2 PKG-9 with unlock as paid 400.00 of 1,000.00 gives four uses, and an unpaid part blocks the fifth", () => {
    const { saleId } = shop.sell({ unlock: "as_paid" }, { paid: 40_000 });
    for (const left of [9, 8, 7, 6]) expect(shop.redeem(saleId).unitsLeft).toBe(left);
    expect(shop.refusal(() => shop.redeem(saleId))).toBe("package_not_paid");
    shop.pay(9999);
    expect(shop.refusal(() => shop.redeem(saleId))).toBe("package_not_paid");
    shop.pay(1);
    expect(shop.redeem(saleId).unitsLeft).toBe(5);
  });

  test("PKG-1 taxed at the sale a single service bears its tax there, and none at its uses", () => {
    const taxed = shop.service("Peel", 10_000, { category: "Face", taxRatePpm: 88_750 });
    const { saleId, totalCents, taxCents } = shop.sell({ contents: { kind: "fixed", items: [{ serviceId: taxed, quantity: 4 }] }, priceCents: toCents(36_000), taxed: "sale" });
    expect([totalCents, taxCents]).toEqual([39_195, 3195]);
    expect(shop.redeem(saleId, taxed)).toMatchObject({ valueCents: 9000, balanceCents: 0 });
    expect(shop.account("tax_payable")).toBe(-3195);
  });

  test("PKG-1 taxed at each use the patient pays the tax then", () => {
    const taxed = shop.service("Peel", 10_000, { category: "Face", taxRatePpm: 88_750 });
    const { saleId } = shop.sell({ contents: { kind: "fixed", items: [{ serviceId: taxed, quantity: 4 }] }, priceCents: toCents(36_000) });
    expect(shop.account("tax_payable")).toBe(0);
    expect(shop.redeem(saleId, taxed)).toMatchObject({ valueCents: 9000, balanceCents: 799 });
    shop.pay(799);
  });
});

describe("PKG-3 redeemed", () => {
  test("PKG-3 the line gets the package price, a package unit pays it, one use fewer, and the practice owes 90.00 less", () => {
    const { saleId } = shop.sell({ priceCents: toCents(90_000) });
    const { invoiceId, lineIds } = shop.visit([shop.massage60, shop.facial]);
    const shown = previewRedeem(shop.cx(), { invoiceId, lineId: lineIds[0]!, saleId });
    expect(shop.invoice(invoiceId).balanceCents).toBe(22_000);
    expect(shop.redeemOn(saleId, invoiceId, lineIds[0]!)).toMatchObject({ ...shown, useId: expect.any(Number) as number });
    expect(shown).toMatchObject({ valueCents: 9000, upsizeCents: 0, lineCents: 9000, balanceCents: 12_000, unitsLeft: 9 });
    expect(shop.invoice(invoiceId)).toMatchObject({ totalCents: 21_000, paidCents: 9000, balanceCents: 12_000 });
    expect([shop.account("package_liability"), shop.account("revenue_services")]).toEqual([-81_000, -21_000]);
    const line = shop.desk.db.read((r) => r.get<{ net: number; explain: string }>("select net_cents as net, explain from invoice_line where id = ?", lineIds[0]!));
    expect(line).toMatchObject({ net: 9000, explain: expect.stringContaining('"what":"package"') as string });
  });

  test("PKG-3 an upsize from 60 to 90 minutes costs 140.00 − 100.00 = 40.00 on top, and a smaller one nothing", () => {
    const { saleId } = shop.sell();
    expect(shop.redeem(saleId, shop.massage90)).toMatchObject({ valueCents: 10_000, upsizeCents: 4000, lineCents: 14_000, balanceCents: 4000 });
    shop.pay(4000);
    const large = shop.sell({ contents: { kind: "fixed", items: [{ serviceId: shop.massage90, quantity: 10 }] } });
    expect(shop.redeem(large.saleId, shop.massage60)).toMatchObject({ valueCents: 10_000, upsizeCents: 0, lineCents: 10_000, balanceCents: 0 });
  });

  test("PKG-3 undoing gives the use back, the line its price, and the practice owes it again", () => {
    const { saleId } = shop.sell({ priceCents: toCents(90_000) });
    const { invoiceId, lineIds } = shop.visit([shop.massage60]);
    const before = [shop.invoice(invoiceId), shop.account("package_liability"), shop.account("revenue_services")];
    const { useId } = shop.redeemOn(saleId, invoiceId, lineIds[0]!);
    expect(undoRedeem(shop.cx(), { useId })).toEqual({ invoiceId, unitsLeft: 10 });
    expect([shop.invoice(invoiceId), shop.account("package_liability"), shop.account("revenue_services")]).toEqual(before);
    expect(shop.refusal(() => undoRedeem(shop.cx(), { useId }))).toBe("redeem_not_there");
    expect(shop.redeemOn(saleId, invoiceId, lineIds[0]!).unitsLeft).toBe(9);
  });

  test("PKG-3 undoing a visit of its own voids its invoice, and the receipt of the next has its own number", () => {
    const { saleId } = shop.sell();
    const { useId, invoiceId } = shop.redeem(saleId);
    undoRedeem(shop.cx(), { useId });
    expect(shop.invoice(invoiceId)).toMatchObject({ voidedOn: "2026-11-22", balanceCents: 0 });
    expect([shop.left(saleId), shop.account("package_liability")]).toEqual([10, -100_000]);
  });

  test("PKG-3 a package that lasts from its first use begins with it, and an undo takes that back", () => {
    const expiry = { kind: "after", count: 3, unit: "week", from: "first_use" } as const;
    const { saleId, expiresOn } = shop.sell({ expiry });
    const expires = () => shop.desk.db.read((r) => r.get<{ e: string | null }>("select expires_on as e from package_sale where id = ?", saleId))?.e;
    expect(expiresOn).toBeNull();
    shop.setDay("2026-12-01");
    const first = shop.redeem(saleId);
    expect(expires()).toBe("2026-12-22");
    shop.setDay("2026-12-03");
    shop.redeem(saleId);
    expect(expires()).toBe("2026-12-22");
    undoRedeem(shop.cx(), { useId: first.useId });
    expect(expires()).toBe("2026-12-24");
  });

  test("PKG-3 two desks redeem the last use at once: exactly one succeeds, the other reads that nothing is left", () => {
    const { saleId } = shop.sell({ contents: { kind: "fixed", items: [{ serviceId: shop.massage60, quantity: 1 }] }, priceCents: toCents(9000) });
    const [a, b] = [shop.visit([shop.massage60]), shop.visit([shop.massage60])];
    // Both dialogs are open and promise the same use.
    for (const { invoiceId, lineIds } of [a, b]) expect(previewRedeem(shop.cx(), { invoiceId, lineId: lineIds[0]!, saleId }).unitsLeft).toBe(0);
    const outcomes = [a, b].map(({ invoiceId, lineIds }) => shop.refusal(() => redeemOnLine(shop.cx(), { invoiceId, lineId: lineIds[0]!, saleId })));
    expect(outcomes).toEqual([undefined, "package_used_up"]);
    expect([shop.invoice(a.invoiceId).balanceCents, shop.invoice(b.invoiceId).balanceCents]).toEqual([0, 10_000]);
    shop.pay(10_000);
  });

  test("PKG-3 what the Redeem dialog shows is what it does, and its undo takes back exactly that", () => {
    const { saleId } = shop.sell();
    const { invoiceId, lineIds } = shop.visit([shop.massage90]);
    const [line] = redeemableOnInvoice(shop.cx(), invoiceId);
    expect(line).toMatchObject({ lineId: lineIds[0], redeemed: null, matches: [{ saleId, left: 10, valueCents: 10_000, upsizeCents: 4000, isOther: true }] });
    const input = { invoiceId, lineId: lineIds[0]!, use: { kind: "package", saleId } } as const;
    const shown = previewRedemption(shop.cx(), input);
    const done = redeem(shop.cx(), input);
    expect(done).toMatchObject({ coveredCents: shown.coveredCents, upsizeCents: 4000, lineCents: 14_000, balanceCents: 4000, left: 9 });
    expect(redeemableOnInvoice(shop.cx(), invoiceId)).toMatchObject([{ matches: [], redeemed: { use: done.undo, coveredCents: 10_000 } }]);
    expect(undoRedemption(shop.cx(), { use: done.undo })).toEqual({ invoiceId });
    expect([shop.left(saleId), shop.invoice(invoiceId).balanceCents]).toEqual([10, 14_000]);
  });

  test("PKG-3 on an invoice the last use of two desks is redeemed once, and the other line stays to pay in full", () => {
    const one = { kind: "pool", quantity: 1, serviceIds: [shop.massage60] } as const;
    const { saleId } = shop.sell({ contents: one, priceCents: toCents(9000) });
    const both = shop.visit([shop.massage60, shop.massage60]);
    const [first, second] = both.lineIds;
    const desk = (lineId: typeof first) => shop.refusal(() => redeem(shop.cx(), { invoiceId: both.invoiceId, lineId: lineId!, use: { kind: "package", saleId } }));
    // Both desks have the dialog open with what they were shown.
    expect(redeemableOnInvoice(shop.cx(), both.invoiceId).map(({ matches }) => matches.length)).toEqual([1, 1]);
    expect([desk(second), desk(first)]).toEqual([undefined, "package_used_up"]);
    expect([shop.invoice(both.invoiceId).balanceCents, shop.left(saleId)]).toEqual([10_000, 0]);
    shop.pay(10_000);
  });

  test("F-15 a repeated request redeems once", () => {
    const { saleId } = shop.sell();
    const { invoiceId, lineIds } = shop.visit([shop.massage60]);
    const cx = shop.cx();
    const first = redeemOnLine(cx, { invoiceId, lineId: lineIds[0]!, saleId });
    expect(redeemOnLine(cx, { invoiceId, lineId: lineIds[0]!, saleId })).toEqual(first);
    expect(shop.left(saleId)).toBe(9);
  });

  test("PKG-3 household credit that paid the invoice by itself makes room and stays the household's", () => {
    const { saleId } = shop.sell();
    shop.pay(3000);
    const { invoiceId, lineIds } = shop.visit([shop.massage60]);
    expect(shop.invoice(invoiceId).balanceCents).toBe(7000);
    shop.redeemOn(saleId, invoiceId, lineIds[0]!);
    expect([shop.invoice(invoiceId).balanceCents, shop.desk.money(shop.home)]).toEqual([0, { balanceCents: 0, creditCents: 3000 }]);
    expect(shop.redeem(saleId).balanceCents).toBe(0);
    expect(shop.desk.money(shop.home).creditCents).toBe(3000);
  });
});

describe("PKG-3 refused in words, and nothing is kept", () => {
  test.each<[what: string, code: string, work: (s: Shop) => unknown]>([
    ["an expired package", "package_expired", (s) => { const { saleId } = s.sell({ expiry: { kind: "after", count: 1, unit: "day", from: "purchase" } }); s.setDay("2026-11-23"); return s.redeem(saleId); }],
    ["an unpaid one", "package_not_paid", (s) => s.redeem(s.sell({}, { paid: 0 }).saleId)],
    ["somebody else's of the household that is not shared", "package_someone_elses", (s) => s.redeem(s.sell().saleId, s.massage60, { patientId: s.ben })],
    ["a neighbour's, shared in another household", "package_someone_elses", (s) => s.redeem(s.sell({ shareable: true }).saleId, s.massage60, { patientId: s.neighbour.patientId })],
    ["one that is used up", "package_used_up", (s) => { const { saleId } = s.sell({ contents: { kind: "pool", quantity: 1, serviceIds: [s.massage60] } }); s.redeem(saleId); return s.redeem(saleId); }],
    ["a service that it is not for", "package_not_for_service", (s) => s.redeem(s.sell().saleId, s.facial)],
    ["one whose money went back", "package_cancelled", (s) => { const { saleId } = s.sell(); cancelPackage(s.cx(), { saleId, reason: "x", refundCents: toCents(100_000), by: "tender" }); return s.redeem(saleId); }],
    ["one whose sale was voided", "package_cancelled", (s) => { const { saleId, invoiceId } = s.sell({}, { paid: 0 }); voidAtDesk(s.cx(), { invoiceId, reason: "x" }); return s.redeem(saleId); }],
    ["a visit by somebody who has left", "provider_not_here", (s) => { const { saleId } = s.sell(); s.desk.db.write((w) => void w.exec("update staff set deactivated_at = ? where id = ?", s.cx().now, s.therapist)); return s.redeem(saleId); }],
    ["a visit by nobody who works here", "provider_not_here", (s) => s.redeem(s.sell().saleId, s.massage60, { providerId: 999 as never })],
    ["a patient who is not there", "patient_not_found", (s) => s.redeem(s.sell().saleId, s.massage60, { patientId: 999 as never })],
    ["a service that is not there", "service_not_found", (s) => s.redeem(s.sell().saleId, 999 as never)],
    ["a package that is not there", "package_sale_not_found", (s) => s.redeem(999 as never)],
    ["a day ahead", "invoice_day_ahead", (s) => s.redeem(s.sell().saleId, s.massage60, { serviceOn: "2026-11-23" })],
  ])("PKG-3 %s is refused", (_, code, work) => {
    const used = () => shop.desk.db.read((r) => r.all("select count(*) from package_use"));
    let before: unknown;
    expect(shop.refusal(() => { try { return work(shop); } finally { before = used(); } })).toBe(code);
    expect(used()).toEqual(before);
    shop.pay(shop.desk.money(shop.home).balanceCents || 1);
  });

  test("PKG-3 a fee, a line without a service, one that is redeemed and one that is paid are refused", () => {
    const { saleId } = shop.sell();
    const plain = shop.visit([shop.massage60]);
    const change = (text: string) => shop.desk.db.write((w) => void w.exec(text, plain.lineIds[0]!));
    const at = () => shop.refusal(() => shop.redeemOn(saleId, plain.invoiceId, plain.lineIds[0]!));
    const why = () => { try { shop.redeemOn(saleId, plain.invoiceId, plain.lineIds[0]!); return null; } catch (error) { return (error as { facts: { why: string } }).facts.why; } };
    change("update invoice_line set kind = 'fee' where id = ?");
    expect(why()).toBe("kind");
    change("update invoice_line set kind = 'service', service_id = null where id = ?");
    expect(why()).toBe("no_service");
    shop.desk.db.write((w) => void w.exec("update invoice_line set service_id = ? where id = ?", shop.massage60, plain.lineIds[0]!));
    shop.pay(10_000);
    expect(why()).toBe("paid");
    const other = shop.visit([shop.massage60]);
    shop.redeemOn(saleId, other.invoiceId, other.lineIds[0]!);
    expect(shop.refusal(() => shop.redeemOn(saleId, other.invoiceId, other.lineIds[0]!))).toBe("redeem_line_wrong");
    expect(at()).toBe("redeem_line_wrong");
    expect(shop.refusal(() => shop.redeemOn(saleId, other.invoiceId, 999 as never))).toBe("redeem_line_not_found");
  });
});
