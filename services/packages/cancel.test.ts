/** Cancelling, deleting, expiring and giving packages on (PKG-6, PKG-7, INV-15). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { invoiceStatus } from "#domain/invoices/status.ts";
import { findInvoice } from "#db/invoices.ts";
import { findNotice } from "#db/dunning/notices.ts";
import { setLicence } from "#db/staff.ts";
import type { InvoiceId, NoticeId, PackageSaleId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { makeCreditNote, listCreditable } from "../invoices/credit-note.ts";
import { givePractice } from "../payments/desk.fixture.ts";
import { reverseAtDesk } from "../payments/reverse.ts";
import { mergePatients } from "../households/merge-patients.ts";
import { undoPatientMerge } from "../households/undo-patient-merge.ts";
import { listLettersToPrint } from "../dunning/print-notices.ts";
import { runBilling } from "../billing/run.ts";
import { cancelPackage, deletePackageSale, previewCancelPackage, quoteCancelPackage, type PackageToCancel } from "./cancel.ts";
import { givenLetterValues } from "./given-letter.ts";
import { openShop, type Shop } from "./shop.fixture.ts";
import { transferPackage } from "./transfer.ts";
import { undoRedeem } from "./undo-redeem.ts";

let shop: Shop;
beforeEach(() => {
  shop = openShop();
});
afterEach(() => expect(shop.close()).toEqual([]));

const status = (invoiceId: InvoiceId): string => {
  const invoice = shop.desk.db.read((r) => findInvoice(r, invoiceId));
  if (!invoice) throw new Error("the invoice is there");
  return invoiceStatus(invoice, shop.cx().today);
};
const suggested = (saleId: PackageSaleId) => Object.fromEntries(quoteCancelPackage(shop.cx(), saleId).suggestions.map(({ method, cents }) => [method, cents]));
const cancel = (saleId: PackageSaleId, refundCents: number, over: Partial<PackageToCancel> = {}) =>
  cancelPackage(shop.cx(), { saleId, reason: "Moving", refundCents: toCents(refundCents), by: "tender", ...over });

/** 1,000.00 for ten whose list price is 120.00, three of them used. */
function threeUsed(over: Parameters<Shop["sell"]>[0] = {}) {
  const massage = shop.service(`Massage ${over?.name ?? ""}`, 12_000);
  const sold = shop.sell({ contents: { kind: "fixed", items: [{ serviceId: massage, quantity: 10 }] }, ...over });
  for (let use = 0; use < 3; use += 1) shop.redeem(sold.saleId, massage);
  return sold;
}

