/** The catalogue of packages, what was purchased, its paper, and paying in instalments (PKG-1, PKG-5, PKG-9). */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toCents } from "#domain/money.ts";
import { setServicePrice } from "../catalogue/manage-services.ts";
import { addPackage, changePackage, listCatalogueOfPackages, setPackageOnSale } from "./catalogue.ts";
import { sheetOf } from "./on-paper.ts";
import { previewPackageSale, sellPackage } from "./sell.ts";
import { openShop, tenMassages, type Shop } from "./shop.fixture.ts";
import { packagesOfPatient, purchasedDetails } from "./show.ts";
import { transferPackage } from "./transfer.ts";

let shop: Shop;
beforeEach(() => {
  shop = openShop();
});
afterEach(() => expect(shop.close()).toEqual([]));

const put = (over: Partial<ReturnType<typeof tenMassages>> = {}) => addPackage(shop.cx(), { terms: { ...tenMassages(shop.massage60), ...over } });

describe("PKG-1 the catalogue", () => {
  test("PKG-1 says what the services cost one by one, what was sold and what is in use", () => {
    const { packageId } = put({ contents: { kind: "fixed", items: [{ serviceId: shop.massage60, quantity: 2 }, { serviceId: shop.facial, quantity: 1 }] } });
    sellPackage(shop.cx(), { packageId, patientId: shop.rosa });
    shop.pay(100_000);
    put({ name: "Any five", contents: { kind: "pool", quantity: 5, serviceIds: [shop.massage60, shop.facial] } });
    expect(listCatalogueOfPackages(shop.cx())).toMatchObject([
      { terms: { name: "Any five" }, listCents: null, contentWords: "5 of Massage 60, Facial", sold: 0, running: 0 },
      { terms: { name: "Ten massages" }, listCents: 32_000, contentWords: "2 × Massage 60, 1 × Facial", sold: 1, running: 1 },
    ]);
  });

  test("PKG-1 a change counts for the next sale; what was sold keeps its price and its uses", () => {
    const { packageId, version } = put();
    const { saleId } = sellPackage(shop.cx(), { packageId, patientId: shop.rosa });
    shop.pay(100_000);
    const changed = changePackage(shop.cx(), { packageId, version, terms: { ...tenMassages(shop.massage60), priceCents: toCents(50_000) } });
    expect(changed).toMatchObject({ version: 2, terms: { priceCents: 50_000 } });
    expect(purchasedDetails(shop.cx(), saleId).sale).toMatchObject({ priceCents: 100_000, valueLeftCents: 100_000 });
    expect(previewPackageSale(shop.cx(), { packageId, patientId: shop.rosa }).totalCents).toBe(50_000);
    expect(shop.refusal(() => changePackage(shop.cx(), { packageId, version, terms: tenMassages(shop.massage60) }))).toBe("record_changed_meanwhile");
  });

  test("PKG-1 off sale it is not sold, its name is free, and it comes back only under a free name", () => {
    const { packageId, version } = put();
    expect(shop.refusal(() => put({ name: "ten MASSAGES" }))).toBe("package_name_taken");
    const off = setPackageOnSale(shop.cx(), { packageId, version, onSale: false });
    expect(shop.refusal(() => sellPackage(shop.cx(), { packageId, patientId: shop.rosa }))).toBe("package_retired");
    put();
    expect(shop.refusal(() => setPackageOnSale(shop.cx(), { packageId, version: off.version, onSale: true }))).toBe("package_name_taken");
  });

  test.each<[what: string, code: string, work: () => unknown]>([
    ["a service that is not there", "package_service_gone", () => put({ contents: { kind: "pool", quantity: 5, serviceIds: [999 as never] } })],
    ["terms that are wrong", "package_wrong", () => put({ name: " " })],
    ["a package that is not there", "package_not_found", () => sellPackage(shop.cx(), { packageId: 999 as never, patientId: shop.rosa })],
    ["somebody who is not there", "patient_not_found", () => sellPackage(shop.cx(), { packageId: put().packageId, patientId: 999 as never })],
    ["another total than the one shown", "amount_changed_meanwhile", () => sellPackage(shop.cx(), { packageId: put().packageId, patientId: shop.rosa, expectedTotalCents: toCents(1) })],
    ["one whose last day has passed", "package_wrong", () => { const { packageId } = put({ expiry: { kind: "date", lastOn: "2026-11-30" as never } }); shop.setDay("2026-12-01"); return sellPackage(shop.cx(), { packageId, patientId: shop.rosa }); }],
  ])("PKG-1 %s is refused, and nothing is sold", (_, code, work) => {
    expect(shop.refusal(work)).toBe(code);
    expect(packagesOfPatient(shop.cx(), shop.rosa)).toEqual([]);
    expect(shop.account("package_liability")).toBe(0);
  });

  test("PKG-2 a use that would be worth nothing at today's list prices is refused at the sale", () => {
    const contents = { kind: "fixed", items: [{ serviceId: shop.massage60, quantity: 1 }, { serviceId: shop.facial, quantity: 1 }] } as const;
    const { packageId } = put({ contents });
    shop.setDay("2026-11-23");
    setServicePrice(shop.cx(), { serviceId: shop.facial, effectiveOn: "2026-11-23" as never, priceCents: toCents(0) });
    expect(shop.refusal(() => sellPackage(shop.cx(), { packageId, patientId: shop.rosa }))).toBe("package_unit_worthless");
  });
});

