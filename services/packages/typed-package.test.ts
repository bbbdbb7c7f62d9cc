/** A package typed on an invoice (PKG-2): by its name, alone, at its price; drafts, discounts and what is refused. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findSaleOfInvoice } from "#db/packages/sales.ts";
import { listInvoiceLines } from "#db/invoices.ts";
import type { InvoiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { PackageTerms } from "#domain/packages/package-terms.ts";
import type { TypedLine } from "#domain/invoices/typed-line.ts";
import { issueDraft, saveDraft } from "../invoices/drafts.ts";
import { issueTyped, previewTyped } from "../invoices/issue-typed.ts";
import { openInEditor } from "../invoices/open-editor.ts";
import { reviseInvoice } from "../invoices/revise.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { addPackage, setPackageOnSale } from "./catalogue.ts";
import { packagesOfPatient } from "./show.ts";
import { openShop, tenMassages, type Shop } from "./shop.fixture.ts";

let shop: Shop;
beforeEach(() => {
  shop = openShop();
});
afterEach(() => expect(shop.close()).toEqual([]));

const offer = (over: Partial<PackageTerms> = {}) => addPackage(shop.cx(), { terms: { ...tenMassages(shop.massage60), ...over } });
const line = (over: Partial<TypedLine> = {}): TypedLine => ({
  patientId: shop.rosa,
  kind: "package",
  description: "Ten massages",
  serviceOn: shop.cx().today,
  quantity: 1,
  unitCents: toCents(100_000),
  taxRatePpm: 0,
  ...over,
});
const typed = (lines: readonly TypedLine[] = [line()]) => ({ householdId: shop.home, lines, termsDays: 0, mayDiscount: true });
const issue = (lines?: readonly TypedLine[]) => issueTyped(shop.cx(), typed(lines));
const saleOf = (invoiceId: InvoiceId) => {
  const sale = shop.desk.db.read((r) => findSaleOfInvoice(r, invoiceId) ?? null);
  if (sale === null) throw new Error("the invoice sold a package");
  return sale;
};

describe("PKG-2 typed on an invoice", () => {
  test("PKG-2 by its name it is sold: owed until it is used, redeemable once the invoice is paid", () => {
    offer();
    const preview = previewTyped(shop.cx(), typed());
    const { invoiceId } = issue([line({ description: " ten MASSAGES " })]);
    expect([preview.totalCents, shop.invoice(invoiceId).totalCents, shop.account("package_liability")]).toEqual([100_000, 100_000, -100_000]);
    const { saleId, terms, boughtOn, expiresOn } = saleOf(invoiceId);
    expect([terms.name, boughtOn, expiresOn, shop.left(saleId)]).toEqual(["Ten massages", "2026-11-22", "2027-11-22", 10]);
    expect(shop.refusal(() => shop.redeem(saleId))).toBe("package_not_paid");
    shop.pay(100_000);
    expect(shop.redeem(saleId)).toMatchObject({ valueCents: 10_000, unitsLeft: 9 });
  });

  test("PKG-2 put aside as a draft nothing is sold; issued, it is, under the draft's id", () => {
    offer({ insuranceFriendly: true });
    const { invoiceId, revision } = saveDraft(shop.cx(), { ...typed(), invoiceId: null });
    expect([packagesOfPatient(shop.cx(), shop.rosa), openInEditor(shop.cx(), invoiceId).lines]).toMatchObject([[], [{ kind: "package", description: "Ten massages" }]]);
    const issued = issueDraft(shop.cx(), { ...typed(), invoiceId, revision });
    expect(issued.invoiceId).toBe(invoiceId);
    expect(saleOf(invoiceId).units).toBe(10);
    expect(shop.desk.db.read((r) => listInvoiceLines(r, invoiceId))).toMatchObject([{ kind: "package", description: "Prepayment: Ten massages (not a receipt for services)" }]);
    shop.pay(100_000);
  });

  test("PKG-2 F-3 a discount by hand lowers what the uses are worth with it: 1,000.00 less 10 % is 90.00 a use", () => {
    offer();
    const { invoiceId } = issue([line({ discount: { kind: "percent", basisPoints: 1000, reason: "Opening week" } })]);
    shop.pay(90_000);
    const { saleId, priceCents } = saleOf(invoiceId);
    expect([priceCents, shop.redeem(saleId).valueCents, shop.account("package_liability")]).toEqual([90_000, 9000, -81_000]);
  });

  test("PKG-1 taxed at the sale the office puts the tax on the line, whatever was typed", () => {
    const peel = shop.service("Peel", 10_000, { category: "Face", taxRatePpm: 88_750 });
    offer({ name: "Four peels", contents: { kind: "fixed", items: [{ serviceId: peel, quantity: 4 }] }, priceCents: toCents(36_000), taxed: "sale" });
    const { invoiceId } = issue([line({ description: "Four peels", unitCents: toCents(36_000), taxRatePpm: 10_000 })]);
    expect(shop.invoice(invoiceId).totalCents).toBe(39_195);
    shop.pay(39_195);
    expect(shop.redeem(saleOf(invoiceId).saleId, peel)).toMatchObject({ valueCents: 9000, balanceCents: 0 });
  });

  test("PKG-2 on an invoice of an earlier day it was bought that day", () => {
    offer();
    const { invoiceId } = issueTyped(shop.cx(), { ...typed(), invoicedOn: "2026-11-02" as never });
    expect(saleOf(invoiceId)).toMatchObject({ boughtOn: "2026-11-02", expiresOn: "2027-11-02" });
    shop.pay(100_000);
  });

  test("PKG-6 its void takes the sale back", () => {
    offer();
    const { invoiceId } = issue();
    voidAtDesk(shop.cx(), { invoiceId, reason: "Typed twice" });
    expect([saleOf(invoiceId).cancelledOn, shop.account("package_liability")]).toEqual(["2026-11-22", 0]);
  });
});

describe("PKG-2 refused in words, and nothing is sold", () => {
  const service = () => line({ kind: "service", serviceId: shop.massage60, description: "Massage 60", unitCents: toCents(10_000) });
  test.each<[string, () => readonly TypedLine[], object]>([
    ["beside another line", () => [service(), line()], { line: 2, what: "alone" }],
    ["two of them", () => [line(), line()], { line: 1, what: "alone" }],
    ["twice on one line", () => [line({ quantity: 2 })], { line: 1, what: "quantity", priceCents: 100_000 }],
    ["at another price", () => [line({ unitCents: toCents(99_999) })], { line: 1, what: "price", priceCents: 100_000 }],
    ["that nobody knows", () => [line({ description: "Eleven massages" })], { line: 1, what: "name" }],
  ])("PKG-2 a package %s is refused", (_, lines, facts) => {
    offer();
    const refused = expect.objectContaining({ code: "package_line_wrong", facts: expect.objectContaining(facts) });
    expect(() => issue(lines())).toThrow(refused);
    expect(() => previewTyped(shop.cx(), typed(lines()))).toThrow(refused);
    expect(packagesOfPatient(shop.cx(), shop.rosa)).toEqual([]);
  });

  test("PKG-2 one that is not sold any more, one whose last day has passed, and one given away for nothing", () => {
    const { packageId, version } = offer();
    setPackageOnSale(shop.cx(), { packageId, version, onSale: false });
    expect(() => issue()).toThrow(expect.objectContaining({ code: "package_line_wrong", facts: expect.objectContaining({ what: "name" }) }));
    offer({ name: "This year", expiry: { kind: "date", lastOn: "2026-12-31" as never } });
    shop.setDay("2027-01-01");
    expect(shop.refusal(() => issue([line({ description: "This year" })]))).toBe("package_wrong");
    offer();
    expect(shop.refusal(() => issue([line({ discount: { kind: "percent", basisPoints: 10_000, reason: "A present" } })]))).toBe("package_unit_worthless");
    expect(packagesOfPatient(shop.cx(), shop.rosa)).toEqual([]);
  });

  test("PKG-2 INV-3 an invoice that is edited takes no package, and one that sold a package is not edited", () => {
    offer();
    const { invoiceId } = shop.visit([shop.massage60]);
    const { lines, revision } = openInEditor(shop.cx(), invoiceId);
    const edit = (id: InvoiceId, more: readonly TypedLine[], at: number) => reviseInvoice(shop.cx(), { invoiceId: id, revision: at, reason: "x", termsDays: 0, lines: more });
    expect(shop.refusal(() => edit(invoiceId, [...(lines as TypedLine[]), line()], revision))).toBe("package_line_wrong");
    expect(shop.refusal(() => edit(invoiceId, [line()], revision))).toBe("package_line_wrong");
    shop.pay(10_000);
    const sold = issue();
    const opened = shop.desk.db.read((r) => listInvoiceLines(r, sold.invoiceId));
    expect(shop.refusal(() => edit(sold.invoiceId, [line({ lineId: opened[0]?.lineId ?? null, description: "Eleven" })], 1))).toBe("invoice_not_editable");
    shop.pay(100_000);
  });
});