describe("PKG-6 cancelled with a refund", () => {
  test("PKG-6 1,000.00 for ten, three used, list 120.00: 640.00 by list price, 700.00 pro rata, nothing by hand", () => {
    const { saleId } = threeUsed();
    expect(suggested(saleId)).toEqual({ list_price: 64_000, pro_rata: 70_000, manual: 0 });
  });

  test("PKG-6 the fee comes off by list price only, and nothing goes below nothing", () => {
    const { saleId } = threeUsed({ refundFeeCents: toCents(2500) });
    expect(suggested(saleId)).toEqual({ list_price: 61_500, pro_rata: 70_000, manual: 0 });
    const dear = threeUsed({ refundFeeCents: toCents(100_000), name: "Dear" });
    expect(suggested(dear.saleId)).toMatchObject({ list_price: 0 });
  });

  test("PKG-6 one step: 640.00 leave the drawer, the practice keeps 60.00, and the invoice reads paid, never part-paid", () => {
    const { saleId, invoiceId } = threeUsed();
    const input: PackageToCancel = { saleId, reason: "Moving", refundCents: toCents(64_000), by: "tender" };
    const shown = previewCancelPackage(shop.cx(), input);
    expect(shop.account("cash_drawer")).toBe(100_000);
    expect(cancel(saleId, 64_000)).toEqual(shown);
    expect(shown).toMatchObject({ refundCents: 64_000, forgivenCents: 0, keptCents: 6000, unitsStopped: 7, toCreditCents: 0 });
    expect([shop.account("cash_drawer"), shop.account("package_liability"), shop.account("revenue_packages"), shop.account("revenue_services")]).toEqual([36_000, 0, -6000, -30_000]);
    expect([status(invoiceId), shop.left(saleId)]).toEqual(["paid", 0]);
    expect(shop.refusal(() => shop.redeem(saleId))).toBe("package_cancelled");
    expect(shop.refusal(() => cancel(saleId, 0))).toBe("package_cancelled");
  });

  test("PKG-6 all of it back makes the invoice refunded", () => {
    const { saleId, invoiceId } = shop.sell();
    cancel(saleId, 100_000);
    expect([status(invoiceId), shop.account("cash_drawer"), shop.account("revenue_packages")]).toEqual(["refunded", 0, 0]);
  });

  test("PKG-6 part paid, four used of 400.00: what is owed is not owed any more, and the invoice reads paid", () => {
    const sold = shop.sell({ unlock: "as_paid" }, { paid: 40_000 });
    for (let use = 0; use < 4; use += 1) shop.redeem(sold.saleId);
    expect(suggested(sold.saleId)).toEqual({ list_price: 0, pro_rata: 0, manual: 0 });
    expect(cancel(sold.saleId, 0)).toMatchObject({ forgivenCents: 60_000, keptCents: 0 });
    expect([status(sold.invoiceId), shop.desk.money(shop.home).balanceCents]).toEqual(["paid", 0]);
  });

  test("PKG-6 nothing paid of it: cancelling leaves it credited", () => {
    const sold = shop.sell({}, { paid: 0 });
    cancel(sold.saleId, 0);
    expect([status(sold.invoiceId), shop.account("package_liability"), shop.account("receivable")]).toEqual(["credited", 0, 0]);
  });

  test("PKG-6 as household credit, as a check to write, and what credit had paid becomes credit again", () => {
    const toCredit = shop.sell();
    expect(cancel(toCredit.saleId, 70_000, { by: "credit" }).toCreditCents).toBe(70_000);
    expect(shop.desk.money(shop.home).creditCents).toBe(70_000);
    // The next package takes that credit by itself.
    const onCredit = shop.sell();
    expect(onCredit).toMatchObject({ creditUsedCents: 70_000, balanceCents: 30_000 });
    expect(cancel(onCredit.saleId, 100_000, { by: "check" }).toCreditCents).toBe(70_000);
    expect([shop.desk.money(shop.home).creditCents, shop.account("refunds_payable")]).toEqual([70_000, -30_000]);
  });

  test("PKG-6 tax that was paid at the sale goes back with it, to the cent", () => {
    const taxed = shop.service("Peel", 10_000, { category: "Face", taxRatePpm: 88_750 });
    const sold = shop.sell({ contents: { kind: "fixed", items: [{ serviceId: taxed, quantity: 3 }] }, priceCents: toCents(9000), taxed: "sale" });
    expect(sold.totalCents).toBe(9799);
    shop.redeem(sold.saleId, taxed);
    expect(suggested(sold.saleId)).toMatchObject({ pro_rata: 6533 });
    cancel(sold.saleId, 6533);
    expect([shop.account("tax_payable"), shop.account("revenue_packages"), shop.account("package_liability")]).toEqual([-266, 0, 0]);
  });

  test("PKG-6 more than was paid is refused, and less than nothing", () => {
    const { saleId } = shop.sell({}, { paid: 40_000 });
    expect(shop.refusal(() => cancel(saleId, 40_001))).toBe("package_refund_too_much");
    expect(shop.refusal(() => cancel(saleId, -1))).toBe("package_refund_too_much");
    cancel(saleId, 40_000);
  });

  test("PKG-6 receipts of redeemed visits do not change, and their uses are not undone afterwards", () => {
    const sold = shop.sell();
    const visit = shop.redeem(sold.saleId);
    const before = shop.invoice(visit.invoiceId);
    cancel(sold.saleId, 90_000);
    expect(shop.invoice(visit.invoiceId)).toEqual(before);
    expect(shop.refusal(() => undoRedeem(shop.cx(), { useId: visit.useId }))).toBe("package_cancelled");
  });
});