describe("PKG-5 what was purchased", () => {
  test("PKG-5 by day, service and person, what is left and until when; given on with its reason", () => {
    const { saleId } = shop.sell();
    shop.redeem(saleId);
    transferPackage(shop.cx(), { saleId, toPatientId: shop.ben, whole: false, reason: "A present" });
    shop.redeem(saleId, shop.massage90, { patientId: shop.ben });
    shop.pay(4000);
    const { sale, uses, transfers } = purchasedDetails(shop.cx(), saleId);
    expect(sale).toMatchObject({ state: "active", units: 10, unitsLeft: 8, valueLeftCents: 80_000, paidCents: 100_000, openServices: [{ name: "Massage 60", left: 8 }] });
    expect(uses).toMatchObject([
      { kind: "redeemed", patientName: "Rosa Lee", serviceName: "Massage 60", valueCents: 10_000, upsizeCents: 0 },
      { kind: "redeemed", patientName: "Ben Lee", serviceName: "Massage 90", valueCents: 10_000, upsizeCents: 4000 },
    ]);
    expect(transfers).toMatchObject([{ fromName: "Rosa Lee", toName: "Ben Lee", isWhole: 0, reason: "A present" }]);
    expect(shop.refusal(() => purchasedDetails(shop.cx(), 999 as never))).toBe("package_sale_not_found");
  });

  test("PKG-5 the family sees it on every chart, a stranger only what was given; the state follows from the records", () => {
    const { saleId } = shop.sell({ contents: { kind: "pool", quantity: 1, serviceIds: [shop.massage60] } });
    const state = () => packagesOfPatient(shop.cx(), shop.ben).map((sale) => sale.state);
    expect([state(), packagesOfPatient(shop.cx(), shop.neighbour.patientId)]).toEqual([["active"], []]);
    shop.redeem(saleId);
    expect(state()).toEqual(["used_up"]);
    shop.sell({}, { paid: 0 });
    expect(state()).toEqual(["unpaid", "used_up"]);
    shop.setDay("2027-11-22");
    expect(state()).toEqual(["expired", "expired"]);
  });

  test("PKG-5 its paper has the same uses and their worth", () => {
    const { saleId } = shop.sell({ insuranceFriendly: true });
    shop.redeem(saleId);
    const cx = shop.cx();
    const sheet = shop.desk.db.read((db) => sheetOf(cx, db, saleId));
    expect(sheet.sections[1]).toMatchObject({ rows: [{ cells: ["2026-11-22", "Massage 60", "Rosa Lee", "Mia Lang", expect.any(Number), 10_000] }], totals: [null, null, null, null, null, 10_000] });
    expect(sheet.parameters.find(({ label }) => label === "Left")?.value).toBe("9 of 10, worth 900.00");
    expect(sheet.notes.join()).toContain("not a receipt for services");
  });

  test("DOC-1 its paper says what was bought, service by service, what is left of each, until when, and who can use it", () => {
    const contents = { kind: "fixed", items: [{ serviceId: shop.massage60, quantity: 3 }, { serviceId: shop.facial, quantity: 2 }] } as const;
    const paper = (saleId: Parameters<typeof sheetOf>[2]) => {
      const cx = shop.cx();
      return shop.desk.db.read((db) => sheetOf(cx, db, saleId));
    };
    const fact = (saleId: Parameters<typeof sheetOf>[2], label: string) => paper(saleId).parameters.find((one) => one.label === label)?.value;
    const fixed = shop.sell({ contents, shareable: true }).saleId;
    shop.redeem(fixed);
    expect(paper(fixed).sections[0]).toMatchObject({ heading: "What is in it", rows: [{ cells: ["Massage 60", 3, 2] }, { cells: ["Facial", 2, 2] }] });
    expect([fact(fixed, "Can be used by"), fact(fixed, "Usable through")]).toEqual(["everybody in the household of Rosa Lee", expect.stringMatching(/\d{4}|no end/u)]);
    const pool = shop.sell({ contents: { kind: "pool", quantity: 4, serviceIds: [shop.massage60, shop.facial] }, shareable: false }).saleId;
    expect(paper(pool).sections[0]).toMatchObject({ columns: [{ header: "Any of" }, {}, {}], rows: [{ cells: ["Massage 60, Facial", 4, 4] }] });
    expect(fact(pool, "Can be used by")).toBe("Rosa Lee");
  });
});