describe("PKG-6 deleted", () => {
  test("PKG-6 with nothing paid or used its invoice is void and nothing is owed", () => {
    const { saleId, invoiceId } = shop.sell({}, { paid: 0 });
    expect(quoteCancelPackage(shop.cx(), saleId).canDelete).toBe(true);
    deletePackageSale(shop.cx(), { saleId, reason: "Mistyped" });
    expect([shop.invoice(invoiceId).voidedOn, shop.account("package_liability"), shop.desk.money(shop.home).balanceCents]).toEqual(["2026-11-22", 0, 0]);
    expect(shop.refusal(() => shop.redeem(saleId))).toBe("package_cancelled");
  });

  test("PKG-6 with a cent paid, or a use, it is not", () => {
    const used = shop.sell();
    shop.redeem(used.saleId);
    const paid = shop.sell({}, { paid: 1 });
    for (const { saleId } of [paid, used]) {
      expect(quoteCancelPackage(shop.cx(), saleId).canDelete).toBe(false);
      expect(shop.refusal(() => deletePackageSale(shop.cx(), { saleId, reason: "x" }))).toBe("package_in_use");
    }
  });

  test("PKG-6 the sale's invoice and a visit's are not voided, edited or credited around the package", () => {
    const sold = shop.sell();
    const { invoiceId } = shop.redeem(sold.saleId);
    for (const id of [sold.invoiceId, invoiceId]) expect(shop.refusal(() => voidAtDesk(shop.cx(), { invoiceId: id, reason: "x" }))).toBe("units_used_on_invoice");
    const lineId = listCreditable(shop.cx(), invoiceId).lines[0]!.lineId;
    expect(shop.refusal(() => makeCreditNote(shop.cx(), { invoiceId, lines: [{ lineId, netCents: toCents(100) }], reason: "x" }))).toBe("units_used_on_invoice");
    const paymentId = shop.desk.db.read((r) => r.get<{ id: number }>("select id from payment where tender = 'package_unit'"))!.id;
    expect(shop.refusal(() => reverseAtDesk(shop.cx(), { paymentId: paymentId as never, reason: "x" }))).toBe("unit_payment_undo");
  });

  test("PKG-6 a sale that is voided with its money as credit can be used no more", () => {
    const sold = shop.sell();
    voidAtDesk(shop.cx(), { invoiceId: sold.invoiceId, reason: "Sold to the wrong one" });
    expect([shop.account("package_liability"), shop.desk.money(shop.home).creditCents]).toEqual([0, 100_000]);
    expect(shop.refusal(() => shop.redeem(sold.saleId))).toBe("package_cancelled");
  });
});

describe("PKG-1 INV-15 expired", () => {
  test("PKG-1 by default twelve months from the sale: usable on the last day, revenue from the next", () => {
    const sold = shop.sell();
    shop.setDay("2027-11-21");
    expect(shop.redeem(sold.saleId).unitsLeft).toBe(9);
    expect(shop.expire()).toBe(0);
    shop.setDay("2027-11-22");
    expect([shop.expire(), shop.expire()]).toEqual([1, 0]);
    expect([shop.account("package_liability"), shop.account("revenue_packages"), shop.left(sold.saleId)]).toEqual([0, -90_000, 0]);
    expect(shop.refusal(() => shop.redeem(sold.saleId))).toBe("package_expired");
  });

  test.each([
    [{ kind: "after", count: 10, unit: "day", from: "purchase" }, "2026-12-01", "2026-12-02"],
    [{ kind: "after", count: 2, unit: "week", from: "purchase" }, "2026-12-05", "2026-12-06"],
    [{ kind: "date", lastOn: "2026-12-31" as never }, "2026-12-31", "2027-01-01"],
  ] as const)("PKG-1 %j is last used on %s", (expiry, last, after) => {
    const sold = shop.sell({ expiry });
    shop.setDay(last);
    expect(shop.expire()).toBe(0);
    shop.redeem(sold.saleId);
    shop.setDay(after);
    expect(shop.refusal(() => shop.redeem(sold.saleId))).toBe("package_expired");
    expect(shop.expire()).toBe(1);
  });

  test("PKG-1 one that never expires stays, and one that lasts from its first use waits for it", () => {
    shop.sell({ expiry: { kind: "none" } });
    shop.sell({ expiry: { kind: "after", count: 1, unit: "day", from: "first_use" } });
    shop.setDay("2036-11-22");
    expect(shop.expire()).toBe(0);
  });

  test("PKG-3 a visit before the last day that is entered after it still counts: on the service day it was unexpired", () => {
    const sold = shop.sell({ contents: { kind: "fixed", items: [{ serviceId: shop.massage60, quantity: 2 }] } });
    shop.setDay("2027-11-25");
    shop.expire();
    expect([shop.account("package_liability"), shop.account("revenue_packages")]).toEqual([0, -100_000]);
    const late = shop.redeem(sold.saleId, shop.massage60, { serviceOn: "2027-11-21" });
    expect(late).toMatchObject({ valueCents: 50_000, balanceCents: 0, unitsLeft: 0 });
    expect([shop.account("package_liability"), shop.account("revenue_packages"), shop.account("revenue_services")]).toEqual([0, -50_000, -50_000]);
    expect(shop.refusal(() => shop.redeem(sold.saleId, shop.massage60, { serviceOn: "2027-11-22" }))).toBe("package_expired");
    // Undone it is there with its expiry as it was, and the next run finds it.
    undoRedeem(shop.cx(), { useId: late.useId });
    expect([shop.left(sold.saleId), shop.account("package_liability")]).toEqual([1, -50_000]);
    expect([shop.expire(), shop.account("package_liability"), shop.account("revenue_packages")]).toEqual([1, 0, -100_000]);
  });

  test("INV-15 the daily run does it, on the day it expired, however late the run", () => {
    shop.sell();
    shop.setDay("2027-12-24");
    runBilling(shop.cx(), "training");
    const entry = shop.desk.db.read((r) => r.get<{ on: string }>("select effective_on as \"on\" from entry where kind = 'package_expired'"));
    expect(entry).toEqual({ on: "2027-11-22" });
  });
});

describe("PKG-7 given on", () => {
  const give = (saleId: PackageSaleId, over: object = {}) => transferPackage(shop.cx(), { saleId, toPatientId: shop.ben, whole: false, reason: "A present", ...over });

  test("PKG-7 one use goes to a family member, the owner stays, and the next use is the owner's again", () => {
    const { saleId } = shop.sell();
    expect(give(saleId)).toEqual({ saleId, toName: "Ben Lee" });
    expect(shop.redeem(saleId, shop.massage60, { patientId: shop.ben }).unitsLeft).toBe(9);
    expect(shop.refusal(() => shop.redeem(saleId, shop.massage60, { patientId: shop.ben }))).toBe("package_someone_elses");
    expect(shop.redeem(saleId).unitsLeft).toBe(8);
    const history = shop.desk.db.read((r) => r.all("select unit_id is null as whole, reason from package_transfer"));
    expect(history).toEqual([{ whole: 0, reason: "A present" }]);
  });

  test("PKG-7 the whole package has another owner", () => {
    const { saleId } = shop.sell();
    give(saleId, { whole: true });
    expect(shop.refusal(() => shop.redeem(saleId))).toBe("package_someone_elses");
    expect(shop.redeem(saleId, shop.massage60, { patientId: shop.ben }).unitsLeft).toBe(9);
  });

  test("PKG-7 the owner is told by a letter: what, to whom, when and what is left, once for each", () => {
    givePractice(shop.desk);
    const { saleId } = shop.sell();
    give(saleId);
    const [first] = listLettersToPrint(shop.cx());
    expect(first).toMatchObject({ kind: "package_given" });
    shop.redeem(saleId, shop.massage60, { patientId: shop.ben });
    const said = (noticeId: NoticeId | undefined) =>
      shop.desk.db.read((r) => {
        const row = noticeId === undefined ? undefined : findNotice(r, noticeId);
        return row ? givenLetterValues(r, row, { language: "en", day: (on) => on }) : {};
      });
    expect(said(first?.noticeId)).toEqual({
      package: "Ten massages 1",
      given: "On 2026-11-22 one use of the package Ten massages 1 of Rosa Lee was given to Ben Lee. The package stays with Rosa Lee. 9 uses are left in all.",
    });
    give(saleId, { whole: true });
    const [, second] = listLettersToPrint(shop.cx());
    expect(said(second?.noticeId)["given"]).toBe("On 2026-11-22 the package Ten massages 1 of Rosa Lee was given to Ben Lee. 9 uses are left in all.");
    expect(listLettersToPrint(shop.cx())).toHaveLength(2);
  });

  test("PKG-7 a use that is refused to be given writes no letter", () => {
    givePractice(shop.desk);
    const { saleId } = shop.sell({ insuranceFriendly: true });
    expect(shop.refusal(() => give(saleId))).toBe("package_transfer_off");
    expect(listLettersToPrint(shop.cx())).toEqual([]);
  });

  test("PKG-1 a shared one is used by anybody of the household, without giving anything on", () => {
    const { saleId } = shop.sell({ shareable: true });
    expect(shop.redeem(saleId, shop.massage60, { patientId: shop.ben }).unitsLeft).toBe(9);
  });

  test.each<[what: string, code: string, work: () => unknown]>([
    ["one with receipts for an insurer", "package_transfer_off", () => give(shop.sell({ insuranceFriendly: true }).saleId)],
    ["to another household", "package_transfer_household", () => give(shop.sell().saleId, { toPatientId: shop.neighbour.patientId })],
    ["to whom it belongs", "package_transfer_same", () => give(shop.sell().saleId, { toPatientId: shop.rosa })],
    ["one that is used up", "package_used_up", () => { const { saleId } = shop.sell({ contents: { kind: "pool", quantity: 1, serviceIds: [shop.massage60] } }); shop.redeem(saleId); return give(saleId); }],
    ["one that has expired", "package_expired", () => { const { saleId } = shop.sell(); shop.setDay("2027-11-22"); return give(saleId); }],
    ["one that was cancelled", "package_cancelled", () => { const { saleId } = shop.sell(); cancel(saleId, 0); return give(saleId); }],
    ["to nobody there", "patient_not_found", () => give(shop.sell().saleId, { toPatientId: 999 })],
  ])("PKG-7 %s is refused", (_, code, work) => {
    expect(shop.refusal(work)).toBe(code);
    expect(shop.desk.db.read((r) => r.all("select 1 from package_transfer"))).toEqual([]);
  });

  test("PPL-4 merging charts takes packages, given uses and past uses along, and an un-merge brings them back", () => {
    const { saleId } = shop.sell();
    give(saleId);
    shop.redeem(saleId);
    const whose = () => shop.desk.db.read((r) => [r.get("select patient_id as p from package_sale"), r.get("select max(holder_id) as p from package_unit"), r.get("select patient_id as p from package_use")]);
    const before = whose();
    const { mergeId } = mergePatients(shop.cx(), { survivorId: shop.ben, mergedId: shop.rosa });
    expect(whose()).toEqual([{ p: shop.ben }, { p: shop.ben }, { p: shop.ben }]);
    expect(shop.redeem(saleId, shop.massage60, { patientId: shop.ben }).unitsLeft).toBe(8);
    shop.desk.db.read((r) => r.get("select 1 from patient_merge where id = ?", mergeId));
    expect(before).toEqual([{ p: shop.rosa }, { p: shop.ben }, { p: shop.rosa }]);
  });

  test("PPL-4 an un-merge with nothing in between gives a package back", () => {
    const { saleId } = shop.sell();
    const { mergeId } = mergePatients(shop.cx(), { survivorId: shop.ben, mergedId: shop.rosa });
    undoPatientMerge(shop.cx(), { mergeId });
    expect(shop.redeem(saleId).unitsLeft).toBe(9);
  });
});

describe("PKG-8 with receipts for an insurer", () => {
  test("PKG-8 the sale is a prepayment; each visit has its own invoice, and three visits of 100.00 sum exactly", () => {
    const sold = shop.sell({ contents: { kind: "fixed", items: [{ serviceId: shop.massage60, quantity: 3 }] }, priceCents: toCents(10_000), insuranceFriendly: true });
    const words = shop.desk.db.read((r) => r.get<{ d: string }>("select description as d from invoice_line where invoice_id = ?", sold.invoiceId));
    expect(words?.d).toContain("not a receipt for services");
    const visits = [1, 2, 3].map(() => shop.redeem(sold.saleId));
    const totals = visits.map(({ invoiceId }) => shop.invoice(invoiceId).totalCents);
    expect(totals).toEqual([3334, 3333, 3333]);
    expect(totals.every((cents) => cents > 0)).toBe(true);
    const lines = shop.desk.db.read((r) => r.all<{ unit: number; net: number }>("select unit_cents as unit, net_cents as net from invoice_line where service_id is not null order by id"));
    // The unit price itself, not a list price less a discount.
    expect(lines).toEqual([{ unit: 3334, net: 3334 }, { unit: 3333, net: 3333 }, { unit: 3333, net: 3333 }]);
  });

  test("PKG-8 the line says code, service, minutes, who gave it and the licence, word for word as it was that day", () => {
    const sold = shop.sell({ insuranceFriendly: true });
    const words = (invoiceId: InvoiceId) => shop.desk.db.read((r) => r.get<{ d: string; q: number }>("select description as d, quantity as q from invoice_line where invoice_id = ?", invoiceId));
    const first = shop.redeem(sold.saleId);
    const alone = shop.visit([shop.massage60]);
    shop.redeemOn(sold.saleId, alone.invoiceId, alone.lineIds[0]!);
    shop.desk.db.write((w) => setLicence(w, shop.therapist, "MT 9999"));
    const said = { d: "Massage 60 Massage 60, 60 minutes, by Mia Lang, licence MT 4711", q: 1 };
    expect([words(first.invoiceId), words(alone.invoiceId)]).toEqual([said, said]);
    expect(words(shop.redeem(sold.saleId).invoiceId)?.d).toContain("licence MT 9999");
  });

  test.each<[string, string, (s: Shop) => void]>([
    ["nobody who gave it", "provider", () => undefined],
    ["no licence number", "licence", (s) => s.desk.db.write((w) => setLicence(w, s.therapist, ""))],
    ["no duration", "duration", (s) => s.desk.db.write((w) => void w.exec("update service set duration_minutes = null"))],
  ])("PKG-8 with %s the receipt would be worth nothing: refused, and the use is kept", (_, what, spoil) => {
    const { saleId } = shop.sell({ insuranceFriendly: true });
    const plain = shop.sell();
    spoil(shop);
    const providerId = what === "provider" ? null : shop.therapist;
    const alone = shop.visit([shop.massage60], { providerId });
    const refused = expect.objectContaining({ code: "receipt_incomplete", facts: expect.objectContaining({ what }) });
    expect(() => shop.redeem(saleId, shop.massage60, { providerId })).toThrow(refused);
    expect(() => shop.redeemOn(saleId, alone.invoiceId, alone.lineIds[0]!)).toThrow(refused);
    expect(shop.left(saleId)).toBe(10);
    // A package without such receipts asks for none of it.
    expect(shop.redeem(plain.saleId, shop.massage60, { providerId }).unitsLeft).toBe(9);
    shop.pay(10_000);
  });

  test("PKG-8 on an invoice with something else it is refused: the visit's receipt stands alone", () => {
    const sold = shop.sell({ insuranceFriendly: true });
    const both = shop.visit([shop.massage60, shop.facial]);
    expect(shop.refusal(() => shop.redeemOn(sold.saleId, both.invoiceId, both.lineIds[0]!))).toBe("redeem_line_wrong");
    const alone = shop.visit([shop.massage60]);
    expect(shop.redeemOn(sold.saleId, alone.invoiceId, alone.lineIds[0]!)).toMatchObject({ lineCents: 10_000, balanceCents: 0 });
  });

  test("PKG-8 the unused remainder never appears as a service", () => {
    const sold = shop.sell({ insuranceFriendly: true });
    shop.redeem(sold.saleId);
    shop.setDay("2027-11-22");
    shop.expire();
    expect([shop.account("revenue_services"), shop.account("revenue_packages")]).toEqual([-10_000, -90_000]);
  });
});
